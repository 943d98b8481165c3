using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Checks;

/// <summary>Values of a fact's fields at which a clause begins to give something else.</summary>
public static class ClauseBounds
{
    /// <summary>
    /// Steps by amount, and comparisons of one field with a number or a parameter in the clause's formulas. Marginal
    /// bands have no cliff and are left out.
    /// </summary>
    /// <returns>The field and its bound on a day, since parameters are dated.</returns>
    public static IEnumerable<(string Field, Func<DateOnly, decimal> Number)> Of(Rulebook edition, Clause clause)
    {
        var steps = clause.Gives is TierGives { Of.Tree: NameSyntax amount } tiers
            ? tiers.Tiers.Select(tier => (amount.Name, Always(tier.From)))
            : [];
        var compared = clause.Formulas.Select(formula => formula.Tree).OfType<Syntax>()
            .SelectMany(FormulaSentence.Inside).OfType<BinarySyntax>();
        return steps.Concat(compared
            .Where(one => one.Operator is ">=" or ">" or "<" or "<=")
            .SelectMany(one => one switch
            {
                { Left: NameSyntax field, Right: var bound } when Number(edition, bound) is { } number =>
                    [(field.Name, number)],
                { Left: var bound, Right: NameSyntax field } when Number(edition, bound) is { } number =>
                    [(field.Name, number)],
                _ => Array.Empty<(string, Func<DateOnly, decimal>)>(),
            }));
    }

    private static Func<DateOnly, decimal>? Number(Rulebook edition, Syntax bound) => bound switch
    {
        NumberSyntax number => Always(number.Number),
        NameSyntax name => edition.Parameters
            .FirstOrDefault(one => one.Name == name.Name && one.IsNumber) is { } parameter
            ? parameter.On
            : null,
        _ => null,
    };

    private static Func<DateOnly, decimal> Always(decimal number) => _ => number;
}
