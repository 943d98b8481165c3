using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;

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

/// <summary>A formula with its location.</summary>
/// <param name="Tree">The formula.</param>
/// <param name="Part">Where it is written.</param>
/// <param name="Setting">What its names mean.</param>
/// <param name="Context">What is known to hold when it is evaluated; null for nothing.</param>
/// <param name="About">The clause or measure, for sentences.</param>
internal sealed record FormulaPart(Syntax Tree, YamlPart Part, ProofContext Setting, Syntax? Context, string About)
{
    /// <summary>Where a part of the formula begins.</summary>
    public (int Line, int Column) At(Syntax syntax) => Part.At(FormulaSentence.Begins(syntax));
}

/// <summary>A clause with the locations in its text.</summary>
internal sealed record ClausePart(Clause Clause, YamlPart Part, ProofContext Setting)
{
    /// <summary>The clause's own condition; null for none.</summary>
    public Syntax? Where => Clause.Where?.Tree;

    public string About => $"“{Clause.Id}”";

    public YamlPart Gives => Part["gives"];

    /// <summary>The amount of tiers or bands; null for every other clause.</summary>
    public Syntax? Amount => Clause.Gives switch
    {
        TierGives tiers => tiers.Of.Tree,
        BandGives bands => bands.Of.Tree,
        _ => null,
    };

    /// <summary>The factors with their locations.</summary>
    public IEnumerable<(Factor Factor, YamlPart Part)> Times =>
        Part["times"].Missing ? [] : Clause.Times.Zip(Part["times"].Entries());

    /// <summary>The steps of an amount with the locations of their bounds, ascending.</summary>
    public IReadOnlyList<(decimal From, decimal Points, YamlPart Part)> Steps =>
    [
        .. Gives["from"].Members()
            .Select(member => (RuleNumber.TryRead(member.Name) ?? 0m, member.Part.Number(), member.Part))
            .OrderBy(step => step.Item1),
    ];

    /// <summary>The rungs of a ladder with their locations.</summary>
    public IReadOnlyList<(Formula When, Formula Give, YamlPart Part)> Rungs => Clause.Gives is LadderGives ladder
        ? [.. ladder.Rungs.Zip(Gives["ladder"].Entries(), (rung, part) => (rung.When, rung.Give, part))]
        : [];

    /// <summary>The clause's conditions but those of a ladder, which are looked at together.</summary>
    public IEnumerable<FormulaPart> Conditions()
    {
        if (Where is { } where)
        {
            yield return new FormulaPart(where, Part["where"], Setting, null, About);
        }

        if (Clause.After is { UnlessKind: { } kind, UnlessWhere.Tree: { } unless })
        {
            yield return new FormulaPart(
                unless, Part["after"]["unless"]["where"], new ProofContext(Setting.Rulebook, kind), null, About);
        }

        if (Clause.Share?.Where?.Tree is { } shared)
        {
            yield return new FormulaPart(shared, Part["share"]["where"], Setting, Where, About);
        }

        foreach (var (factor, part) in Times)
        {
            if (factor.Where?.Tree is { } when)
            {
                yield return new FormulaPart(when, part["where"], Setting, Where, $"{About}的“{factor.Name}”");
            }
        }
    }

    /// <summary>The clause's formulas that give numbers.</summary>
    public IEnumerable<FormulaPart> Numbers()
    {
        var gives = Clause.Gives switch
        {
            FormulaGives formula => [(formula.Formula, Gives, Where)],
            TierGives tiers => [(tiers.Of, Gives["tiers"], Where)],
            BandGives bands => [(bands.Of, Gives["bands"], Where)],
            LadderGives =>
                Rungs.Select(rung => (rung.Give, rung.Part["give"], FormulaSentence.All(Where, rung.When.Tree))),
            _ => Array.Empty<(Formula, YamlPart, Syntax?)>().AsEnumerable(),
        };
        return gives
            .Concat(Times.Select(one =>
                (one.Factor.Number, one.Part["factor"], FormulaSentence.All(Where, one.Factor.Where?.Tree))))
            .Concat(Clause.Let.Select(one => (one.Formula, Part["let"][one.Name], Where)))
            .Where(one => one.Item1.Tree is not null)
            .Select(one => new FormulaPart(one.Item1.Tree!, one.Item2, Setting, one.Item3, About));
    }
}

/// <summary>How checks say what they found.</summary>
internal static class Say
{
    /// <summary>Something that makes a part of the rulebook dead or contradictory.</summary>
    public static Finding Wrong((int Line, int Column) at, string what, string remedy) =>
        new(at.Line, at.Column, what, remedy);

    /// <summary>Something that somebody should look at.</summary>
    public static Finding Doubt((int Line, int Column) at, string what, string remedy) =>
        new(at.Line, at.Column, what, remedy) { Severity = Severity.Warning };
}
