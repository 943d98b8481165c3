using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Server.Adoption;

/// <summary>The kinds of claims that a district's rulebooks know.</summary>
internal static class KindsInForce
{
    /// <summary>The kinds to offer for a day: those in force on it, else those of the edition adopted last.</summary>
    public static KindSet Offered(RuleSet rules, DateOnly day) =>
        (rules.On(day) ?? rules.InOrder.LastOrDefault())?.Kinds ?? KindSet.BuiltIn;
}
