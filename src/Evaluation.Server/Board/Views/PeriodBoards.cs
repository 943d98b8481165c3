using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Past;

namespace Evaluation.Server.Board.Views;

/// <summary>
/// Makes the live ranking of a period in the shape of a week's: the period stands where else the week does.
/// </summary>
/// <param name="periods">Finds the period.</param>
public sealed class PeriodBoards(SeenPeriods periods)
{
    /// <summary>The board of a period, or why there is none.</summary>
    /// <param name="name">The period's name.</param>
    /// <param name="knownAt">A position or time: the board as known then; null for now.</param>
    public async Task<Result<LiveBoard>> OfAsync(string district, string name, string? knownAt, CancellationToken ct) =>
        (await periods.OfAsync(district, name, knownAt, ct)).Then<LiveBoard>(
            seen => SeenPeriods.Unranked(seen) is { } refusal ? refusal : Board(seen));

    private static LiveBoard Board(SeenPeriod seen)
    {
        var (file, edition, period) = (seen.File, seen.Edition, seen.Period);
        var rankings = seen.Seen.Rank(period);
        var columns = edition.Bulletin.Columns.Select(edition.MeasureOf).ToList();
        var (calendar, print) = (edition.Calendar, PrintedPoints.Of(edition));
        var (known, rules, year) = (seen.Seen.Known, seen.Seen.Rules, calendar.YearOf(period.Last));
        return new LiveBoard(
            file.Founded!.District, file.Founded.Name, seen.Term.Week,
            seen.IsSealed ? WeekStanding.Sealed : WeekStanding.Closed, known.Position, null, null, print.Places,
            BulletinColumn.AllOf(edition),
            [
                .. EmptyPlaces.Of(rankings).Select(ranking => new BulletinGroup(ranking.Group,
                [
                    .. ranking.Standings.Select(one => BulletinRow.Of(
                        one, file.Roster.On(one.Totals.Unit, period.Last)?.Name ?? one.Totals.Unit, null, columns)),
                ])),
            ],
            DistrictTotals.Of(
                known, rules, edition, columns, period.Last, day => period.First <= day && day <= period.Last),
            DistrictTotals.Of(known, rules, edition, columns, period.Last, day => calendar.YearOf(day) == year), [])
        {
            Period = period,
            Before = Beside(period, edition, period.First.AddDays(-1)),
            After = Beside(period, edition, period.Last.AddDays(1)) is { } next && next.Last <= file.LastClosed?.End
                ? next : null,
            Published = [.. edition.PublishedBy(period.Last).Where(one => one != period)],
            Then = seen.IsThen,
            Rounding = print.Rounding,
            Empty = EmptyPlaces.WordsOf(rankings),
            Inherited = InheritedNote.Of(rankings, file.Roster, edition),
        };
    }

    private static NamedPeriod? Beside(NamedPeriod period, Rulebook edition, DateOnly day) =>
        edition.InForce(day) ? NamedPeriod.Holding(period.Span, day, edition.Calendar) : null;
}
