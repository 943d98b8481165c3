using Evaluation.Office.Adoption;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Adoption;

/// <summary>Looks up the kinds that the edition in force on a claim's day knows.</summary>
internal static class KindsInForce
{
    /// <summary>The kinds among which a claim's kind is to be found.</summary>
    public static async Task<KindSet> ForAsync(
        string kind, DateOnly on, IQuerySession session, RuleSets ruleSets, CancellationToken ct)
    {
        // No edition can take a built-in kind away or change it, so that most claims need no look at the rulebooks.
        if (BuiltInKinds.Find(kind) is not null)
        {
            return KindSet.BuiltIn;
        }

        return (await RulesAsync(session, ruleSets, ct)).KindsOn(on);
    }

    /// <summary>The district's compiled editions.</summary>
    public static async Task<RuleSet> RulesAsync(IQuerySession session, RuleSets ruleSets, CancellationToken ct) =>
        ruleSets.Of(await Read.StateAsync<Editions>(session, Editions.Stream, ct) ?? Editions.None);

    /// <summary>The kinds to offer for a day: those in force on it, else those of the edition adopted last.</summary>
    public static KindSet Offered(RuleSet rules, DateOnly day) =>
        (rules.On(day) ?? rules.InOrder.LastOrDefault())?.Kinds ?? KindSet.BuiltIn;
}
