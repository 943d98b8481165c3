using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Rulebooks.Formulas;

/// <summary>The names a formula may use, and where it is written, for findings.</summary>
/// <param name="Fields">Fields of the fact by name; empty when a period is judged.</param>
/// <param name="Measures">Names of the measures in order; used when a period is judged.</param>
/// <param name="Parameters">The rulebook's parameters.</param>
/// <param name="Weekly">Whether the period is a week, so that its report can be judged.</param>
internal sealed record FormulaNames(
    IReadOnlyDictionary<string, FieldType> Fields, IReadOnlyList<string> Measures,
    IReadOnlyDictionary<string, Parameter> Parameters, bool Weekly, IReadOnlyDictionary<string, string> Labels)
{
    public IEnumerable<string> All =>
        Fields.Keys.Concat(Measures).Concat(Definitions.Keys).Concat(Parameters.Keys)
            .Concat(FormulaName.All.Where(name => name.Known(this)).Select(name => name.Name));

    /// <summary>
    /// For measures in another unit than their facts: what they are divided by and the unit in print.
    /// </summary>
    public IReadOnlyDictionary<string, (decimal Divisor, string Unit)> MeasureUnits { get; init; } =
        new Dictionary<string, (decimal, string)>();

    /// <summary>The key of a choice's word among the labels.</summary>
    public static string ChoiceKey(string field, string word) => $"{field}='{word}'";

    /// <summary>The weight of the clause as it is written; null when it has none.</summary>
    public decimal? Weight { get; init; }

    /// <summary>The weight of the clause by unit; null when it is the same for all or there is none.</summary>
    public Func<View, decimal>? WeightBy { get; init; }

    /// <summary>Whether points that other clauses gave for the same fact may be used.</summary>
    public bool Credits { get; init; }

    /// <summary>The kinds of which other facts may be looked for; null where none may.</summary>
    public KindSet? Kinds { get; init; }

    /// <summary>Whether the points of the period may be used.</summary>
    public bool Points { get; init; }

    /// <summary>Whether the other units of the group may be looked at.</summary>
    public bool Groupwise { get; init; }

    /// <summary>What a name stands for in a formula: a measure made of others, an intermediate result.</summary>
    public IReadOnlyDictionary<string, Syntax> Definitions { get; init; } = new Dictionary<string, Syntax>();

    /// <summary>Whether earlier periods may be looked at.</summary>
    public bool Comparing { get; init; }

    /// <summary>The lists whose streaks may be used.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>Whether a period is judged, not a fact.</summary>
    public bool Judging => Fields.Count == 0 && !OfUnit;

    /// <summary>Whether only the unit and parameters are known: what holds for any fact or period of a unit.</summary>
    public bool OfUnit { get; init; }
}
