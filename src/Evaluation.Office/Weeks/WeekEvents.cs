using System.Text.Json.Serialization;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Weeks;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>
/// The office closed a week: its duties are judged and its bulletin may be prepared. Stream `closings`.
/// </summary>
/// <param name="CutOff">
/// The moment of the closing in the district's time, as a whole minute: what was reported until then belongs to the
/// week's bulletin. In earlier events it is the earliest moment that the rules allow, whenever the week was closed.
/// </param>
/// <param name="ClosedBy">Who closed it; somebody else must seal it.</param>
[StoredAs("week.closed.v1")]
public sealed record WeekClosed(Week Week, DateTimeOffset CutOff, string ClosedBy)
{
    /// <summary>The name of who closed it, as it was; null where only the account was known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Closer { get; init; }
}

/// <summary>
/// A week is closed before the moment that the rules state (提前截止), for example ahead of a holiday. Stored before
/// the closing itself. Stream `closings`.
/// </summary>
/// <param name="Stated">The earliest moment that the rules allow.</param>
/// <param name="Document">The document that decides it (文号).</param>
/// <param name="ClosedBy">Who closed the week.</param>
[StoredAs("week.closed.early.v1")]
public sealed record WeekClosedEarly(Week Week, DateTimeOffset Stated, string Document, string ClosedBy);

/// <summary>An undecided claim was left for a later week, by name. Stream `week/{first day}`.</summary>
[StoredAs("week.claim.carried.over.v1")]
public sealed record ClaimCarriedOver(Week Week, string Claim, string Reason);

/// <summary>The week's bulletin was sealed: its bytes never change again. Stream `week/{first day}`.</summary>
/// <param name="Number">The bulletin's number in the assessment year, from 1.</param>
/// <param name="Document">The document number (文号).</param>
/// <param name="Position">
/// The last event that the bulletin knows; with the events up to here it can be recounted.
/// </param>
/// <param name="Editions">The rulebook editions used, as `id/edition/sha256`.</param>
/// <param name="SealedAt">When it was sealed.</param>
/// <param name="ClosedBy">Who closed the week.</param>
/// <param name="SealedBy">Who sealed the bulletin.</param>
/// <param name="Record">The bulletin's record, canonical JSON: everything that was published.</param>
/// <param name="Sha256">Of the record's bytes.</param>
/// <param name="PageSha256">Of the page's bytes.</param>
/// <param name="TableSha256">Of the CSV table's bytes.</param>
[StoredAs("bulletin.sealed.v1", Made = [nameof(Position), nameof(Editions), nameof(Record)])]
public sealed record BulletinSealed(
    Week Week, int Number, string Document, long Position, IReadOnlyList<string> Editions, DateTimeOffset SealedAt,
    string ClosedBy, string SealedBy, string Record, string Sha256, string PageSha256, string TableSha256)
{
    /// <summary>The name of who closed the week, as it was; null where only the account was known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Closer { get; init; }

    /// <summary>The name of who sealed the bulletin, as it was; null where only the account was known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sealer { get; init; }

    /// <summary>For whom it is printed, `internal` or `both`; null for everybody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Papers { get; init; }

    /// <summary>The paper for everybody beside that for members; null where there is one paper.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PublicCopy? Public { get; init; }
}
