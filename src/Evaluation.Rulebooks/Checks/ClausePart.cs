using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Checks;

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
