using System.Text.Json.Serialization;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Board.Views;

/// <summary>An event behind a line.</summary>
/// <param name="Version">The stream's version with it, from 1.</param>
/// <param name="Position">Its position in the log.</param>
/// <param name="Name">The stored name.</param>
/// <param name="Account">Who caused it; null where none is recorded.</param>
/// <param name="At">When, in the district's time.</param>
public sealed record ExplainedEvent(
    string Stream, long Version, long Position, string Name, string? Account, DateTimeOffset At)
{
    /// <summary>The name of who caused it, as it was; null where only the account was known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Person { get; init; }
}

/// <summary>A line of a sheet with everything that a question about it needs.</summary>
/// <param name="Clause">The clause; empty when none counts the fact.</param>
/// <param name="Text">The clause as printed.</param>
/// <param name="Week">The week of the sheet.</param>
/// <param name="Fact">The fact or period.</param>
/// <param name="On">The day it counts on.</param>
/// <param name="About">The fact in words.</param>
/// <param name="Points">Exact.</param>
/// <param name="Because">Arithmetic and reason in one sentence.</param>
/// <param name="Events">All events of the stream behind the fact, in order; none for a period.</param>
public sealed record ExplainedLine(
    string Clause, string Text, Week Week, string Fact, DateOnly On, string About, decimal Points, string Because,
    IReadOnlyList<ExplainedEvent> Events);

/// <summary>A unit's sheet, explained down to the events.</summary>
/// <param name="Name">Its name at the end of the week.</param>
/// <param name="Scope">
/// `week`; `year` for everything of the assessment year up to the week's end; `period` for that of a period.
/// </param>
/// <param name="Position">The last event that the board knows.</param>
/// <param name="Total">The total that the ranking shows.</param>
/// <param name="Lines">In order of week and day.</param>
public sealed record Explanation(
    string District, string Unit, string Name, Week Week, string Scope, long Position, decimal Total,
    IReadOnlyList<ExplainedLine> Lines)
{
    /// <summary>The period that is explained; null for a week and a year to date.</summary>
    public NamedPeriod? Period { get; init; }

    /// <summary>The week, or the period.</summary>
    public Term Term => new(Week, Period);

    /// <summary>Why its rank differs from last week's; null when it is and was not ranked.</summary>
    public RankMove? Move { get; init; }

    /// <summary>How totals of the week are printed.</summary>
    public PrintedPoints Print { get; init; }

    /// <summary>Whether the week's bulletin is not sealed, so that all this may change (未定稿).</summary>
    public bool Provisional { get; init; }

    /// <summary>Points of the year to date inherited from units that ended.</summary>
    public IReadOnlyList<InheritedNote> Inherited { get; init; } = [];

    /// <summary>The sum of the lines; over a year with the inherited points.</summary>
    public decimal Sum => Exact.Trim(Lines.Sum(line => line.Points) + Handed);

    /// <summary>The inherited points of the scope; none in a week and in a period shorter than a year.</summary>
    public decimal Handed => Scope == "year" || Period?.Span == Rulebooks.Rules.Period.Year
        ? Inherited.Sum(note => note.Points) : 0m;

    /// <summary>
    /// Whether the lines add up to the total of the ranking; anything else is a fault of this program.
    /// </summary>
    public bool AddsUp => Sum == Total;

    /// <summary>What somebody sees of it who may see its lines: why ranks moved tells of other units.</summary>
    public Explanation For(Sight sight) => sight.OnlyPublished ? this with { Move = null } : this;
}
