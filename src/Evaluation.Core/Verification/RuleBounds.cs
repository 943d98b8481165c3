using Evaluation.Core.Claims;
using Evaluation.Core.Rules;
using Wording = Evaluation.Core.Rules.Checks.FormulaSentence;

namespace Evaluation.Core.Verification;

/// <summary>A value of a field at which a clause begins to give something else.</summary>
/// <param name="Number">The value.</param>
/// <param name="Clause">The clause.</param>
internal sealed record RuleBound(decimal Number, string Clause);

/// <summary>
/// The bounds that the clauses in force know for the fields that units report: steps by amount, and comparisons of one
/// field with a number or a parameter in conditions, ladders, factors and `if`. Marginal bands have no cliff and are left
/// out, as are small counts, of which every value would be near a bound.
/// </summary>
internal sealed class RuleBounds(RuleSet rules)
{
    private const decimal SmallestCount = 20m;

    private readonly Dictionary<(Rulebook, string Kind), List<(FieldDefinition Field, Func<DateOnly, decimal> Number, string Clause)>>
        known = [];

    /// <summary>The bounds of a claim's kind on its day, by field, ascending; none without an edition.</summary>
    public IEnumerable<(FieldDefinition Field, IReadOnlyList<RuleBound> Bounds)> Of(Claim claim) =>
        rules.On(claim.OccurredOn) is { } edition
            ? Known(edition, claim.Kind).GroupBy(one => one.Field).Select(group => (
                group.Key,
                (IReadOnlyList<RuleBound>)
                [
                    .. group.Select(one => new RuleBound(one.Number(claim.OccurredOn), one.Clause))
                        .Where(bound => bound.Number >= (group.Key.Type == FieldType.Money ? 1m : SmallestCount))
                        .DistinctBy(bound => bound.Number).OrderBy(bound => bound.Number),
                ]))
            : [];

    private List<(FieldDefinition Field, Func<DateOnly, decimal> Number, string Clause)> Known(Rulebook edition, string kind)
    {
        if (!known.TryGetValue((edition, kind), out var found))
        {
            var fields = edition.Kinds.PrintedFieldsOf(kind)
                .Where(field => field.Type is FieldType.Money or FieldType.Decimal or FieldType.Integer)
                .ToDictionary(field => field.Name, StringComparer.Ordinal);
            known[(edition, kind)] = found =
            [
                .. edition.Clauses.Where(clause => clause.Kind == kind)
                    .SelectMany(clause => Bounds(edition, clause)
                        .Where(bound => fields.ContainsKey(bound.Field))
                        .Select(bound => (fields[bound.Field], bound.Number, clause.Id))),
            ];
        }

        return found;
    }

    private static IEnumerable<(string Field, Func<DateOnly, decimal> Number)> Bounds(Rulebook edition, Clause clause)
    {
        var steps = clause.Gives is TierGives { Of.Tree: NameSyntax amount } tiers
            ? tiers.Tiers.Select(tier => (amount.Name, Always(tier.From)))
            : [];
        return steps.Concat(clause.Formulas.Select(formula => formula.Tree).OfType<Syntax>().SelectMany(FormulaSentence.Inside)
            .OfType<BinarySyntax>().Where(compared => compared.Operator is ">=" or ">" or "<" or "<=")
            .SelectMany(compared => compared switch
            {
                { Left: NameSyntax field, Right: var bound } when Number(edition, bound) is { } number => [(field.Name, number)],
                { Left: var bound, Right: NameSyntax field } when Number(edition, bound) is { } number => [(field.Name, number)],
                _ => Array.Empty<(string, Func<DateOnly, decimal>)>(),
            }));
    }

    private static Func<DateOnly, decimal>? Number(Rulebook edition, Syntax bound) => bound switch
    {
        NumberSyntax number => Always(number.Number),
        NameSyntax name => edition.Parameters.FirstOrDefault(one => one.Name == name.Name && !one.IsList) is { } parameter
            ? parameter.On
            : null,
        _ => null,
    };

    private static Func<DateOnly, decimal> Always(decimal number) => _ => number;
}
