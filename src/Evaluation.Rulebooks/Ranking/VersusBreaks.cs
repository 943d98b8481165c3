using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Ranking;

/// <summary>A unit with what decides its place.</summary>
internal sealed record Ranked(UnitTotals Unit, decimal Points, IReadOnlyDictionary<string, decimal> Figures);

/// <summary>
/// Places where ties are broken by a comparison with certain units: of equals among themselves, or by the points of
/// opponents. Units that are equal are split by one rule after the other.
/// </summary>
internal static class VersusBreaks
{
    /// <summary>The places, the first ones first; equals in protocol order.</summary>
    public static List<(int Rank, UnitTotals Unit)> Places(
        IReadOnlyList<UnitTotals> totals, RankingRules rules,
        Func<UnitTotals, decimal> points, Func<UnitTotals, IReadOnlyDictionary<string, decimal>> figures)
    {
        var precision = rules.Precision;
        var all = totals.Select(unit => new Ranked(unit, precision.Of(points(unit)), figures(unit))).ToList();
        var equals = Split(all, (left, right) =>
            right.Points.CompareTo(left.Points) * (rules.Descending ? 1 : -1)).ToList();
        foreach (var tie in rules.TieBreak)
        {
            equals = [.. equals.SelectMany(run => tie.IsVersus
                ? run.GroupBy(unit => Of(unit, run, all, tie)).OrderByDescending(same => same.Key)
                    .Select(same => same.ToList())
                : Split(run, (left, right) => Ranker.CompareFigures(tie, left.Figures, right.Figures)))];
        }

        var places = new List<(int, UnitTotals)>(all.Count);
        foreach (var run in equals)
        {
            var first = places.Count + 1;
            places.AddRange(run.Select((unit, i) => (rules.Joint ? first : first + i, unit.Unit)));
        }

        return places;
    }

    private static IEnumerable<List<Ranked>> Split(List<Ranked> units, Comparison<Ranked> order)
    {
        var run = new List<Ranked>();
        foreach (var unit in units.Order(Comparer<Ranked>.Create(order)))
        {
            if (run.Count > 0 && order(run[0], unit) != 0)
            {
                yield return run;
                run = [];
            }

            run.Add(unit);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    private static decimal Of(Ranked unit, List<Ranked> equals, List<Ranked> all, TieBreaker tie) =>
        tie.OfOpponents
            ? all.Sum(other => unit.Figures.GetValueOrDefault(tie.FigureOf(other.Unit.Unit)) * other.Points)
            : equals.Where(other => other.Unit.Unit != unit.Unit.Unit)
                .Sum(other => unit.Figures.GetValueOrDefault(tie.FigureOf(other.Unit.Unit)));
}
