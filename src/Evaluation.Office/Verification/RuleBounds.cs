using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Checks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Office.Verification;

/// <summary>A value of a field at which a clause begins to give something else.</summary>
internal sealed record RuleBound(decimal Number, string Clause);

/// <summary>
/// The bounds that the clauses in force know for the fields that units report: steps by amount, and comparisons of one
/// field with a number or a parameter in conditions, ladders, factors and `if`. Marginal bands have no cliff and are
/// left out, as are small counts, of which every value would be near a bound.
/// </summary>
internal sealed class RuleBounds(RuleSet rules)
{
    private const decimal SmallestCount = 20m;

    private readonly Dictionary<
        (Rulebook, string Kind),
        List<(FieldDefinition Field, Func<DateOnly, decimal> Number, string Clause)>> known = [];

    /// <summary>The bounds of a claim's kind on its day, by field, ascending; none without an edition.</summary>
    public IEnumerable<(FieldDefinition Field, IReadOnlyList<RuleBound> Bounds)> Of(Claim claim) =>
        rules.On(claim.OccurredOn) is { } edition
            ? BoundsOf(edition, claim.Kind).GroupBy(one => one.Field).Select(group => (
                group.Key,
                (IReadOnlyList<RuleBound>)
                [
                    .. group.Select(one => new RuleBound(one.Number(claim.OccurredOn), one.Clause))
                        .Where(bound => bound.Number >= (group.Key.Type == FieldType.Money ? 1m : SmallestCount))
                        .DistinctBy(bound => bound.Number).OrderBy(bound => bound.Number),
                ]))
            : [];

    private List<(FieldDefinition Field, Func<DateOnly, decimal> Number, string Clause)> BoundsOf(
        Rulebook edition, string kind)
    {
        if (!known.TryGetValue((edition, kind), out var found))
        {
            var fields = edition.Kinds.PrintedFieldsOf(kind)
                .Where(field => field.Type is FieldType.Money or FieldType.Decimal or FieldType.Integer)
                .ToDictionary(field => field.Name, StringComparer.Ordinal);
            known[(edition, kind)] = found =
            [
                .. edition.Clauses.Where(clause => clause.Kind == kind)
                    .SelectMany(clause => ClauseBounds.Of(edition, clause)
                        .Where(bound => fields.ContainsKey(bound.Field))
                        .Select(bound => (fields[bound.Field], bound.Number, clause.Id))),
            ];
        }

        return found;
    }
}
