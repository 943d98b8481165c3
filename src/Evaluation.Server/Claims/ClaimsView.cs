using Evaluation.Office.Claims;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Claims;

/// <summary>The list of claims: a reporter sees the own unit's, a verifier everyone's.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Scope">Whose claims these are, for example 桂城街道 or 全部单位.</param>
/// <param name="Status">The status shown; null for all.</param>
/// <param name="Counts">How many claims there are of each status, in the order of the filter.</param>
/// <param name="Claims">The claims shown.</param>
/// <param name="MayVerify">Whether the viewer may decide claims.</param>
/// <param name="MayReport">Whether the viewer may report claims.</param>
/// <param name="Refusal">Why the last decision was not taken; null when it was.</param>
/// <param name="Attempt">What was typed for it.</param>
public sealed record ClaimsView(
    FrameView Frame, string Scope, ClaimStatus? Status, IReadOnlyList<StatusCountView> Counts,
    IReadOnlyList<ClaimRowView> Claims, bool MayVerify, bool MayReport, Refusal? Refusal = null,
    DecisionAttemptView? Attempt = null);

/// <summary>How many claims have a status.</summary>
public sealed record StatusCountView(ClaimStatus Status, int Count);

/// <summary>A claim in the list.</summary>
/// <param name="Id">Its number.</param>
/// <param name="UnitName">The unit that reported.</param>
/// <param name="Kind">The kind in print.</param>
/// <param name="OccurredOn">The day it happened.</param>
/// <param name="About">The fact in words.</param>
/// <param name="Status">Its state.</param>
/// <param name="Reason">Why it was returned, refused, withdrawn or reversed.</param>
/// <param name="ReportedBy">Who reported it.</param>
/// <param name="ReportedAt">When, in the district's time.</param>
/// <param name="MayDecide">Whether the viewer may decide it: pending, and reported by somebody else.</param>
public sealed record ClaimRowView(
    string Id, string UnitName, string Kind, DateOnly OccurredOn, string About, ClaimStatus Status, string Reason,
    string ReportedBy, DateTimeOffset ReportedAt, bool MayDecide)
{
    /// <summary>The version shown: a decision is taken on this one or not at all.</summary>
    public long Version { get; init; }

    /// <summary>What the office should look at; empty for a unit.</summary>
    public IReadOnlyList<ClaimFinding> Findings { get; init; } = [];

    /// <summary>What its reporter should know: that it repeats another claim, or that nothing counts it yet.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Why the claim is to be examined in full; null when it is not.</summary>
    public string? Sampled { get; init; }
}

/// <summary>A decision that was refused, with the reason as typed.</summary>
public sealed record DecisionAttemptView(string Claim, string Reason);
