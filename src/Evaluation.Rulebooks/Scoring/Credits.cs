using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>
/// Shows facts also to units that the rulebook itself credits: those named in a field by which a clause divides its
/// points or a measure names the holder of the figure.
/// </summary>
internal static class Credits
{
    /// <summary>The facts of each unit, its own and those of others that name it.</summary>
    public static ILookup<string, Fact> Spread(ILookup<string, Fact> facts, RuleSet rules)
    {
        var own = facts.SelectMany(unit => unit).ToList();
        var held = own.Select(fact => (fact.Id, fact.Unit)).ToHashSet();
        var shown = own.ToList();
        foreach (var fact in own)
        {
            var fields = rules.On(fact.OccurredOn) is { } edition ? FieldsOf(edition, fact.Kind) : [];
            foreach (var named in fields.Select(field => fact.Values.GetValueOrDefault(field).Text).OfType<string>())
            {
                if (held.Add((fact.Id, named)))
                {
                    shown.Add(fact with { Unit = named, ReportedBy = fact.Unit });
                }
            }
        }

        return shown.ToLookup(fact => fact.Unit, StringComparer.Ordinal);
    }

    private static IEnumerable<string> FieldsOf(Rulebook edition, string kind) =>
        edition.Clauses.Where(clause => clause.Kind == kind && clause.Share is not null)
            .SelectMany(clause => clause.Share!.Others.Select(other => other.Field))
            .Concat(edition.Measures.Where(measure => measure.Kind == kind && measure.Holder is not null)
                .Select(measure => measure.Holder!))
            .Distinct();
}
