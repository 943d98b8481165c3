using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Views;

/// <summary>Explains sheets.</summary>
/// <param name="weeks">The board's tables, all of one moment.</param>
/// <param name="named">Finds the week by its name.</param>
/// <param name="board">Names of firms and projects.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
/// <param name="moves">Compares with the week before.</param>
/// <param name="asOf">What was known at a position.</param>
/// <param name="periods">Finds a period by its name.</param>
public sealed class Explanations(
    WeekReader weeks, NamedWeeks named, BoardReader board, EventReader events, RuleSets ruleSets, WeekMovesReader moves,
    AsOf asOf, SeenPeriods periods)
{
    /// <summary>A unit's week, period, or its assessment year up to the week's end.</summary>
    /// <param name="week">The name of the week or period; null for the last closed week.</param>
    /// <param name="knownAt">A position or time: the sheet as known then; null for now.</param>
    /// <param name="wholeYear">Whether to explain the year up to the week's end.</param>
    /// <param name="internals">Whether with internal fields.</param>
    /// <returns>The explanation, or why there is none: unknown district, unit, week or position.</returns>
    public async Task<Result<Explanation>> OfAsync(
        string district, string unit, string? week, string? knownAt, bool wholeYear, bool internals,
        CancellationToken ct)
    {
        if (PeriodNames.IsPeriod(week))
        {
            return wholeYear
                ? new Refusal(
                    "year-of-period", $"“{week}”是期间，不能同时要求年度累计。", "week", "请填写周次，或只填期间。")
                : (await periods.OfAsync(district, week!, knownAt, ct)).TryGet(out var seen, out var unseen)
                    ? await OfPeriodAsync(seen, unit, internals, ct) : unseen;
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
        var explained = await ExplainAsync(district, rows, lines, internals, ct);
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
    private async Task<Result<Explanation>> OfPeriodAsync(
        SeenPeriod seen, string unit, bool internals, CancellationToken ct)
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
        var explained = await ExplainAsync(file.Founded!.District, rows, lines, internals, ct);
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
        string district, WeekRows rows, List<(Week Week, Line Line)> lines, bool internals, CancellationToken ct)
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
                    Sentences.About(entry?.ToFact(), line.Fact, names, rules, internals),
                    Exact.Trim(line.Points),
                    Sentences.Because(
                        line, clause,
                        internals || entry is null || !rules.KindsOn(entry.OccurredOn).KeepsBack(entry.Kind)),
                    entry is null ? [] : [.. references[streams[entry.KnownFrom]]]);
            }),
        ];
    }

    private static ExplainedEvent Reference(RecordedEvent e, DistrictFile file) =>
        new(e.Stream, e.Version, e.Position, e.Name, e.Account, e.At.ToOffset(file.Founded!.UtcOffset))
        {
            Person = e.Person,
        };
}
