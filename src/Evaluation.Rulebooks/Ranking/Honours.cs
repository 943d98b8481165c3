using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Ranking;

/// <summary>The units of a group on a list of a period (红黑榜); the list may be empty.</summary>
/// <param name="List">Its name.</param>
/// <param name="Period">The period's name, as targets name it.</param>
/// <param name="Units">In protocol order.</param>
public sealed record HonourList(string List, string Period, string Group, IReadOnlyList<string> Units);

/// <summary>Money for a place in a period.</summary>
/// <param name="Period">The period's name.</param>
/// <param name="Rank">Its place in the period.</param>
/// <param name="Amount">In yuan; negative to pay.</param>
public sealed record Prize(string Period, string Group, string Unit, int Rank, decimal Amount);

/// <summary>Lists and prizes of the periods that end within a week.</summary>
public sealed record Honours(IReadOnlyList<HonourList> Lists, IReadOnlyList<Prize> Prizes)
{
    /// <summary>None.</summary>
    public static readonly Honours None = new([], []);

    /// <summary>
    /// Judges the periods in order, because a list may use how often a unit was on one before, and returns those that
    /// end within the week.
    /// </summary>
    /// <param name="scores">The scores of all units, in protocol order.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="rankings">
    /// The rankings of the week: a unit that has no place in them, or is barred, gets no prize.
    /// </param>
    public static Honours Of(
        Week week, IReadOnlyList<UnitScore> scores, RuleSet rules, IReadOnlyList<GroupRanking> rankings)
    {
        var standings = rankings.SelectMany(ranking => ranking.Standings)
            .ToDictionary(standing => standing.Totals.Unit, StringComparer.Ordinal);
        var byUnit = scores.ToDictionary(score => score.Unit, StringComparer.Ordinal);
        var (lists, prizes) = (new List<HonourList>(), new List<Prize>());
        var streaks = new Dictionary<(string List, Period Of, string Unit), (int Count, DateOnly End)>();
        var periods = scores.SelectMany(score => score.Views).Where(end => end.Day <= week.End)
            .GroupBy(end => (end.Day, end.Of, end.View.Group)).OrderBy(one => (one.Key.Day, one.Key.Of));
        var peers = new PeriodPeers(scores, rules);
        foreach (var period in periods)
        {
            var edition = rules.On(period.Key.Day)!;
            var ends = period.ToList();
            var name = edition.Calendar.NameOf(period.Key.Of, period.Key.Day);
            var start = edition.Calendar.StartOf(period.Key.Of, period.Key.Day);
            if (!edition.Ranking.Groups.Contains(period.Key.Group))
            {
                continue;
            }

            foreach (var list in edition.Lists.Where(list => list.Period == period.Key.Of))
            {
                var listed = Listed(list, peers.Of(period.Key), ends.ConvertAll(end => end.View), start, streaks);
                Keep(lists, period.Key.Day, [new HonourList(list.Name, name, period.Key.Group, listed)]);
            }

            var blank = new Prize(name, period.Key.Group, "", 0, 0m);
            var year = edition.Calendar.YearOf(period.Key.Day);
            var ranking = rules.RankingOn(edition, period.Key.Day);
            Keep(prizes, period.Key.Day, PrizesOf(
                blank, ends, edition with { Ranking = ranking }, week, standings, ToDate));

            // The year of the period, which is not that of the week's standings when the week is cut in the new one.
            UnitTotals ToDate(string unit) => Ranker.Totals(byUnit[unit], week, year, period.Key.Day);
        }

        return new Honours(lists, prizes);

        void Keep<T>(List<T> all, DateOnly day, IEnumerable<T> made)
        {
            if (day >= week.Start)
            {
                all.AddRange(made);
            }
        }
    }

    private static List<string> Listed(
        ListRule list, Peers peers, List<PeriodView> views, DateOnly start,
        Dictionary<(string List, Period Of, string Unit), (int Count, DateOnly End)> streaks)
    {
        var end = views[0].Day;
        var listed = new List<string>();
        foreach (var view in views)
        {
            if (list.When.Holds(view with { Peers = peers, Listed = name => Streak(name, view.Unit) }))
            {
                listed.Add(view.Unit);
            }
        }

        foreach (var unit in listed)
        {
            streaks[(list.Name, list.Period, unit)] = (Streak(list.Name, unit) + 1, end);
        }

        return listed;

        // A streak that did not reach the day before this period is over. A list of this very period counts itself.
        int Streak(string name, string unit) =>
            streaks.GetValueOrDefault((name, list.Period, unit)) is var (count, last)
                && (last.AddDays(1) == start || last == end) ? count : 0;
    }

    // Places of the period, with ties broken as in the ranking; a unit without a place there has none here.
    private static IEnumerable<Prize> PrizesOf(
        Prize blank, List<PeriodEnd> ends, Rulebook edition, Week week, Dictionary<string, Standing> standings,
        Func<string, UnitTotals> toDate)
    {
        var rules = edition.Ranking.Prizes.Where(rule => rule.Period == ends[0].Of).ToList();
        var places = rules.Count == 0 ? []
            : PeriodPlaces.Of(ends, edition, week, unit => standings.GetValueOrDefault(unit)?.YearRank, toDate);
        foreach (var rule in rules)
        {
            foreach (var (_, place, unit) in places)
            {
                var last = 1 + places.Count(other => other.YearRank > place);
                if ((rule.Rank == place || rule.Last == last)
                    && (rule.Amount < 0m || standings.GetValueOrDefault(unit.Unit)?.Barred != true))
                {
                    yield return blank with { Unit = unit.Unit, Rank = place, Amount = rule.Amount };
                }
            }
        }
    }
}
