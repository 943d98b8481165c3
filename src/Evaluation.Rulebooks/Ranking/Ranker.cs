using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Ranking;

/// <summary>Puts units in order.</summary>
public static class Ranker
{
    /// <summary>
    /// A unit's totals in a week: the week itself, and everything of its assessment year up to the week's end.
    /// </summary>
    /// <param name="score">Its score.</param>
    /// <param name="year">First day of the assessment year.</param>
    /// <param name="through">The last day that counts, when it lies within the week.</param>
    public static UnitTotals Totals(UnitScore score, Week week, DateOnly year, DateOnly? through = null)
    {
        var (weekPoints, yearPoints) = (0m, 0m);
        var (weekFigures, yearFigures) = (Figures.None, Figures.None);
        var (weekStands, yearStands) = (Figures.None, Figures.None);
        foreach (var part in score.Parts)
        {
            if (part.Week == week)
            {
                weekPoints += part.Points;
                weekFigures = Figures.Plus(weekFigures, part.Figures);
            }

            if (part.Week <= week && part.Year == year)
            {
                yearPoints += part.Points;
                yearFigures = Figures.Plus(yearFigures, part.Figures);
            }

            if (score.Stands.Count > 0 && part.Week <= week)
            {
                weekStands = Figures.Plus(weekStands, part.Figures);
                yearStands = part.Year <= year ? Figures.Plus(yearStands, part.Figures) : yearStands;
            }
        }

        var inherited = score.Inherited.Where(one => one.Year == year && one.Day <= (through ?? week.End)).ToList();
        foreach (var one in inherited)
        {
            yearPoints += one.Points;
            yearFigures = Figures.Plus(yearFigures, one.Figures);
        }

        return new UnitTotals(
            score.Unit, weekPoints, yearPoints, score.OfWeek(weekFigures, weekStands),
            score.OfYear(yearFigures, yearStands))
        {
            Inherited = inherited.Count == 0 ? null : inherited,
        };
    }

    /// <summary>Ranks every group of an edition in a week.</summary>
    /// <param name="scores">The scores of all units.</param>
    /// <param name="roster">Who belongs to which group.</param>
    /// <param name="edition">The edition that frames the week.</param>
    /// <param name="targets">What the units are to reach; none when not given.</param>
    /// <param name="through">
    /// The last day that counts, when it lies within the week: it decides roster and year.
    /// </param>
    public static IReadOnlyList<GroupRanking> Rank(
        Week week, IReadOnlyList<UnitScore> scores, Roster roster, Rulebook edition, TargetAmounts? targets = null,
        DateOnly? through = null)
    {
        var byUnit = scores.ToDictionary(score => score.Unit, StringComparer.Ordinal);
        var cut = through < week.End ? through : null;
        var year = cut is { } day ? edition.Calendar.YearOf(day) : edition.Calendar.YearOf(week);
        return
        [
            .. edition.Ranking.Groups.Select(group => Rank(
                week, group,
                [.. UnitsOf(roster, group, cut ?? week.End).Select(unit => Totals(byUnit[unit], week, year, cut))],
                edition, targets, roster, cut)),
        ];
    }

    /// <summary>Ranks the units of a group and adds what is shown beside their places.</summary>
    /// <param name="totals">The totals of its units, in protocol order.</param>
    /// <param name="edition">The edition that frames the week.</param>
    /// <param name="targets">What the units are to reach; none when not given.</param>
    /// <param name="roster">What kind of unit each is; unknown when not given.</param>
    /// <param name="through">The last day that counts, when it lies within the week.</param>
    public static GroupRanking Rank(
        Week week, string group, IReadOnlyList<UnitTotals> totals, Rulebook edition, TargetAmounts? targets = null,
        Roster? roster = null, DateOnly? through = null)
    {
        var rules = edition.Ranking;
        totals = MadeFigures.AddTo(totals, edition, through ?? week.End);
        var kinds = (roster?.On(through ?? week.End) ?? []).DistinctBy(term => term.Unit)
            .ToDictionary(term => term.Unit, term => term.Kind, StringComparer.Ordinal);
        var held = totals.ToDictionary(unit => unit.Unit, unit => Statuses.Of(
            unit, group, kinds.GetValueOrDefault(unit.Unit, ""), week, edition, targets ?? TargetAmounts.None, through,
            roster),
            StringComparer.Ordinal);
        var unranked = totals.Where(unit => Has(unit, StatusEffect.Unranked)).ToList();
        var ranked = Rank(week, group, [.. totals.Where(unit => !Has(unit, StatusEffect.Unranked))], rules);
        var standings = ranked.Standings.Concat(unranked.Select(unit => new Standing(0, 0, unit)));
        return ranked with { Standings = [.. standings.Select(Beside)] };

        bool Has(UnitTotals unit, StatusEffect effect) => held[unit.Unit].Any(status => status.Effect == effect);

        Standing Beside(Standing standing) =>
            held[standing.Totals.Unit] is var status && status.Count + rules.Grades.Length == 0
            ? standing
            : standing with
            {
                Status = [.. status.Select(one => one.Name)],
                Grade = Statuses.Grade(standing, status, rules),
                Barred = standing.YearRank == 0 || Has(standing.Totals, StatusEffect.Barred),
            };
    }

    /// <summary>Puts the units of a group in order.</summary>
    /// <param name="totals">The totals of its units, in protocol order.</param>
    /// <param name="rules">Direction, precision, ties.</param>
    public static GroupRanking Rank(Week week, string group, IReadOnlyList<UnitTotals> totals, RankingRules rules)
    {
        var byWeek = Places(totals, rules, unit => unit.WeekPoints, unit => unit.WeekFigures)
            .ToDictionary(place => place.Unit.Unit, place => place.Rank, StringComparer.Ordinal);
        var byYear = Places(totals, rules, unit => unit.YearPoints, unit => unit.YearFigures);
        return new GroupRanking(
            week, group, [.. byYear.Select(place => new Standing(byWeek[place.Unit.Unit], place.Rank, place.Unit))]);
    }

    /// <summary>The units of a group in a week: those on the roster on its last day, in protocol order.</summary>
    public static IEnumerable<string> UnitsOf(Roster roster, string group, Week week) =>
        UnitsOf(roster, group, week.End);

    private static IEnumerable<string> UnitsOf(Roster roster, string group, DateOnly day) =>
        roster.On(day).Where(term => term.Group == group).Select(term => term.Unit);

    // Standard competition ranking (1, 2, 2, 4) unless the rules number on.
    private static List<(int Rank, UnitTotals Unit)> Places(
        IReadOnlyList<UnitTotals> totals, RankingRules rules,
        Func<UnitTotals, decimal> points, Func<UnitTotals, IReadOnlyDictionary<string, decimal>> figures)
    {
        if (rules.TieBreak.Any(tie => tie.IsVersus))
        {
            return VersusBreaks.Places(totals, rules, points, figures);
        }

        // LINQ's order is stable: protocol order stays.
        var precision = rules.Precision;
        var ordered = totals
            .Select(unit => (Unit: unit, Points: precision.Of(points(unit)), Figures: figures(unit)))
            .Order(Comparer<(UnitTotals Unit, decimal Points, IReadOnlyDictionary<string, decimal> Figures)>.Create(
                Compare)).ToList();
        var places = new List<(int, UnitTotals)>(ordered.Count);
        for (var i = 0; i < ordered.Count; i++)
        {
            var joint = rules.Joint && i > 0 && Compare(ordered[i - 1], ordered[i]) == 0;
            places.Add((joint ? places[i - 1].Item1 : i + 1, ordered[i].Unit));
        }

        return places;

        int Compare(
            (UnitTotals Unit, decimal Points, IReadOnlyDictionary<string, decimal> Figures) left,
            (UnitTotals Unit, decimal Points, IReadOnlyDictionary<string, decimal> Figures) right)
        {
            var compared = right.Points.CompareTo(left.Points) * (rules.Descending ? 1 : -1);
            for (var i = 0; compared == 0 && i < rules.TieBreak.Length; i++)
            {
                compared = CompareFigures(rules.TieBreak[i], left.Figures, right.Figures);
            }

            return compared;
        }
    }

    /// <summary>Negative when the left one goes first.</summary>
    internal static int CompareFigures(
        TieBreaker tie, IReadOnlyDictionary<string, decimal> left, IReadOnlyDictionary<string, decimal> right)
    {
        foreach (var figure in tie.Figures)
        {
            if (right.GetValueOrDefault(figure).CompareTo(left.GetValueOrDefault(figure)) is not 0 and var difference)
            {
                return difference;
            }
        }

        return 0;
    }
}
