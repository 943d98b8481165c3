using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Views;

/// <summary>An event behind a line.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">The stream's version with it, from 1.</param>
/// <param name="Position">Its position in the log.</param>
/// <param name="Name">The stored name.</param>
/// <param name="Account">Who caused it; null where none is recorded.</param>
/// <param name="At">When, in the district's time.</param>
public sealed record ExplainedEvent(
    string Stream, long Version, long Position, string Name, string? Account, DateTimeOffset At);

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
/// <param name="District">The district.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Name">Its name at the end of the week.</param>
/// <param name="Week">The week.</param>
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
}

/// <summary>Explains sheets.</summary>
/// <param name="weeks">The board's tables, all of one moment.</param>
/// <param name="named">Finds the week by its name.</param>
/// <param name="board">Names of firms and projects.</param>
/// <param name="events">The log.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
/// <param name="moves">Compares with the week before.</param>
/// <param name="asOf">What was known at a position.</param>
/// <param name="periods">Finds a period by its name.</param>
public sealed class Explanations(
    WeekReader weeks, NamedWeeks named, BoardReader board, EventReader events, RuleSets ruleSets, WeekMovesReader moves,
    AsOf asOf, SeenPeriods periods)
{
    /// <summary>A unit's week, period, or its assessment year up to the week's end.</summary>
    /// <param name="district">The district.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="week">The name of the week or period; null for the last closed week.</param>
    /// <param name="knownAt">A position or time: the sheet as known then; null for now.</param>
    /// <param name="wholeYear">Whether to explain the year up to the week's end.</param>
    /// <returns>The explanation, or why there is none: unknown district, unit, week or position.</returns>
    public async Task<Result<Explanation>> OfAsync(
        string district, string unit, string? week, string? knownAt, bool wholeYear, CancellationToken ct)
    {
        if (PeriodNames.IsPeriod(week))
        {
            return wholeYear
                ? new Refusal(
                    "year-of-period", $"“{week}”是期间，不能同时要求年度累计。", "week", "请填写周次，或只填期间。")
                : (await periods.OfAsync(district, week!, knownAt, ct)).TryGet(out var seen, out var unseen)
                    ? await OfPeriodAsync(seen, unit, ct) : unseen;
        }

        if (!(await named.OfAsync(district, week, knownAt, ct)).TryGet(out var frame, out var refusal))
        {
            return refusal;
        }

        unit = frame.File.Roster.Listed(unit);
        if (!frame.File.Roster.Knows(unit))
        {
            return RosterDecider.UnknownUnit(frame.File.Roster, unit);
        }

        var year = frame.Edition.Calendar.YearOf(frame.Week);
        var from = wholeYear && year < frame.Week.Start ? year : frame.Week.Start;
        var rows = frame.Then is { } then
            ? asOf.OfUnit(then, frame.Week, unit, from)
            : await weeks.OfUnitAsync(district, frame.Week, unit, from, ct);
        if (rows is null || rows.Rankings.All(ranking => ranking.Week != frame.Week))
        {
            return NamedWeeks.Unranked(frame.Week, rows?.First, rows?.Last);
        }

        var lines = rows.Sheets.Where(sheet => wholeYear || sheet.Week == frame.Week)
            .SelectMany(sheet => sheet.Lines.Select(line => (sheet.Week, Line: line)))
            .Where(one => !wholeYear || frame.Edition.Calendar.YearOf(one.Line.On) == year).ToList();
        var explained = await ExplainAsync(district, rows, lines, ct);
        var totals = rows.Rankings.Where(ranking => ranking.Week == frame.Week).SelectMany(ranking => ranking.Standings)
            .FirstOrDefault(standing => standing.Totals.Unit == unit)?.Totals;
        var total = wholeYear ? totals?.YearPoints : totals?.WeekPoints;
        var name = rows.File.Roster.On(unit, frame.Week.End)?.Name ?? unit;
        var moved = await moves.OfAsync(district, rows, frame.Week, frame.Edition, ct);

        // A unit that left during the week has a sheet but no rank.
        return new Explanation(
            district, unit, name, frame.Week, wholeYear ? "year" : "week", rows.Position,
            Exact.Trim(total ?? explained.Sum(line => line.Points)), explained)
        {
            Print = PrintedPoints.Of(frame.Edition),
            Provisional = !rows.File.Sealings.Exists(sealing => sealing.Week == frame.Week),
            Inherited = InheritedNote.Of(totals, rows.File.Roster, frame.Edition),
            Move = moved.Moves.OrderBy(move => move.Now is null).FirstOrDefault(move => move.Unit == unit),
        };
    }

    // Of a period that is not over or not ranked the lines so far, whose total is their sum.
    private async Task<Result<Explanation>> OfPeriodAsync(SeenPeriod seen, string unit, CancellationToken ct)
    {
        var (file, period, known) = (seen.File, seen.Period, seen.Seen.Known);
        unit = file.Roster.Listed(unit);
        if (!file.Roster.Knows(unit))
        {
            return RosterDecider.UnknownUnit(file.Roster, unit);
        }

        var first = seen.Seen.Rules.CountedFrom(period);
        var sheets = seen.Seen.Scores.FirstOrDefault(score => score.Unit == unit)?.Sheets ?? [];
        var lines = sheets.SelectMany(sheet => sheet.Lines.Select(line => (sheet.Week, Line: line)))
            .Where(one => first <= one.Line.On && one.Line.On <= period.Last).ToList();
        var rows = new WeekRows(
            file, known.Position, null, null, [], [.. known.Entries.Where(entry => entry.Unit == unit)], sheets);
        var explained = await ExplainAsync(file.Founded!.District, rows, lines, ct);
        var totals = SeenPeriods.Unranked(seen) is not null ? null
            : seen.Seen.Rank(period).SelectMany(ranking => ranking.Standings)
                .FirstOrDefault(one => one.Totals.Unit == unit && one.WeekRank > 0)?.Totals;
        return new Explanation(
            file.Founded.District, unit, file.Roster.On(unit, period.Last)?.Name ?? unit, seen.Term.Week, "period",
            known.Position, Exact.Trim(totals?.WeekPoints ?? explained.Sum(line => line.Points)), explained)
        {
            Period = period,
            Print = PrintedPoints.Of(seen.Edition),
            Provisional = !seen.IsSealed,
            Inherited = period.Span == Period.Year ? InheritedNote.Of(totals, file.Roster, seen.Edition) : [],
        };
    }

    private async Task<IReadOnlyList<ExplainedLine>> ExplainAsync(
        string district, WeekRows rows, List<(Week Week, Line Line)> lines, CancellationToken ct)
    {
        var rules = ruleSets.Of(rows.File);
        var names = await board.NamesAsync(district, ct);
        var facts = lines.Select(one => one.Line.Fact).ToHashSet(StringComparer.Ordinal);
        var entries = rows.Entries
            .Where(entry => facts.Contains(entry.Fact))
            .ToDictionary(entry => entry.Fact, StringComparer.Ordinal);
        var log = await events.OfStreamsAsync(
            district, [.. entries.Values.Select(entry => entry.KnownFrom).Distinct()], ct);
        var streams = log.ToDictionary(e => e.Position, e => e.Stream);
        var references = log.Where(e => e.Position <= rows.Position)
            .ToLookup(e => e.Stream, e => Reference(e, rows.File), StringComparer.Ordinal);
        return
        [
            .. lines.Select(one =>
            {
                var line = one.Line;
                var entry = entries.GetValueOrDefault(line.Fact);
                var clause = rules.On(line.On)?.Clauses.FirstOrDefault(clause => clause.Id == line.Clause);
                return new ExplainedLine(
                    line.Clause, clause?.Text ?? "", one.Week, line.Fact, line.On,
                    Sentences.About(entry?.ToFact(), line.Fact, names, rules),
                    Exact.Trim(line.Points), Sentences.Because(line, clause),
                    entry is null ? [] : [.. references[streams[entry.KnownFrom]]]);
            }),
        ];
    }

    private static ExplainedEvent Reference(RecordedEvent e, DistrictFile file) =>
        new(e.Stream, e.Version, e.Position, e.Name, e.Account, e.At.ToOffset(file.Founded!.UtcOffset));
}
