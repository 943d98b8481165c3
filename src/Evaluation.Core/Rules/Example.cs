using System.Collections.Immutable;

namespace Evaluation.Core.Rules;

/// <summary>What a clause gives for some facts: an example as a circular prints it beside the article (例).</summary>
/// <param name="Name">What it shows, one sentence.</param>
/// <param name="Facts">The facts in the order in which they are written.</param>
/// <param name="Gives">
/// The points of the clause: one number for each fact of its kind in the order written, or for each period from the
/// first day to the last.
/// </param>
/// <param name="Unit">The unit that the facts belong to.</param>
/// <param name="UnitKind">What the unit is.</param>
/// <param name="Group">The group in which it is ranked.</param>
/// <param name="From">The first day looked at.</param>
/// <param name="To">The last day looked at.</param>
/// <param name="Line">Where it stands in the text, from 1.</param>
/// <param name="Column">From 1.</param>
public sealed record Example(
    string Name, ImmutableArray<Fact> Facts, ImmutableArray<decimal> Gives, string Unit, string UnitKind, string Group,
    DateOnly From, DateOnly To, int Line, int Column)
{
    /// <summary>
    /// What the unit is to reach by the measure's name, in every period that the clause judges; empty when it has no target.
    /// </summary>
    public ImmutableSortedDictionary<string, decimal> Targets { get; init; } =
        ImmutableSortedDictionary.Create<string, decimal>(StringComparer.Ordinal);
}
