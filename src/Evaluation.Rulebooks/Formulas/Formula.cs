using System.Collections.Immutable;

namespace Evaluation.Rulebooks.Formulas;

/// <summary>A compiled formula: exactly one of the three functions is set.</summary>
/// <param name="Source">As written, for explanations.</param>
/// <param name="Number">For a formula that gives a number.</param>
/// <param name="Text">For a formula that gives a text.</param>
/// <param name="Flag">For a condition.</param>
/// <param name="Constant">The number when it is the same for every fact.</param>
public sealed record Formula(
    string Source, Func<View, decimal>? Number, Func<View, string>? Text, Func<View, bool>? Flag,
    decimal? Constant = null)
{
    /// <summary>The formula with the names as they are printed, for explanations.</summary>
    public string Printed { get; init; } = Source;

    /// <summary>What was written, as a tree: for analysis, and for evaluation without the compiled functions.</summary>
    internal Syntax? Tree { get; init; }

    /// <summary>Whether the condition holds; one whose numbers overflow does not.</summary>
    public bool Holds(View view)
    {
        try
        {
            return Flag!(view);
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    /// <summary>What the formula looks at beyond its own fact or period.</summary>
    public FormulaUses Uses { get; init; } = FormulaUses.Nothing;

    /// <summary>The names that the formula uses: the word in print and the value.</summary>
    public ImmutableArray<Mention> Mentioned { get; init; } = [];

    internal string TypeLabel => Number is not null ? "数字" : Text is not null ? "文字" : "条件";
}
