using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Checks;

/// <summary>Tiers, bands, choices and rungs that can never decide, or that change nothing.</summary>
internal static class StepCheck
{
    public static IEnumerable<Finding> Of(ParsedText text) => text.Clauses.SelectMany(clause =>
    {
        var reasoning = new Reasoning(clause.Setting);
        return !reasoning.Possible(clause.Where) ? [] : clause.Clause.Gives switch
        {
            TierGives { Of.Tree: { } amount } => Tiers(clause, reasoning, amount),
            BandGives { Of.Tree: { } amount } => Bands(clause, reasoning, amount),
            ChoiceGives { By.Tree: NameSyntax name } => Choices(clause, reasoning, name),
            LadderGives => Rungs(clause, reasoning),
            _ => [],
        };
    });

    private static IEnumerable<Finding> Tiers(ClausePart clause, Reasoning reasoning, Syntax amount)
    {
        var steps = clause.Steps;
        for (var i = 0; i < steps.Count; i++)
        {
            var (from, points, part) = steps[i];
            var at = (part.Line, part.Column);
            var below = i + 1 < steps.Count ? FormulaSentence.Compare(amount, "<", steps[i + 1].From) : null;
            var here = FormulaSentence.All(FormulaSentence.Compare(amount, ">=", from), below);
            if (!reasoning.Possible(clause.Where, here))
            {
                yield return Unreached(
                    at, $"{clause.About}的{FormulaSentence.Number(from)}档", reasoning.Possible(here));
            }
            else if (i > 0 && points == steps[i - 1].Points)
            {
                yield return Say.Doubt(at,
                    $"{clause.About}的{FormulaSentence.Number(from)}档与前一档同为{FormulaSentence.Number(points)}分。",
                    "请合并两档，或更正分值。");
            }
            else if (i > 0 && steps[i - 1].Points > 0m && points < steps[i - 1].Points)
            {
                yield return Say.Doubt(
                    at, $"{clause.About}达到{FormulaSentence.Number(from)}反而比前一档得分少。", "请核对两档的分值。");
            }
        }
    }

    // Where the condition shuts a step out one of them is wrong; what the amount itself never reaches may be a table
    // that two clauses share.
    private static Finding Unreached((int Line, int Column) at, string step, bool shut) => shut
        ? Say.Wrong(at, $"{step}永远用不上，“where”已把它排除。", "请更正条件或下限。")
        : Say.Doubt(at, $"{step}永远用不上，数值达不到。", "请更正算式或下限，或删去。");

    private static IEnumerable<Finding> Bands(ClausePart clause, Reasoning reasoning, Syntax amount)
    {
        var steps = clause.Steps;
        for (var i = 0; i < steps.Count; i++)
        {
            var (from, price, part) = steps[i];
            var at = (part.Line, part.Column);
            var here = FormulaSentence.Compare(amount, ">", from);
            if (!reasoning.Possible(clause.Where, here))
            {
                yield return Unreached(
                    at, $"{clause.About}从{FormulaSentence.Number(from)}起的一段", reasoning.Possible(here));
            }
            else if (i > 0 && price == steps[i - 1].Points)
            {
                yield return Say.Doubt(
                    at, $"{clause.About}从{FormulaSentence.Number(from)}起的一段与前一段单价相同。",
                    "请合并两段，或更正单价。");
            }
        }
    }

    private static IEnumerable<Finding> Choices(ClausePart clause, Reasoning reasoning, NameSyntax name)
    {
        var members = clause.Gives["of"].Members().ToList();
        foreach (var (word, part) in members)
        {
            var chosen = new BinarySyntax("=", name, new TextSyntax(word, name.At), name.At);
            if (reasoning.Possible(chosen) && !reasoning.Possible(clause.Where, chosen))
            {
                yield return Say.Wrong(
                    (part.Line, part.Column), $"{clause.About}的选项“{word}”永远用不上，“where”已把它排除。",
                    "请删去，或更正条件。");
            }
        }

        if (members.Count > 1 && members.Count == clause.Setting.Find(name.Name)?.Words?.Count
            && members.Select(one => one.Part.Number()).Distinct().Count() == 1)
        {
            yield return Say.Doubt(
                clause.Gives.Start, $"{clause.About}各选项的分值都相同。", "请写成一个分值，或更正。");
        }
    }

    private static IEnumerable<Finding> Rungs(ClausePart clause, Reasoning reasoning)
    {
        var rungs = clause.Rungs;
        var above = clause.Where;
        for (var i = 0; i < rungs.Count; i++)
        {
            var (when, give, part) = rungs[i];
            var formula = new FormulaPart(when.Tree!, part["when"], clause.Setting, clause.Where, clause.About);
            if (!reasoning.Possible(clause.Where, when.Tree))
            {
                foreach (var never in ConditionCheck.Of(formula, reasoning))
                {
                    yield return never;
                }
            }
            else if (!reasoning.Possible(above, when.Tree))
            {
                yield return Say.Wrong(
                    formula.Part.Start,
                    $"{clause.About}的第{i + 1}档“{FormulaSentence.Of(when.Tree!)}”永远轮不到，前面的档次已包含它。",
                    "请把要求高的档次写在前面。");
            }
            else if (Better(clause, reasoning, i) is { } later)
            {
                yield return Say.Doubt(
                    formula.Part.Start,
                    $"{clause.About}同时满足第{i + 1}档和第{later + 1}档时按第{i + 1}档计，得分反而较少。",
                    "请把得分高的档次写在前面，或使条件互不重叠。");
            }
            else if (i > 0 && give.Constant is { } points && points == rungs[i - 1].Give.Constant)
            {
                yield return Say.Doubt(
                    part["give"].Start, $"{clause.About}的第{i + 1}档与前一档同为{FormulaSentence.Number(points)}分。",
                    "请合并两档，或更正分值。");
            }

            foreach (var twice in ConditionCheck.Superfluous(formula with { Context = null }, reasoning))
            {
                yield return twice;
            }

            above = FormulaSentence.All(above, FormulaSentence.Not(when.Tree!));
        }
    }

    // A later rung that can hold beside this one, and gives more.
    private static int? Better(ClausePart clause, Reasoning reasoning, int i)
    {
        var rungs = clause.Rungs;
        for (var j = i + 1; j < rungs.Count; j++)
        {
            if (rungs[i].Give.Constant < rungs[j].Give.Constant
                && reasoning.Possible(clause.Where, rungs[i].When.Tree, rungs[j].When.Tree)
                && !Covered(clause, reasoning, j))
            {
                return j;
            }
        }

        return null;
    }

    // A rung that is never reached is said to be so, and no more.
    private static bool Covered(ClausePart clause, Reasoning reasoning, int j) =>
        !reasoning.Possible(
            clause.Rungs.Take(j).Select(rung => (Syntax?)FormulaSentence.Not(rung.When.Tree!)).Append(clause.Where)
                .Append(clause.Rungs[j].When.Tree));
}
