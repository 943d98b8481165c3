using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;

namespace Evaluation.Rulebooks.Checks;

/// <summary>A rulebook that can be read, with the locations in its text.</summary>
internal sealed class ParsedText(Rulebook rulebook, YamlPart root)
{
    public Rulebook Rulebook => rulebook;

    public YamlPart Root => root;

    /// <summary>The clauses with their locations.</summary>
    public IReadOnlyList<ClausePart> Clauses { get; } =
    [
        .. rulebook.Clauses.Zip(root["clauses"].Entries(), (clause, part) => new ClausePart(
            clause, part, new ProofContext(rulebook, clause.Kind, Worth.Weight(rulebook, clause)))),
    ];

    /// <summary>The measures with their locations.</summary>
    public IReadOnlyList<(Measure Measure, YamlPart Part)> Measures { get; } =
        [.. rulebook.Measures.Zip(root["measures"].Members(), (measure, one) => (measure, one.Part))];

    /// <summary>The articles with their locations.</summary>
    public IReadOnlyList<(Article Article, YamlPart Part)> Articles { get; } =
        root["items"].Missing ? [] : [.. rulebook.Articles.Zip(root["items"].Entries())];

    /// <summary>All conditions with what is known to hold where they are evaluated.</summary>
    public IEnumerable<FormulaPart> Conditions()
    {
        foreach (var (measure, part) in Measures)
        {
            if (measure.Where?.Tree is { } where)
            {
                yield return new FormulaPart(
                    where, part["where"], new ProofContext(rulebook, measure.Kind), null, $"指标“{measure.Name}”");
            }
        }

        foreach (var (part, tree, about) in Honours())
        {
            yield return new FormulaPart(tree, part["when"], new ProofContext(rulebook, null), null, about);
        }

        foreach (var clause in Clauses)
        {
            foreach (var condition in clause.Conditions())
            {
                yield return condition;
            }

            foreach (var number in clause.Numbers())
            {
                foreach (var condition in IfConditions(number.Tree, number.Context)
                    .Select(one => number with { Tree = one.Condition, Context = one.Context }))
                {
                    yield return condition;
                }
            }
        }
    }

    private IEnumerable<(YamlPart Part, Syntax Tree, string About)> Honours()
    {
        var (lists, status) = (root["lists"], root["ranking"]["status"]);
        var ofLists = lists.Missing ? []
            : rulebook.Lists.Zip(lists.Entries(), (one, part) => (part, one.When.Tree!, $"名单“{one.Name}”"));
        return ofLists.Concat(status.Missing ? [] : rulebook.Ranking.Status.Zip(
            status.Entries(), (one, part) => (part, one.When.Tree!, $"“{one.Name}”")));
    }

    // The conditions of `if`, each with those that lead to it.
    private static IEnumerable<(Syntax Condition, Syntax? Context)> IfConditions(Syntax tree, Syntax? context)
    {
        if (tree is CallSyntax { Function: "if", Arguments: [var condition, var then, var otherwise] })
        {
            return IfConditions(then, FormulaSentence.All(context, condition))
                .Concat(IfConditions(otherwise, FormulaSentence.All(context, FormulaSentence.Not(condition))))
                .Prepend((condition, context));
        }

        return tree switch
        {
            MinusSyntax s => IfConditions(s.Operand, context),
            BinarySyntax s => IfConditions(s.Left, context).Concat(IfConditions(s.Right, context)),
            CallSyntax s => s.Arguments.SelectMany(argument => IfConditions(argument, context)),
            _ => [],
        };
    }
}
