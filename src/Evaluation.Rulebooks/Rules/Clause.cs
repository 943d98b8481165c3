using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Rulebooks.Rules;

/// <summary>One clause of the rulebook: what it counts and what it gives (条款).</summary>
/// <param name="Id">Its short name, the same in every edition that continues it.</param>
/// <param name="Article">The article it belongs to; null for none.</param>
/// <param name="Text">As printed.</param>
/// <param name="UnitOfMeasure">Of the points, for example 分/家次.</param>
/// <param name="Kind">The kind of fact that it counts; null when it judges a period.</param>
/// <param name="Period">The period that it judges; <see cref="Period.Fact"/> when it counts facts.</param>
/// <param name="Where">Which facts or periods; null for all.</param>
/// <param name="Gives">The points before factors.</param>
/// <param name="Times">Factors, in order.</param>
/// <param name="Repeat">The rule for repeated facts; null for none.</param>
/// <param name="Limits">Caps and floors, the shortest period first.</param>
/// <param name="Line">Its line in the text, from 1.</param>
public sealed record Clause(
    string Id, string? Article, string Text, string UnitOfMeasure, string? Kind, Period Period, Formula? Where,
    Gives Gives, ImmutableArray<Factor> Times, RepeatRule? Repeat, ImmutableArray<Limit> Limits, int Line)
{
    /// <summary>
    /// The longer period whose running state is judged at the end of each period, in place of what was given for it
    /// before; null when each period is judged by itself.
    /// </summary>
    public Period? Over { get; init; }

    private const int WeightDecimals = 10;

    /// <summary>
    /// Its weight, the name `weight` in its formulas; null when it has none, or one that is not the same for all.
    /// </summary>
    public decimal? Weight { get; init; }

    /// <summary>Its weight by unit; a unit for which it is 0 is not judged. Null for one weight or none.</summary>
    public Formula? WeightOf { get; init; }

    /// <summary>Whether it has a weight.</summary>
    public bool HasWeight => Weight is not null || WeightOf is not null;

    /// <summary>The weight for a unit on a day.</summary>
    public decimal WeightFor(View view) => WeightOf is { } by ? WeightBy(by, view) : Weight.GetValueOrDefault();

    /// <summary>A weight by unit, to 10 decimals; 0 when its numbers overflow.</summary>
    internal static decimal WeightBy(Formula by, View view)
    {
        try
        {
            return Math.Round(by.Number!(view), WeightDecimals, MidpointRounding.ToEven);
        }
        catch (OverflowException)
        {
            return 0m;
        }
    }

    /// <summary>What holds when a target that it uses was not given; null to count with 0.</summary>
    public Absent? Absent { get; init; }

    /// <summary>The post whose holders are judged one by one; null to judge the unit.</summary>
    public string? For { get; init; }

    /// <summary>When it counts a fact later than on its day; null for at once.</summary>
    public Timer? After { get; init; }

    /// <summary>How its points are divided when the units agreed on nothing; null for the unit that reports.</summary>
    public ShareRule? Share { get; init; }

    /// <summary>All its formulas.</summary>
    public IEnumerable<Formula> Formulas =>
        new[] { Where, After?.UnlessWhere, Share?.Where }.OfType<Formula>().Concat(Gives.Formulas)
            .Concat(Times.SelectMany(factor => new[] { factor.Number, factor.Where }.OfType<Formula>()))
            .Concat(Let.Select(one => one.Formula));

    /// <summary>Intermediate results that its formulas use by name, in the order of the text.</summary>
    public ImmutableArray<(string Name, Formula Formula)> Let { get; init; } = [];

    /// <summary>Whether it looks for other facts of a kind.</summary>
    public bool LooksFor(string kind) => Formulas.Any(formula => formula.Uses.Kinds.Contains(kind));

    /// <summary>Whether it looks at the other units of the group.</summary>
    public bool LooksAtGroup => Formulas.Any(formula => formula.Uses.Group);

    /// <summary>What the clause gives for facts of its author's choice; adoption recounts them.</summary>
    public ImmutableArray<Example> Examples { get; init; } = [];
}
