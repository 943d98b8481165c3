using Evaluation.Core.Rules;
using Evaluation.Core.Scoring;
using Evaluation.Core.Units;
using Evaluation.Core.Words;

namespace Evaluation.Core.Ranking;

/// <summary>Puts units in order.</summary>
public static class Ranker
{
    /// <summary>
    /// A unit's totals in a week: the week itself, and everything of its assessment year up to the week's end.
    /// </summary>
    public static UnitTotals Totals(UnitScore score, Week week, DateOnly year)
    {
        var (weekPoints, yearPoints) = (0m, 0m);
        var weekFigures = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        var yearFigures = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var part in score.Parts)
        {
            if (part.Week == week)
            {
                weekPoints += part.Points;
                Add(weekFigures, part.Figures);
            }

            if (part.Week <= week && part.Year == year)
            {
                yearPoints += part.Points;
                Add(yearFigures, part.Figures);
            }
        }

        return new UnitTotals(score.Unit, weekPoints, yearPoints, weekFigures, yearFigures);
    }

    /// <summary>Ranks every group of an edition in a week.</summary>
    /// <param name="week">The week.</param>
    /// <param name="scores">The scores of all units.</param>
    /// <param name="roster">Who belongs to which group.</param>
    /// <param name="edition">The edition that frames the week.</param>
    /// <param name="through">The last day that counts, when it lies within the week: it decides roster and year.</param>
    public static IReadOnlyList<GroupRanking> Rank(
        Week week, IReadOnlyList<UnitScore> scores, Roster roster, Rulebook edition, DateOnly? through = null)
    {
        var byUnit = scores.ToDictionary(score => score.Unit, StringComparer.Ordinal);
        var cut = through < week.End ? through : null;
        var year = cut is { } day ? edition.Calendar.YearOf(day) : edition.Calendar.YearOf(week);
        return
        [
            .. edition.Ranking.Groups.Select(group => Rank(
                week, group, [.. UnitsOf(roster, group, cut ?? week.End).Select(unit => Totals(byUnit[unit], week, year))],
                edition.Ranking)),
        ];
    }

    /// <summary>Ranks the units of a group.</summary>
    /// <param name="week">The week.</param>
    /// <param name="group">The group.</param>
    /// <param name="totals">The totals of its units, in protocol order.</param>
    /// <param name="rules">Direction, precision, ties.</param>
    public static GroupRanking Rank(Week week, string group, IReadOnlyList<UnitTotals> totals, RankingRules rules)
    {
        var byWeek = Places(totals, rules, unit => unit.WeekPoints, unit => unit.WeekFigures);
        var byYear = Places(totals, rules, unit => unit.YearPoints, unit => unit.YearFigures);
        var standings = byYear
            .Select(place => new Standing(byWeek.First(other => other.Unit == place.Unit).Rank, place.Rank, place.Unit))
            .ToList();
        return new GroupRanking(week, group, standings);
    }

    /// <summary>The units of a group in a week: those on the roster on its last day, in protocol order.</summary>
    public static IEnumerable<string> UnitsOf(Roster roster, string group, Week week) => UnitsOf(roster, group, week.End);

    private static IEnumerable<string> UnitsOf(Roster roster, string group, DateOnly day) =>
        roster.On(day).Where(term => term.Group == group).Select(term => term.Unit);

    // Standard competition ranking (1, 2, 2, 4) unless the rules number on.
    private static List<(int Rank, UnitTotals Unit)> Places(
        IReadOnlyList<UnitTotals> totals, RankingRules rules,
        Func<UnitTotals, decimal> points, Func<UnitTotals, IReadOnlyDictionary<string, decimal>> figures)
    {
        int Compare(UnitTotals left, UnitTotals right)
        {
            var compared = Rounded(points(right), rules).CompareTo(Rounded(points(left), rules))
                * (rules.Descending ? 1 : -1);
            for (var i = 0; compared == 0 && i < rules.TieBreak.Length; i++)
            {
                var measure = rules.TieBreak[i];
                var (lefts, rights) = (figures(left), figures(right));
                compared = rights.GetValueOrDefault(measure).CompareTo(lefts.GetValueOrDefault(measure));
            }

            return compared;
        }

        // LINQ's order is stable: protocol order stays.
        var ordered = totals.Order(Comparer<UnitTotals>.Create(Compare)).ToList();
        var places = new List<(int, UnitTotals)>(ordered.Count);
        for (var i = 0; i < ordered.Count; i++)
        {
            var joint = rules.Joint && i > 0 && Compare(ordered[i - 1], ordered[i]) == 0;
            places.Add((joint ? places[i - 1].Item1 : i + 1, ordered[i]));
        }

        return places;
    }

    internal static decimal Rounded(decimal points, RankingRules rules) =>
        Math.Round(points, rules.Decimals, MidpointRounding.ToEven);

    private static void Add(SortedDictionary<string, decimal> sum, IReadOnlyDictionary<string, decimal> figures)
    {
        foreach (var (name, amount) in figures)
        {
            sum[name] = sum.GetValueOrDefault(name) + amount;
        }
    }
}
