using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Rulebooks.Rules;

/// <summary>A figure counted beside the points, such as visits and, of these, visits led by the top leader.</summary>
/// <param name="Name">The word used in formulas.</param>
/// <param name="Label">The heading in print.</param>
/// <param name="UnitOfMeasure">In print.</param>
/// <param name="Of">The measure of which this one is a part; null for a figure of its own.</param>
/// <param name="Kind">The kind of fact that is counted; empty for a figure made of other measures.</param>
/// <param name="Where">Which facts of the kind; null for all.</param>
/// <param name="Sum">What is added up, or of which one is taken; null to count facts.</param>
/// <param name="Divisor">What the sum is divided by in print, for example 1亿.</param>
public sealed record Measure(
    string Name, string Label, string UnitOfMeasure, string? Of, string Kind, Formula? Where, Formula? Sum,
    decimal Divisor)
{
    /// <summary>
    /// The field of type unit whose unit the figure is counted for, whole; null for the unit credited.
    /// </summary>
    public string? Holder { get; init; }

    /// <summary>What is made of the amounts; null to add them up.</summary>
    public Taking? Takes { get; init; }

    /// <summary>
    /// For a mean, of each group where that is one: how many of the highest and as many of the lowest are left out.
    /// </summary>
    public int Trim { get; init; }

    /// <summary>
    /// For different ones, groups and what stands: what makes facts the same, a text; null for everything else.
    /// </summary>
    public Formula? Key { get; init; }

    /// <summary>For groups: what is made of the amounts of each, before the groups are taken together.</summary>
    public Taking Each { get; init; } = Taking.Sum;

    /// <summary>Whether facts are grouped first.</summary>
    public bool Groups => Key is not null && Takes is not (Taking.Distinct or Taking.Standing);

    /// <summary>Whether it is what stands on a day, whenever it came about.</summary>
    public bool Stands => Takes == Taking.Standing;

    /// <summary>The formula of a figure made of other measures; null for one that counts facts.</summary>
    public Formula? Value { get; init; }

    /// <summary>All its formulas.</summary>
    public IEnumerable<Formula> Formulas => new[] { Where, Sum, Key, Value }.OfType<Formula>();

    /// <summary>Whether what facts give to it is added up, so that it can be brought along.</summary>
    public bool AddsUp => Takes is null && Value is null;

    /// <summary>Whether it is made of the figures of a week or a year alone, so that it can be printed.</summary>
    public bool IsPrintable => Value is not { Uses: var uses }
        || (uses.Targets.IsEmpty && !uses.Earlier && !uses.Situated);

    private const decimal LargestAmount = 1_000_000_000_000_000_000m;

    /// <summary>What a fact gives, where a sum is not enough.</summary>
    /// <param name="amount">What it adds.</param>
    /// <param name="rules">The editions, by which names are the same.</param>
    public Taken Taken(FactView view, decimal amount, RuleSet rules) =>
        new(view.Fact.OccurredOn, amount, Key is { } key ? rules.FormOf(key.Text!(view)) : "");

    /// <summary>
    /// What a fact adds, by the unit's share; the whole amount when one is taken of several. Null when it does not
    /// count, 0 if the amount overflows, or if what stood does so no longer.
    /// </summary>
    public decimal? Amount(FactView view)
    {
        try
        {
            return Kind != view.Fact.Kind || (Key is { } key && key.Text!(view).Length == 0) ? null
                : Where is { } where && !where.Flag!(view) ? Stands ? 0m : null
                : Sum is not { } sum ? 1m
                : sum.Number!(view) is not (<= LargestAmount and >= -LargestAmount and var amount) ? 0m
                : Holder is null && Takes is null ? amount * view.Fact.Part : amount;
        }
        catch (OverflowException)
        {
            return 0m;
        }
    }
}
