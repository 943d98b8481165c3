using System.Text.Json.Serialization;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Weeks;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>Why a sealed week is issued again.</summary>
public enum IssueKind
{
    /// <summary>计划修订: something became known later.</summary>
    Revision,

    /// <summary>差错更正: the issue in force was wrong.</summary>
    Correction,
}

/// <summary>A new issue of a sealed week was proposed (补发). Stream `week/{first day}`.</summary>
/// <param name="Week">The sealed week.</param>
/// <param name="Issue">The number that the new issue would have, from 2.</param>
/// <param name="Kind">Revision or correction.</param>
/// <param name="Reason">Why, as printed.</param>
/// <param name="Document">The document number (文号).</param>
/// <param name="Digest">Of the content that was previewed: other content must be proposed again.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="ProposedBy">Who; somebody else must approve.</param>
[StoredAs("bulletin.reissue.proposed.v1")]
public sealed record ReissueProposed(
    Week Week, int Issue, IssueKind Kind, string Reason, string Document, string Digest, DateTimeOffset ProposedAt,
    string ProposedBy)
{
    /// <summary>The name of who proposed it, as it was; null where only the account was known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Proposer { get; init; }
}

/// <summary>The proposer took the proposal back. Stream `week/{first day}`.</summary>
[StoredAs("bulletin.reissue.dropped.v1")]
public sealed record ReissueDropped(Week Week, int Issue, DateTimeOffset DroppedAt, string DroppedBy);

/// <summary>
/// A sealed week was issued again: this issue replaces the one before, whose bytes stay. Stream `week/{first day}`.
/// </summary>
/// <param name="Issue">The number of the issue, from 2.</param>
/// <param name="Kind">Revision or correction.</param>
/// <param name="Reason">Why, as printed.</param>
/// <param name="Number">The bulletin's number in the assessment year, that of the first issue.</param>
/// <param name="Document">The document number (文号).</param>
/// <param name="Position">The last event that the issue knows.</param>
/// <param name="Editions">The rulebook editions used, as `id/edition/sha256`.</param>
/// <param name="SealedAt">When it was approved and sealed.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="SealedBy">Who approved and sealed it.</param>
/// <param name="Supersedes">The SHA-256 of the record of the issue that it takes the place of.</param>
/// <param name="Record">The record, canonical JSON: everything that was published.</param>
/// <param name="Sha256">Of the record's bytes.</param>
/// <param name="PageSha256">Of the page's bytes.</param>
/// <param name="TableSha256">Of the CSV table's bytes.</param>
[StoredAs("bulletin.reissued.v1", Made = [nameof(Position), nameof(Editions), nameof(Record)])]
public sealed record BulletinReissued(
    Week Week, int Issue, IssueKind Kind, string Reason, int Number, string Document, long Position,
    IReadOnlyList<string> Editions, DateTimeOffset SealedAt, string ProposedBy, string SealedBy, string Supersedes,
    string Record, string Sha256, string PageSha256, string TableSha256)
{
    /// <summary>The name of who proposed it, as it was; null where only the account was known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Proposer { get; init; }

    /// <summary>The name of who approved and sealed it, as it was; null where only the account was known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sealer { get; init; }

    /// <summary>For whom it is printed, `internal` or `both`; null for everybody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Papers { get; init; }

    /// <summary>The paper for everybody beside that for members; null where there is one paper.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PublicCopy? Public { get; init; }
}
