using System.Collections.Immutable;

namespace Evaluation.Rulebooks.Formulas;

/// <summary>What a formula looks at beyond its own fact or period.</summary>
/// <param name="Targets">The measures whose targets it uses.</param>
/// <param name="Group">Whether it looks at the other units of the group.</param>
/// <param name="Streaks">Its conditions that are counted over periods in a row.</param>
/// <param name="Credited">
/// The clauses whose points for the same fact it uses, each with its column in the formula.
/// </param>
public sealed record FormulaUses(
    ImmutableArray<string> Targets, bool Group, ImmutableArray<Streak> Streaks,
    ImmutableArray<(string Clause, int Column)> Credited)
{
    /// <summary>Nothing beyond.</summary>
    public static readonly FormulaUses Nothing = new([], false, [], []);

    /// <summary>Whether it looks at earlier periods.</summary>
    public bool Earlier { get; init; }

    /// <summary>The clauses and articles whose points it looks at.</summary>
    public ImmutableArray<string> PointsOf { get; init; } = [];

    /// <summary>The kinds of which it looks for other facts.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Whether it looks at the unit itself or at how much of a period is over.</summary>
    public bool Situated { get; init; }
}
