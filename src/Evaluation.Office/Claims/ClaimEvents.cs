using System.Text.Json.Serialization;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Claims;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>A unit reported something it wants counted. Stream `claim/{id}`.</summary>
/// <param name="Claim">The claim's number.</param>
/// <param name="Unit">The unit that reported.</param>
/// <param name="Kind">The kind of fact.</param>
/// <param name="OccurredOn">The day it happened, in the district's time zone.</param>
/// <param name="Facts">Typed values by field name; money in yuan.</param>
/// <param name="Shares">Who is to be credited; empty when the project's shares or the reporting unit decide.</param>
/// <param name="Evidence">Names of the files that prove it.</param>
/// <param name="ReportedAt">When it was reported.</param>
/// <param name="ReportedBy">The account that reported; the same account may not verify.</param>
[StoredAs("claim.reported.v1")]
public sealed record ClaimReported(
    string Claim, string Unit, string Kind, DateOnly OccurredOn, IReadOnlyDictionary<string, Value> Facts,
    IReadOnlyList<Share> Shares, IReadOnlyList<string> Evidence, DateTimeOffset ReportedAt, string ReportedBy)
{
    /// <summary>The account that made the token of the program that reported; null for a person.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Behind { get; init; }
}

/// <summary>The office found it true: it counts, with the shares and the facts on file at that time.</summary>
/// <param name="Claim">The claim's number.</param>
/// <param name="Shares">Who is credited.</param>
/// <param name="FromFile">What the project's file, or without a project the firm's, adds to the facts.</param>
/// <param name="Note">A remark.</param>
[StoredAs("claim.verified.v1")]
public sealed record ClaimVerified(
    string Claim, IReadOnlyList<Share> Shares,
    [property: JsonPropertyName("fromProject")] IReadOnlyDictionary<string, Value> FromFile, string Note);

/// <summary>The office sent it back to the unit to be completed.</summary>
[StoredAs("claim.returned.v1")]
public sealed record ClaimReturned(string Claim, string Reason);

/// <summary>The office found that it does not count (不予认定).</summary>
[StoredAs("claim.refused.v1")]
public sealed record ClaimRefused(string Claim, string Reason);

/// <summary>The facts were put right: a returned claim waits again, a verified one counts as corrected.</summary>
[StoredAs("claim.corrected.v1")]
public sealed record ClaimCorrected(
    string Claim, DateOnly OccurredOn, IReadOnlyDictionary<string, Value> Facts, IReadOnlyList<Share> Shares,
    string Reason)
{
    /// <summary>The account that corrected; null where it was not kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CorrectedBy { get; init; }

    /// <summary>The account that made the token of the program that corrected; null for a person.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Behind { get; init; }
}

/// <summary>
/// Files that prove it were added, when it was reported or later. What was given stays: nothing takes it away again.
/// </summary>
/// <param name="Claim">The claim's number.</param>
/// <param name="Files">The files that were new to it.</param>
[StoredAs("claim.evidence.added.v1")]
public sealed record EvidenceAdded(string Claim, IReadOnlyList<EvidenceFile> Files);

/// <summary>The unit took it back before it was decided.</summary>
[StoredAs("claim.withdrawn.v1")]
public sealed record ClaimWithdrawn(string Claim, string Reason);

/// <summary>The office took back the verification (冲销): it counts no longer.</summary>
[StoredAs("claim.reversed.v1")]
public sealed record ClaimReversed(string Claim, string Reason, string Document);

/// <summary>A ruling found that a refused or reversed claim counts after all (恢复认定).</summary>
/// <param name="Claim">The claim's number.</param>
/// <param name="Shares">Who is credited.</param>
/// <param name="FromFile">What the project's file, or without a project the firm's, adds to the facts.</param>
/// <param name="Reason">Why.</param>
/// <param name="Document">Document number of the ruling (文号).</param>
[StoredAs("claim.restored.v1")]
public sealed record ClaimRestored(
    string Claim, IReadOnlyList<Share> Shares, IReadOnlyDictionary<string, Value> FromFile, string Reason,
    string Document);
