using System.Collections.Immutable;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>
/// An edition laid out for scoring: which clauses and measures each kind of fact and each period concern.
/// </summary>
internal sealed class EditionPlan
{
    private readonly Dictionary<string, ClausePlan[]> counting;
    private readonly Dictionary<string, ClausePlan[]> timers;
    private readonly Dictionary<Period, ClausePlan[]> judging;
    private readonly Dictionary<string, (Measure Measure, int Index)[]> measures;
    private readonly Dictionary<string, TieBreaker[]> places;
    private readonly Dictionary<string, TieBreaker[]> versus;

    /// <param name="clauses">Its clauses, laid out with those of the other editions in view.</param>
    /// <param name="measureIndex">The number of a measure.</param>
    public EditionPlan(Rulebook edition, IReadOnlyList<ClausePlan> clauses, Func<string, int> measureIndex)
    {
        Edition = edition;
        counting = ByKind(clauses.Where(plan => plan.Clause.After is null));
        timers = ByKind(clauses.Where(plan => plan.Clause.After is not null));
        judging = clauses.Where(plan => plan.Clause.Kind is null).GroupBy(plan => plan.Clause.Period)
            .ToDictionary(same => same.Key, same => same.ToArray());
        measures = edition.Measures.GroupBy(measure => measure.Kind).ToDictionary(
            same => same.Key, same => same.Select(one => (one, measureIndex(one.Name))).ToArray(),
            StringComparer.Ordinal);
        MeasureIndexes = [.. edition.Measures.Select(measure => measureIndex(measure.Name))];
        Figures = [.. edition.Measures.Zip(MeasureIndexes)];
        TakesOne = edition.Measures.Any(measure => measure.Takes is not null);
        LooksEarlier = edition.Clauses.SelectMany(clause => clause.Formulas)
            .Concat(edition.Lists.Select(list => list.When)).Any(formula => formula.Uses.Earlier);
        places = edition.Ranking.TieBreak.Where(tie => tie.Kind is not null && !tie.IsVersus).GroupBy(tie => tie.Kind!)
            .ToDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);
        versus = edition.Ranking.TieBreak.Where(tie => tie.IsVersus).GroupBy(tie => tie.Kind!)
            .ToDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);
        GroupViews = [.. edition.Clauses.Where(clause => clause.LooksAtGroup)
            .Select(clause => (clause.Period, clause.Over ?? clause.Period)).Distinct()];
        HonourViews =
            [.. edition.Lists.Select(list => list.Period).Concat(edition.Ranking.Prizes.Select(prize => prize.Period))
            .Concat(edition.Bulletin.Periods).Distinct().Select(period => (period, period))];
        LooksBackByWeek = edition.Ranking.TieBreak.Any(tie => tie.Period is not null);
        CrossesUnits = edition.Clauses.Any(clause => clause.Share is not null)
            || edition.Measures.Any(measure => measure.Holder is not null);
        UsesCredit = edition.Clauses.Any(clause => clause.Formulas.Any(formula => !formula.Uses.Credited.IsEmpty));
        JudgesPeople = edition.Clauses.Any(clause => clause.For is not null);
        Judged = [.. judging.Keys.Concat(GroupViews.Concat(HonourViews).Select(view => view.Each)).Distinct().Order()];
    }

    public Rulebook Edition { get; }

    /// <summary>The numbers of its measures, in the order of the text.</summary>
    public ImmutableArray<int> MeasureIndexes { get; }

    /// <summary>Its measures with their numbers.</summary>
    public ImmutableArray<(Measure Measure, int Index)> Figures { get; }

    /// <summary>Whether some measure is more than a sum or a count.</summary>
    public bool TakesOne { get; }

    /// <summary>Whether some formula looks at earlier periods.</summary>
    public bool LooksEarlier { get; }

    /// <summary>What the second pass must see of the group: at the end of which period, the state of which.</summary>
    public ImmutableArray<(Period Each, Period Of)> GroupViews { get; }

    /// <summary>The same for lists, prizes and the rankings of periods.</summary>
    public ImmutableArray<(Period Each, Period Of)> HonourViews { get; }

    /// <summary>Whether ties are broken by the places of weeks.</summary>
    public bool LooksBackByWeek { get; }

    /// <summary>Whether a fact may count for a unit that has no share in it.</summary>
    public bool CrossesUnits { get; }

    /// <summary>Whether a clause uses what another one gave.</summary>
    public bool UsesCredit { get; }

    /// <summary>Whether persons are judged.</summary>
    public bool JudgesPeople { get; }

    /// <summary>The periods whose ends matter, the shortest first.</summary>
    public ImmutableArray<Period> Judged { get; }

    /// <summary>Whether a unit's points can change with the facts of another unit.</summary>
    public bool WholeDistrict => CrossesUnits || LooksBackByWeek || GroupViews.Length > 0;

    /// <summary>The periods whose figures are used.</summary>
    public IEnumerable<Period> FigureSpans =>
        judging.Values.SelectMany(plans => plans).Select(plan => plan.Clause.Over ?? plan.Clause.Period)
            .Concat(GroupViews.Concat(HonourViews).Select(view => view.Of));

    /// <summary>The clauses that count a kind of fact on its day.</summary>
    public ClausePlan[] Counting(string kind) => counting.GetValueOrDefault(kind, []);

    /// <summary>The clauses that count a kind of fact later.</summary>
    public ClausePlan[] Timers(string kind) => timers.GetValueOrDefault(kind, []);

    /// <summary>The clauses that judge a period.</summary>
    public ClausePlan[] Judging(Period period) => judging.GetValueOrDefault(period, []);

    /// <summary>The measures that a kind of fact adds to.</summary>
    public (Measure Measure, int Index)[] Measures(string kind) => measures.GetValueOrDefault(kind, []);

    /// <summary>The places that are counted back to.</summary>
    public TieBreaker[] Places(string kind) => places.GetValueOrDefault(kind, []);

    /// <summary>What a kind of fact gives against certain units.</summary>
    public TieBreaker[] Versus(string kind) => versus.Count == 0 ? [] : versus.GetValueOrDefault(kind, []);

    private static Dictionary<string, ClausePlan[]> ByKind(IEnumerable<ClausePlan> clauses) =>
        clauses.Where(plan => plan.Clause.Kind is not null).GroupBy(plan => plan.Clause.Kind!)
            .ToDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);
}
