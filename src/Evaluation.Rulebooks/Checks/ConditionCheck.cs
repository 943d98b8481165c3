using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Checks;

/// <summary>Conditions, or parts of them, that never or always hold.</summary>
internal static class ConditionCheck
{
    public static IEnumerable<Finding> Of(ParsedText text) => text.Conditions().SelectMany(Of);

    private static IEnumerable<Finding> Of(FormulaPart formula)
    {
        var reasoning = new Reasoning(formula.Setting);

        // Where the condition is never evaluated, that is the finding.
        return reasoning.Possible(formula.Context) ? Of(formula, reasoning) : [];
    }

    /// <summary>What is wrong with one condition where its context holds.</summary>
    public static IEnumerable<Finding> Of(FormulaPart formula, Reasoning reasoning)
    {
        var (tree, context) = (formula.Tree, formula.Context);
        var parts = FormulaSentence.Parts(tree, "and").ToList();
        if (Contradiction(formula, reasoning, parts) is { } never)
        {
            return [never];
        }

        if (reasoning.Implies(context, tree))
        {
            var (what, remedy) = reasoning.Implies(null, tree)
                ? ("总是成立", "请删去，或更正数值和选项。") : ("已由前面的条件保证", "请删去，或更正其中一个条件。");
            return [Say.Doubt(formula.At(tree), $"{formula.About}的条件“{FormulaSentence.Of(tree)}”{what}。", remedy)];
        }

        return Superfluous(formula, reasoning).Concat(parts.SelectMany((part, i) =>
            part is BinarySyntax { Operator: "or" } ? Alternatives(Among(part, i), reasoning) : []));

        FormulaPart Among(Syntax part, int place) => formula with
        {
            Tree = part,
            Context = FormulaSentence.All(parts.Where((_, j) => j != place).Prepend(context)),
        };
    }

    // The first part that cannot hold beside those before it.
    private static Finding? Contradiction(FormulaPart formula, Reasoning reasoning, List<Syntax> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (!reasoning.Possible(parts.Take(i + 1).Prepend(formula.Context)))
            {
                var alone = !reasoning.Possible(parts[i]);
                return WordCheck.Strange(formula.Setting, parts[i]).Any() ? null : Say.Wrong(
                    formula.At(parts[i]),
                    $"{formula.About}的条件“{FormulaSentence.Of(parts[i])}”"
                    + (alone ? "不可能成立。" : "与前面的条件矛盾。"),
                    alone ? "请更正数值、日期或选项。" : "请更正其中一个条件；任一成立即可的请用 or。");
            }
        }

        return null;
    }

    /// <summary>The last part that the others say already.</summary>
    public static IEnumerable<Finding> Superfluous(FormulaPart formula, Reasoning reasoning)
    {
        var parts = FormulaSentence.Parts(formula.Tree, "and").ToList();
        for (var i = parts.Count - 1; i >= 0 && parts.Count > 1; i--)
        {
            if (reasoning.Implies(
                FormulaSentence.All(parts.Where((_, j) => j != i).Prepend(formula.Context)), parts[i]))
            {
                yield return Say.Doubt(
                    formula.At(parts[i]),
                    $"{formula.About}的条件“{FormulaSentence.Of(parts[i])}”多余，其余条件已包含它。",
                    "请删去，或更正其中一个条件。");
                yield break;
            }
        }
    }

    // Each alternative must be able to hold, and to hold where the others do not.
    private static IEnumerable<Finding> Alternatives(FormulaPart formula, Reasoning reasoning)
    {
        var parts = FormulaSentence.Parts(formula.Tree, "or").ToList();
        var idle = -1;
        for (var i = 0; i < parts.Count; i++)
        {
            var others = FormulaSentence.All(
                parts.Where((_, j) => j != i && j != idle).Select(FormulaSentence.Not).Prepend(formula.Context));
            var within = formula with { Tree = parts[i] };
            if (Contradiction(within, reasoning, [.. FormulaSentence.Parts(parts[i], "and")]) is { } never)
            {
                yield return never;
            }
            else if (reasoning.Possible(formula.Context, parts[i]) && !reasoning.Possible(others, parts[i]))
            {
                idle = i;
                yield return Say.Doubt(
                    formula.At(parts[i]),
                    $"{formula.About}的条件“{FormulaSentence.Of(parts[i])}”多余，or 的另一边已包含它。",
                    "请删去，或更正其中一个条件。");
            }
            else
            {
                foreach (var twice in Superfluous(within, reasoning))
                {
                    yield return twice;
                }
            }
        }
    }
}
