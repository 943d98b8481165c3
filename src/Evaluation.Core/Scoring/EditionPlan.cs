using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Evaluation.Core.Rules;

namespace Evaluation.Core.Scoring;

/// <summary>An edition laid out for scoring: which clauses and measures each kind of fact and each period concern.</summary>
internal sealed class EditionPlan
{
    private static readonly ConditionalWeakTable<Rulebook, EditionPlan> Plans = [];

    private readonly Dictionary<string, Clause[]> counting;
    private readonly Dictionary<string, Clause[]> timers;
    private readonly Dictionary<Period, Clause[]> judging;
    private readonly Dictionary<string, Measure[]> measures;
    private readonly Dictionary<string, TieBreaker[]> places;
    private readonly Dictionary<string, Item> items;

    private EditionPlan(Rulebook edition)
    {
        counting = ByKind(edition.Clauses.Where(clause => clause.After is null));
        timers = ByKind(edition.Clauses.Where(clause => clause.After is not null));
        judging = edition.Clauses.Where(clause => clause.Kind is null).GroupBy(clause => clause.Period)
            .ToDictionary(same => same.Key, same => same.ToArray());
        measures = edition.Measures.GroupBy(measure => measure.Kind)
            .ToDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);
        places = edition.Ranking.TieBreak.Where(tie => tie.Kind is not null).GroupBy(tie => tie.Kind!)
            .ToDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);
        items = edition.Items.DistinctBy(item => item.Id).ToDictionary(item => item.Id, StringComparer.Ordinal);
        Calendar = edition.Calendar;
        GroupViews = [.. edition.Clauses.Where(clause => clause.LooksAtGroup)
            .Select(clause => (clause.Period, clause.Over ?? clause.Period)).Distinct()];
        HonourViews = [.. edition.Lists.Select(list => list.Period).Concat(edition.Ranking.Prizes.Select(prize => prize.Period))
            .Distinct().Select(period => (period, period))];
        LooksBackByWeek = edition.Ranking.TieBreak.Any(tie => tie.Period is not null);
        CrossesUnits = edition.Clauses.Any(clause => clause.Share is not null)
            || edition.Measures.Any(measure => measure.Holder is not null);
        TellsCredit = edition.Clauses.Any(clause => clause.Formulas.Any(formula => !formula.Uses.Credited.IsEmpty));
        TellsPeople = edition.Clauses.Any(clause => clause.For is not null);
        Judges = judging.Count > 0 || GroupViews.Length + HonourViews.Length > 0;
    }

    /// <summary>The edition's calendar.</summary>
    public Calendar Calendar { get; }

    /// <summary>What the second pass must see of the group: at the end of which period, the state of which.</summary>
    public ImmutableArray<(Period Each, Period Of)> GroupViews { get; }

    /// <summary>The same for lists and prizes.</summary>
    public ImmutableArray<(Period Each, Period Of)> HonourViews { get; }

    /// <summary>Whether equal units are told apart by the places of their weeks.</summary>
    public bool LooksBackByWeek { get; }

    /// <summary>Whether a fact may count for a unit that has no share in it.</summary>
    public bool CrossesUnits { get; }

    /// <summary>Whether a clause asks for what another one gave.</summary>
    public bool TellsCredit { get; }

    /// <summary>Whether persons are judged.</summary>
    public bool TellsPeople { get; }

    /// <summary>Whether the ends of periods matter.</summary>
    public bool Judges { get; }

    /// <summary>Whether a unit's points can change with the facts of another unit.</summary>
    public bool WholeDistrict => CrossesUnits || LooksBackByWeek || GroupViews.Length > 0;

    /// <summary>The plan of an edition; laid out once.</summary>
    public static EditionPlan Of(Rulebook edition) => Plans.GetValue(edition, static one => new EditionPlan(one));

    /// <summary>The clauses that count a kind of fact on its day.</summary>
    public Clause[] Counting(string kind) => counting.GetValueOrDefault(kind, []);

    /// <summary>The clauses that count a kind of fact later.</summary>
    public Clause[] Timers(string kind) => timers.GetValueOrDefault(kind, []);

    /// <summary>The clauses that judge a period.</summary>
    public Clause[] Judging(Period period) => judging.GetValueOrDefault(period, []);

    /// <summary>The measures that a kind of fact adds to.</summary>
    public Measure[] Measures(string kind) => measures.GetValueOrDefault(kind, []);

    /// <summary>The places that are counted back to.</summary>
    public TieBreaker[] Places(string kind) => places.GetValueOrDefault(kind, []);

    /// <summary>The article of a clause; null for none.</summary>
    public Item? ItemOf(Clause clause) => clause.Item is null ? null : items.GetValueOrDefault(clause.Item);

    private static Dictionary<string, Clause[]> ByKind(IEnumerable<Clause> clauses) =>
        clauses.Where(clause => clause.Kind is not null).GroupBy(clause => clause.Kind!)
            .ToDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);
}
