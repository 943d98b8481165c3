using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;

namespace Evaluation.Server.Board.Views;

/// <summary>Reads the live ranking of a week.</summary>
/// <param name="weeks">The board's tables.</param>
/// <param name="named">Finds the week by its name.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
/// <param name="moves">Compares with the week before.</param>
/// <param name="asOf">What was known at a position.</param>
/// <param name="periods">The boards of periods.</param>
public sealed class LiveBoards(
    WeekReader weeks, NamedWeeks named, RuleSets ruleSets, WeekMovesReader moves, AsOf asOf, PeriodBoards periods)
{
    /// <summary>The board of a week or a period; without a name, of the last closed week.</summary>
    /// <param name="week">The name of the week or period; null for the last closed week.</param>
    /// <param name="knownAt">A position or time: the board as known then; null for now.</param>
    /// <returns>The board, or why there is none: unknown district, week or position.</returns>
    public async Task<Result<LiveBoard>> OfAsync(
        string district, string? week, string? knownAt, CancellationToken ct)
    {
        if (PeriodNames.IsPeriod(week))
        {
            return await periods.OfAsync(district, week!, knownAt, ct);
        }

        if (!(await named.OfAsync(district, week, knownAt, ct)).TryGet(out var frame, out var refusal))
        {
            return refusal;
        }

        var edition = frame.Edition;
        var columns = edition.Bulletin.Columns.Select(edition.MeasureOf).ToList();
        var year = edition.Calendar.YearOf(frame.Week);
        var from = year < frame.Week.Start ? year : frame.Week.Start;
        var kinds = columns.Select(column => column.Kind).Distinct().ToList();
        var rows = frame.Then is { } then
            ? asOf.Entries(then, frame.Week, from, frame.Week.End, kinds)
            : await weeks.EntriesAsync(district, frame.Week, from, frame.Week.End, kinds, ct);
        if (rows is null || rows.Rankings.All(ranking => ranking.Week != frame.Week))
        {
            return NamedWeeks.Unranked(frame.Week, rows?.First, rows?.Last);
        }

        var moved = await moves.OfAsync(district, rows, frame.Week, edition, ct);
        return Board(rows, frame.Week, edition, columns, moved) with { Then = frame.Then is not null };
    }

    private LiveBoard Board(WeekRows rows, Week week, Rulebook edition, List<Measure> columns, WeekMoves moved)
    {
        var file = rows.File;
        var known = new Snapshot(rows.Position, file, rows.Entries, [], new Dictionary<string, string>());
        var rules = ruleSets.Of(file);
        var year = edition.Calendar.YearOf(week);
        var print = PrintedPoints.Of(edition);
        var rankings = rows.Rankings.Where(one => one.Week == week).ToList();
        var printed = EmptyPlaces.Of(rankings);
        var before = moved.Before
            .SelectMany(ranking => ranking.Standings)
            .ToDictionary(standing => standing.Totals.Unit, standing => standing.YearRank, StringComparer.Ordinal);
        return new LiveBoard(
            file.Founded!.District, file.Founded.Name, week, Standing(file, week), rows.Position,
            rows.First < week ? week.Previous : null, rows.Last > week ? week.Next : null, print.Places,
            BulletinColumn.AllOf(edition),
            [
                .. edition.Ranking.Groups.Select(group => new BulletinGroup(
                    group, Rows(printed.FirstOrDefault(one => one.Group == group)))),
            ],
            DistrictTotals.Of(known, rules, edition, columns, week.End, day => week.Start <= day && day <= week.End),
            DistrictTotals.Of(
                known, rules, edition, columns, week.End,
                day => day <= week.End && edition.Calendar.YearOf(day) == year),
            moved.Moves)
        {
            Rounding = print.Rounding,
            Empty = EmptyPlaces.WordsOf(rankings),
            Published = [.. edition.PublishedBy(week.End)],
            Inherited = InheritedNote.Of(rankings, file.Roster, edition),
        };

        IReadOnlyList<BulletinRow> Rows(GroupRanking? ranking) =>
        [
            .. (ranking?.Standings ?? []).Select(standing => BulletinRow.Of(
                standing, file.Roster.On(standing.Totals.Unit, week.End)?.Name ?? standing.Totals.Unit,
                before.TryGetValue(standing.Totals.Unit, out var rank) ? rank : null, columns)),
        ];
    }

    private static WeekStanding Standing(DistrictFile file, Week week) =>
        file.Sealings.Exists(sealing => sealing.Week == week) ? WeekStanding.Sealed
        : file.LastClosed >= week && file.FirstClosed <= week ? WeekStanding.Closed
        : WeekStanding.Open;
}
