using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Imports;

/// <summary>The district itself.</summary>
public sealed record DistrictRow(
    RowLocation Location, string District, string Name, DayOfWeek WeekStarts, string Issuer);

/// <summary>An account of a person.</summary>
/// <param name="Location">The row's location.</param>
/// <param name="Account">The account's name.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Role">One of <see cref="HistoryFiles.Roles"/>.</param>
/// <param name="Unit">The unit the account acts for; null for the office and the committee.</param>
public sealed record PersonRow(RowLocation Location, string Account, string Name, string Role, string? Unit);

/// <summary>A term of a unit in the roster; a second row of the same unit changes its name or group.</summary>
public sealed record RosterRow(
    RowLocation Location, string Unit, string Name, string Kind, string Group, DateOnly From, DateOnly? To)
{
    /// <summary>
    /// The successors after its last day, with shares: one for a merger, several for a split; none when it only left.
    /// </summary>
    public IReadOnlyList<SuccessorShare> Successors { get; init; } = [];

    /// <summary>
    /// The mergers and splits that rows state: units that end on one day and name the same successors go together.
    /// </summary>
    public static IReadOnlyList<Succession> Successions(IEnumerable<RosterRow> rows, string document) =>
    [
        .. rows.Where(row => row is { To: not null, Successors.Count: > 0 })
            .GroupBy(row => (row.To, string.Join(';', row.Successors)))
            .Select(ended => new Succession(
                [.. ended.Select(row => row.Unit)], [.. ended.First().Successors], ended.Key.To!.Value.AddDays(1),
                document, "名册所载"))
            .OrderBy(succession => succession.Day),
    ];

    /// <summary>
    /// Whether a row of this kind names a leader of the unit instead, by post: the files of `score` have no file of
    /// their own for leaders.
    /// </summary>
    public static bool IsLeader(string kind) => kind is "top" or "member";
}

/// <summary>A term in which a person leads a unit; the post is `top` or `member`.</summary>
public sealed record LeaderRow(
    RowLocation Location, string Unit, string Person, string Post, DateOnly From, DateOnly? To);

/// <summary>A firm on file, with every name it is known by.</summary>
public sealed record FirmRow(
    RowLocation Location, string Enterprise, string Name, string? CreditCode, string Industry, bool ChainLeader,
    IReadOnlyList<string> Aliases, DateTimeOffset FiledAt, string FiledBy);

/// <summary>
/// A project on file, with its first introducer, its agreed shares and where they are agreed. Amounts in yuan.
/// </summary>
public sealed record ProjectRow(
    RowLocation Location, string Project, string Name, string Enterprise, string Industry, string? Parent,
    decimal Contracted, decimal FixedAsset, string? Introducer, IReadOnlyList<Share> Shares, string Source,
    DateTimeOffset FiledAt, string FiledBy);

/// <summary>A claim as first reported.</summary>
/// <param name="Location">The row's location.</param>
/// <param name="Id">The claim's number.</param>
/// <param name="Kind">The kind of fact.</param>
/// <param name="Unit">The unit that reported.</param>
/// <param name="OccurredOn">The day it happened.</param>
/// <param name="RecordedAt">When it was reported.</param>
/// <param name="RecordedBy">Who reported it; null when the file does not say.</param>
/// <param name="Fields">The kind's fields as written, only those given, for <see cref="KindDefinition.Bind"/>.</param>
/// <param name="Shares">Who is credited; empty when the project or the reporting unit decides.</param>
/// <param name="Evidence">Names of the files that prove it.</param>
public sealed record FactRow(
    RowLocation Location, string Id, string Kind, string Unit, DateOnly OccurredOn, DateTimeOffset RecordedAt,
    string? RecordedBy, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<Share> Shares,
    IReadOnlyList<string> Evidence)
{
    /// <summary>Whether the file names no number, so that it was made from the content.</summary>
    public bool NumberIsMade { get; init; }

    /// <summary>
    /// The row as a correction leaves it: each named field replaced, one with an empty value taken away.
    /// </summary>
    public FactRow With(HandlingRow correction)
    {
        var fields = Fields.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, text) in correction.Changes)
        {
            fields[name] = text;
            if (text.Length == 0)
            {
                fields.Remove(name);
            }
        }

        return this with { OccurredOn = correction.OccurredOn ?? OccurredOn, Fields = fields };
    }
}

/// <summary>One step in a claim's life after it was reported.</summary>
/// <param name="Location">The row's location.</param>
/// <param name="Claim">The claim's number.</param>
/// <param name="Step">One of <see cref="HistoryFiles.Steps"/>.</param>
/// <param name="At">When.</param>
/// <param name="Account">By whom.</param>
/// <param name="Reason">Why; may be empty only for `verified`.</param>
/// <param name="Document">The document of a reversal.</param>
/// <param name="OccurredOn">For a correction: the new day, null when it stays.</param>
/// <param name="Changes">For a correction: fields with their new texts.</param>
public sealed record HandlingRow(
    RowLocation Location, string Claim, string Step, DateTimeOffset At, string Account, string Reason, string Document,
    DateOnly? OccurredOn, IReadOnlyDictionary<string, string> Changes);

/// <summary>A unit's weekly report.</summary>
public sealed record ReportRow(
    RowLocation Location, string Unit, Week Week, DateTimeOffset SubmittedAt, bool Nil, string Account);

/// <summary>Points by decision of the committee, or the taking back of such a decision.</summary>
/// <param name="Location">The row's location.</param>
/// <param name="Id">The decision's number.</param>
/// <param name="Unit">The unit it concerns.</param>
/// <param name="Points">Signed; a reversal states the opposite of what it reverses.</param>
/// <param name="DecidedOn">The day of the decision.</param>
/// <param name="EffectiveOn">The day whose week it counts in.</param>
/// <param name="Document">Document number.</param>
/// <param name="Reason">Why, as printed.</param>
/// <param name="Reverses">The decision that is taken back; null for a decision of its own.</param>
/// <param name="DecidedBy">The account; null when the file does not say.</param>
public sealed record DecisionRow(
    RowLocation Location, string Id, string Unit, decimal Points, DateOnly DecidedOn, DateOnly EffectiveOn,
    string Document, string Reason, string? Reverses, string? DecidedBy);

/// <summary>A week's closing and sealing, with the claims left for later and why.</summary>
public sealed record WeekRow(
    RowLocation Location, Week Week, DateTimeOffset ClosedAt, string ClosedBy, DateTimeOffset SealedAt, string SealedBy,
    string Document, IReadOnlyList<(string Claim, string Reason)> CarriedOver);
