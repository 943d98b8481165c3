using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>
/// The one way to get a number: facts, rules, roster and a day in, sheets out. Every fact is judged by the edition in
/// force on the day it happened; within a day facts are taken in the order of their names, so that the order of arrival
/// does not matter.
/// </summary>
public static class Scorer
{
    /// <summary>Scores one unit by itself: who looks at the group sees no other unit.</summary>
    /// <param name="facts">Everything that counts for it, in any order.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="roster">Who was evaluated when.</param>
    /// <param name="dutiesThrough">
    /// The last day of the last closed week: clauses that judge a period are applied to periods that ended by then.
    /// Null judges none.
    /// </param>
    /// <param name="targets">What the units are to reach; none when not given.</param>
    public static UnitScore Score(
        string unit, IEnumerable<Fact> facts, RuleSet rules, Roster roster, DateOnly? dutiesThrough,
        TargetAmounts? targets = null) =>
        ScoreAll([unit], facts.ToLookup(_ => unit, StringComparer.Ordinal), rules, roster, dutiesThrough, targets)[0];

    /// <summary>
    /// Scores units together, in their order. Clauses that look at the group are judged in a second pass: the first one
    /// scores all other clauses of all units, and the second sees its measures and points and nothing of itself.
    /// </summary>
    /// <param name="units">The units; each is compared with those of its group among them.</param>
    /// <param name="facts">By unit credited.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="roster">Who was evaluated when.</param>
    /// <param name="dutiesThrough">As in <see cref="Score"/>.</param>
    /// <param name="targets">As in <see cref="Score"/>.</param>
    /// <param name="parallel">How many units are scored at the same time; the result is the same.</param>
    public static IReadOnlyList<UnitScore> ScoreAll(
        IReadOnlyList<string> units, ILookup<string, Fact> facts, RuleSet rules, Roster roster, DateOnly? dutiesThrough,
        TargetAmounts? targets = null, int parallel = 1)
    {
        targets ??= TargetAmounts.None;
        var plan = ScoringPlan.Of(rules);
        var duties = new Duties(rules, plan, dutiesThrough, roster.Begins);
        var counted = rules.Counted(dutiesThrough);
        var seen = plan.Editions.Any(edition => edition.CrossesUnits) ? Credits.Spread(facts, rules) : facts;
        var carried = CarriedPeriods.Of(rules, roster);
        var terms = roster.Terms.ToLookup(term => term.Unit, StringComparer.Ordinal);
        var groups = plan.Editions.Any(edition => edition.GroupViews.Length > 0)
            ? GroupViews.Of(All(unit => Run(unit, null).Views), rules)
            : GroupViews.None;
        IReadOnlyList<UnitScore> scores = All(unit => Run(unit, groups).Score);
        scores = Inheritances.Are(rules, roster) ? Inheritances.AddTo(scores, rules, roster) : scores;
        return plan.Editions.Any(edition => edition.LooksBackByWeek)
            ? WeekPlaces.AddTo(scores, rules, roster, dutiesThrough) : scores;

        (UnitScore Score, IReadOnlyList<PeriodEnd> Views) Run(string unit, GroupViews? views)
        {
            var input = new ScoringInput(rules, plan, roster.Leaders, targets, views)
            {
                Counted = counted,
                Begins = roster.Begins,
                Firms = roster.Firms,
                Carried = carried,
            };
            var scorer = new UnitScorer(unit, input, [.. terms[unit]], roster.SucceededOn(unit));
            return (scorer.Run(seen[unit], duties), scorer.Views);
        }

        List<T> All<T>(Func<string, T> one) => parallel > 1
            ? [.. units.AsParallel().AsOrdered().WithDegreeOfParallelism(parallel).Select(one)]
            : [.. units.Select(one)];
    }

    /// <summary>
    /// Scores a unit up to a day, from which its later facts can be scored again and again without the earlier ones.
    /// </summary>
    /// <param name="facts">Everything that counts for it before the day, in any order.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="roster">Who was evaluated when.</param>
    /// <param name="dutiesThrough">As in <see cref="Score"/>; before the day.</param>
    /// <param name="targets">As in <see cref="Score"/>.</param>
    /// <param name="day">The first day of a week.</param>
    /// <exception cref="ArgumentException">
    /// Periods that end on the day or later are judged, or the points of units depend on each other.
    /// </exception>
    public static ScoredUpTo UpTo(
        string unit, IEnumerable<Fact> facts, RuleSet rules, Roster roster, DateOnly? dutiesThrough,
        TargetAmounts targets, DateOnly day)
    {
        if (dutiesThrough >= day || TakesWholeDistrict(rules, roster))
        {
            throw new ArgumentException(
                $"{unit} cannot be scored up to {day:O}: what comes later changes what was before.", nameof(day));
        }

        var plan = ScoringPlan.Of(rules);
        var input = new ScoringInput(rules, plan, roster.Leaders, targets, GroupViews.None)
        {
            Counted = rules.Counted(dutiesThrough),
            Begins = roster.Begins,
            Firms = roster.Firms,
            Carried = CarriedPeriods.Of(rules, roster),
        };
        var scorer = new UnitScorer(unit, input, [.. roster.Terms.Where(term => term.Unit == unit)], null);
        var duties = new Duties(rules, plan, dutiesThrough, roster.Begins);
        return new ScoredUpTo(day, scorer.Run(facts, duties), scorer.Then);
    }

    /// <summary>
    /// Whether a unit's points or year to date can change with the facts of another unit, so that a district is scored
    /// as a whole.
    /// </summary>
    public static bool TakesWholeDistrict(RuleSet rules, Roster roster) =>
        ScoringPlan.Of(rules).WholeDistrict || Inheritances.Are(rules, roster);
}
