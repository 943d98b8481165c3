using Evaluation.Office.Claims;
using Evaluation.Office.Verification;
using Evaluation.Server.Evidence;
using Evaluation.Server.Verification;

namespace Evaluation.Server.ClaimFiles;

/// <summary>A claim with all that is known about it (事项档案), as the viewer may see it.</summary>
/// <param name="Known">What is known of the district's claims.</param>
/// <param name="Version">The version shown: what is done is done to this one or not at all.</param>
/// <param name="Facts">What it says.</param>
/// <param name="Evidence">Names of the files that prove it.</param>
/// <param name="Steps">What became of it, the last first.</param>
public sealed record ClaimDossier(
    Examination Known, Claim Claim, long Version, IReadOnlyList<ClaimFactView> Facts, IReadOnlyList<string> Evidence,
    IReadOnlyList<ClaimStepView> Steps)
{
    /// <summary>The files that prove it, in the order in which they were added.</summary>
    public IReadOnlyList<GivenFile> Files { get; init; } = [];

    /// <summary>Day, kind and whom it is about.</summary>
    public string Title => Known.Title(Claim);

    /// <summary>The unit that reported.</summary>
    public string UnitName => Known.UnitName(Claim);

    /// <summary>The name of the week in which it happened.</summary>
    public string Week => Known.WeekOf(Claim.OccurredOn).Id;

    /// <summary>What the office should look at; empty for a unit.</summary>
    public IReadOnlyList<ClaimFinding> Findings { get; init; } = [];

    /// <summary>The claims that it may be the double of, each beside it; empty for a unit.</summary>
    public IReadOnlyList<ClaimDoubleView> Doubles { get; init; } = [];

    /// <summary>Why it is to be examined in full; null when it is not, and for a unit.</summary>
    public string? Sampled { get; init; }

    /// <summary>What its reporter should know: that it repeats another claim, or that nothing counts it yet.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Other claims about the same firm that the viewer may read, the newest first.</summary>
    public IReadOnlyList<RelatedClaimView> Related { get; init; } = [];
}

/// <summary>A value of a claim in print.</summary>
/// <param name="Text">The value, or that it is empty.</param>
/// <param name="IsAbsent">Whether it is empty.</param>
public sealed record ClaimFactView(string Label, string Text, bool IsAbsent);

/// <summary>What a step changed in a field.</summary>
public sealed record ClaimChangeView(string Label, string Before, string After);

/// <summary>A step in the life of a claim.</summary>
/// <param name="At">When, in the district's time.</param>
/// <param name="By">Who.</param>
/// <param name="Label">What, in the office's words.</param>
/// <param name="Note">Reason and document; empty for none.</param>
/// <param name="Changes">What it changed in the facts.</param>
/// <param name="Position">The position of its event in the log.</param>
public sealed record ClaimStepView(
    DateTimeOffset At, string By, string Label, string Note, IReadOnlyList<ClaimChangeView> Changes, long Position);

/// <summary>Another claim about the same firm.</summary>
public sealed record RelatedClaimView(
    string Claim, string UnitName, string Kind, DateOnly OccurredOn, ClaimStatus Status);

/// <summary>A claim that may be the double of another one, beside it.</summary>
/// <param name="Claim">Its number.</param>
/// <param name="Title">Day, kind and whom it is about.</param>
/// <param name="Rows">The fields of both.</param>
public sealed record ClaimDoubleView(string Claim, string Title, IReadOnlyList<ClaimPairView> Rows);

/// <summary>A field of two claims.</summary>
public sealed record ClaimPairView(string Label, string Mine, string Theirs)
{
    /// <summary>Whether they differ in it.</summary>
    public bool Differs => Mine != Theirs;
}
