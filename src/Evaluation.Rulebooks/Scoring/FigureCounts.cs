using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>
/// The measures of a unit or of one person: running sums, and what each fact gave where a sum is not enough.
/// </summary>
internal sealed class FigureCounts
{
    private readonly ScoringPlan plan;
    private readonly Tally sums;
    private readonly List<Taken>?[] kept;

    public FigureCounts(ScoringPlan plan)
        : this(plan, new List<Taken>?[plan.Keeps.Count == 0 ? 0 : plan.Measures.Count])
    {
    }

    private FigureCounts(ScoringPlan plan, List<Taken>?[] kept) =>
        (this.plan, sums, this.kept) = (plan, new Tally(plan.Measures.Count), kept);

    /// <summary>A copy of what facts gave, without the running sums, which continues by itself.</summary>
    public FigureCounts Kept() => new(plan, [.. kept.Select(facts => facts?.ToList())]);

    /// <summary>Adds what a fact gives to a measure.</summary>
    public void Add(DayFrame frame, Measure measure, int index, decimal amount, FactView view)
    {
        foreach (var span in plan.FigureSpans)
        {
            sums.Add(index, span, frame.BeginOf(span), amount, view.Fact.Id);
        }

        if (kept.Length > 0 && plan.Keeps.Contains(index))
        {
            (kept[index] ??= []).Add(measure.Taken(view, amount, plan.Rules));
        }
    }

    /// <summary>Begins with what was counted of a period before the district did.</summary>
    public void Open(int index, Period span, DateOnly begin, decimal amount) =>
        sums.Add(index, span, begin, amount, Opening.Source);

    /// <summary>The figures of the period that holds a day up to it, in the order of the edition.</summary>
    public ImmutableArray<decimal> Of(DayFrame end, Period of)
    {
        var begin = end.BeginOf(of);
        return end.Plan.TakesOne
            ? [.. end.Plan.Figures.Select(one => one.Measure.Takes is null ? sums.Of(one.Index, of, begin).Sum
                : Between(one.Measure, one.Index, begin, end.Day))]
            : [.. end.Plan.MeasureIndexes.Select(index => sums.Of(index, of, begin).Sum)];
    }

    /// <summary>The figures between two days, in the order of the edition.</summary>
    public ImmutableArray<decimal> Between(EditionPlan edition, DateOnly first, DateOnly last) =>
        [.. edition.Figures.Select(one => Between(one.Measure, one.Index, first, last))];

    /// <summary>A figure between two days, as a measure makes it; of what stands, on the last of them.</summary>
    public decimal Between(Measure measure, int index, DateOnly first, DateOnly last) =>
        index < kept.Length && kept[index] is { } facts
            ? Takings.Of(
                measure, facts.FindAll(fact => (first <= fact.Day || measure.Stands) && fact.Day <= last))
            : 0m;
}
