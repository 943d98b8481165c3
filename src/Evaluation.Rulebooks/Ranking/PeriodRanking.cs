using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Ranking;

/// <summary>The rankings of a period: a month, a quarter, a year.</summary>
public static class PeriodRanking
{
    /// <summary>
    /// Ranks every group of the edition that decides on the period's last day, by what happened up to that day.
    /// </summary>
    /// <param name="period">The period; the edition names it among those that it publishes.</param>
    /// <param name="scores">
    /// The scores of all units, in protocol order, of nothing later than the last day and judged through it.
    /// </param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="roster">Who was evaluated when.</param>
    /// <param name="targets">What the units are to reach.</param>
    /// <returns>
    /// Rankings in which the period stands where else the week does, in order of its places. A unit that was not
    /// evaluated through the whole period has no place in it (0), only one of the year to date; in a year that is the
    /// same place. None without an edition.
    /// </returns>
    public static IReadOnlyList<GroupRanking> Of(
        NamedPeriod period, IReadOnlyList<UnitScore> scores, RuleSet rules, Roster roster, TargetAmounts targets)
    {
        if (rules.On(period.Last) is not { } decides)
        {
            return [];
        }

        var edition = decides with { Ranking = rules.RankingOn(decides, period.Last) };
        var week = edition.Calendar.WeekOf(period.Last);
        var order = scores.Select((score, i) => (score.Unit, i)).ToDictionary(StringComparer.Ordinal);
        var ends = scores.SelectMany(score => score.Views)
            .Where(end => end.Day == period.Last && end.Of == period.Span).ToLookup(end => end.View.Group);
        return
        [
            .. Ranker.Rank(week, scores, roster, edition, targets, period.Last).Select(ranking => ranking with
            {
                Standings = [.. Standings(ranking)
                    .OrderBy(one => one.WeekRank == 0).ThenBy(one => one.WeekRank)
                    .ThenBy(one => order[one.Totals.Unit])],
            }),
        ];

        IEnumerable<Standing> Standings(GroupRanking year)
        {
            if (period.Span == Period.Year)
            {
                return year.Standings.Select(one => Of(one, one.YearRank, one.Totals));
            }

            var toDate = year.Standings.ToDictionary(one => one.Totals.Unit, StringComparer.Ordinal);
            var places = PeriodPlaces.Of(
                [.. ends[year.Group]], edition, week, unit => toDate.GetValueOrDefault(unit)?.YearRank,
                unit => toDate[unit].Totals).ToDictionary(one => one.Totals.Unit, StringComparer.Ordinal);
            return year.Standings.Select(one => places.TryGetValue(one.Totals.Unit, out var place)
                ? Of(one, place.YearRank, MadeFigures.AddTo(place.Totals, edition, period.Last))
                : Of(one, 0, null));
        }
    }

    private static Standing Of(Standing year, int place, UnitTotals? own) => year with
    {
        WeekRank = place,
        Totals = year.Totals with
        {
            WeekPoints = own?.YearPoints ?? 0m,
            WeekFigures = own?.YearFigures ?? Figures.None,
        },
    };
}
