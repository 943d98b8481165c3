using System.Text.Json.Serialization;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Weeks;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>
/// Somebody of the office confirmed the week's draft bulletin (确认通报稿). Stream `week/{first day}`.
/// </summary>
/// <param name="ConfirmedBy">Who confirmed; somebody else must seal.</param>
/// <param name="At">When.</param>
/// <param name="Digest">SHA-256 of what the draft says; another digest makes the confirmation stale.</param>
[StoredAs("week.confirmed.v1")]
public sealed record WeekConfirmed(Week Week, string ConfirmedBy, DateTimeOffset At, string Digest)
{
    /// <summary>The name of who confirmed, as it was; null where only the account was known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Confirmer { get; init; }
}

/// <summary>
/// The committee waived findings of a check of the gate (豁免): the week may be published in spite of them. Stream
/// `week/{first day}`.
/// </summary>
/// <param name="Check">The check's code.</param>
/// <param name="Findings">The findings, each in its exact sentence; another sentence closes the gate again.</param>
/// <param name="Reason">Why, as printed in the bulletin.</param>
/// <param name="Document">The document number (文号); null for none.</param>
/// <param name="WaivedBy">Who waived.</param>
[StoredAs("week.waived.v1", Made = [nameof(Findings)])]
public sealed record WeekWaived(
    Week Week, string Check, IReadOnlyList<string> Findings, string Reason, string? Document, string WaivedBy)
{
    /// <summary>The name of who waived, as it was; null where only the account was known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Waiver { get; init; }
}
