using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>
/// Two facts of a unit that a declared kind calls the same: the first counts, the others give nothing.
/// </summary>
public static class Twins
{
    /// <summary>What equal facts share; null when every fact of the kind counts by itself.</summary>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="kinds">The kinds of the edition in force on the fact's day.</param>
    public static string? Key(RuleSet rules, KindSet kinds, Fact fact)
    {
        var same = kinds.SameOf(fact.Kind);
        return same.IsEmpty ? null : string.Join('\u001F', same.Select(Text).Prepend(fact.Kind));

        string Text(string field)
        {
            var value = field == "occurred_on"
                ? $"{fact.OccurredOn:O}"
                : rules.FormOf(fact.Values.GetValueOrDefault(field)).ToExact();
            return $"{field}={value}";
        }
    }

    /// <summary>The facts of many units that repeat an earlier one of the same unit, as (unit, fact).</summary>
    public static IReadOnlySet<(string Unit, string Fact)> Among(IEnumerable<Fact> facts, RuleSet rules)
    {
        var twins = new HashSet<(string, string)>();
        if (rules.InOrder.All(edition => edition.Kinds.Declared.IsEmpty))
        {
            return twins;
        }

        var seen = new HashSet<(string Unit, string Key)>();
        foreach (var fact in facts.OrderBy(fact => fact.OccurredOn).ThenBy(fact => fact.Id, StringComparer.Ordinal))
        {
            if (Key(rules, rules.KindsOn(fact.OccurredOn), fact) is { } key && !seen.Add((fact.Unit, key)))
            {
                twins.Add((fact.Unit, fact.Id));
            }
        }

        return twins;
    }
}
