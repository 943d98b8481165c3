using System.Text.Json.Serialization;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Claims;

/// <summary>The state of a claim.</summary>
public enum ClaimStatus
{
    /// <summary>待核验.</summary>
    Reported,

    /// <summary>已认定: the only status that counts.</summary>
    Verified,

    /// <summary>退回补正.</summary>
    Returned,

    /// <summary>不予认定.</summary>
    Refused,

    /// <summary>已撤回.</summary>
    Withdrawn,

    /// <summary>已冲销.</summary>
    Reversed,
}

/// <summary>One thing a unit reports and wants counted (填报事项).</summary>
/// <param name="Id">The claim's number.</param>
/// <param name="Unit">The unit that reported.</param>
/// <param name="Kind">The kind of fact.</param>
/// <param name="OccurredOn">The day it happened.</param>
/// <param name="Facts">As reported or last corrected, joined with what verification took on file.</param>
/// <param name="Shares">Who is credited.</param>
/// <param name="Status">Its state.</param>
/// <param name="Reason">Why it was returned, refused, withdrawn or reversed.</param>
/// <param name="ReportedAt">When it was first reported.</param>
/// <param name="ReportedBy">Who reported it.</param>
public sealed record Claim(
    string Id, string Unit, string Kind, DateOnly OccurredOn, IReadOnlyDictionary<string, Value> Facts,
    IReadOnlyList<Share> Shares, ClaimStatus Status, string Reason, DateTimeOffset ReportedAt, string ReportedBy)
{
    /// <summary>The files that prove it, in the order in which they were added.</summary>
    public IReadOnlyList<EvidenceFile> Files { get; init; } = [];

    /// <summary>The stream of a claim.</summary>
    public static string StreamOf(string id) => $"claim/{id}";

    /// <summary>
    /// Who corrected it before it was verified. A verified one is corrected by a finding of the office, which is a
    /// decision and no report.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<string> CorrectedBy { get; init; } = [];

    /// <summary>Who made the tokens of the programs that reported or corrected it.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Behind { get; init; } = [];

    /// <summary>
    /// How an account gave what the claim says, in print, for example 由本人填报; null when it did not. Whoever did
    /// decides nothing that lets the claim count.
    /// </summary>
    public string? PartOf(string account) =>
        ReportedBy == account ? "由本人填报"
        : CorrectedBy.Contains(account) ? "由本人更正过"
        : Behind.Contains(account) ? "由程序以本人生成的令牌填报或更正"
        : null;

    /// <summary>Whether the office still owes a decision, or the unit a completion.</summary>
    public bool Undecided => Status is ClaimStatus.Reported or ClaimStatus.Returned;

    /// <summary>A text value by field name; empty when not given.</summary>
    public string Text(string field) => Facts.TryGetValue(field, out var value) ? value.Text ?? "" : "";

    /// <summary>The claim after an event of its stream.</summary>
    public static Claim Evolve(Claim? claim, object @event) => @event switch
    {
        ClaimReported e => new Claim(
            e.Claim, e.Unit, e.Kind, e.OccurredOn, e.Facts, e.Shares, ClaimStatus.Reported, "", e.ReportedAt,
            e.ReportedBy)
        {
            Behind = With([], e.Behind),
        },
        ClaimVerified e => claim! with
        {
            Status = ClaimStatus.Verified,
            Shares = e.Shares,
            Facts = Evaluation.Rulebooks.Words.Facts.Join(claim.Facts, e.FromFile),
            Reason = "",
        },
        ClaimReturned e => claim! with { Status = ClaimStatus.Returned, Reason = e.Reason },
        ClaimRefused e => claim! with { Status = ClaimStatus.Refused, Reason = e.Reason },
        ClaimCorrected e => Corrected(claim!, e),
        EvidenceAdded e => claim! with { Files = [.. claim.Files, .. e.Files] },
        ClaimWithdrawn e => claim! with { Status = ClaimStatus.Withdrawn, Reason = e.Reason },
        ClaimReversed e => claim! with { Status = ClaimStatus.Reversed, Reason = e.Reason },
        ClaimRestored e => claim! with
        {
            Status = ClaimStatus.Verified,
            Shares = e.Shares,
            Facts = Evaluation.Rulebooks.Words.Facts.Join(claim.Facts, e.FromFile),
            Reason = e.Reason,
        },
        _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to a claim."),
    };

    private static Claim Corrected(Claim claim, ClaimCorrected e)
    {
        var corrected = claim with { OccurredOn = e.OccurredOn, Facts = e.Facts, Shares = e.Shares, Reason = e.Reason };
        return claim.Status == ClaimStatus.Verified ? corrected : corrected with
        {
            Status = ClaimStatus.Reported,
            CorrectedBy = With(claim.CorrectedBy, e.CorrectedBy),
            Behind = With(claim.Behind, e.Behind),
        };
    }

    private static IReadOnlyList<string> With(IReadOnlyList<string> accounts, string? one) =>
        one is null || accounts.Contains(one) ? accounts : [.. accounts, one];
}
