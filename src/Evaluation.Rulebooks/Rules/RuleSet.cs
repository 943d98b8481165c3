using System.Collections.Immutable;
using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Rulebooks.Rules;

/// <summary>Compiled editions, ready to score with.</summary>
/// <param name="InOrder">In order of adoption.</param>
public sealed record RuleSet(ImmutableArray<Rulebook> InOrder)
{
    /// <summary>The kinds in force on a day: the built-in ones and those of the edition that decides on it.</summary>
    public KindSet KindsOn(DateOnly day) => On(day)?.Kinds ?? KindSet.BuiltIn;

    /// <summary>
    /// The edition that decides on a day: of those in force, the one adopted last; null when none is.
    /// </summary>
    public Rulebook? On(DateOnly day)
    {
        for (var i = InOrder.Length - 1; i >= 0; i--)
        {
            if (InOrder[i].InForce(day))
            {
                return InOrder[i];
            }
        }

        return null;
    }
}
