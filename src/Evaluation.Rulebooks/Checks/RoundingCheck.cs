using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Checks;

/// <summary>Digits that are written and decide nothing, and formulas that round otherwise than totals.</summary>
internal static class RoundingCheck
{
    /// <summary>The findings.</summary>
    public static IEnumerable<Finding> Of(ParsedText text) => Digits(text).Concat(Grades(text)).Concat(Rounds(text));

    private static IEnumerable<Finding> Digits(ParsedText text)
    {
        var (decides, printed) = (text.Rulebook.Ranking.Decimals, text.Rulebook.Bulletin.Decimals);
        var part = text.Root["bulletin"]["decimals"];
        if (!part.Missing && printed < decides)
        {
            yield return Say.Doubt(
                part.Start, $"得分按 ranking 的 decimals 取{decides}位小数来评定，也印发{decides}位，不是{printed}位。",
                $"请写{decides}，或把 ranking 的 decimals 改为{printed}。");
        }
    }

    // A total has only so many digits, so that a bound with more of them is in truth another one.
    private static IEnumerable<Finding> Grades(ParsedText text)
    {
        var (ranking, part) = (text.Rulebook.Ranking, text.Root["ranking"]["grades"]);
        foreach (var (grade, one) in part.Missing ? [] : ranking.Grades.Zip(part.Entries()))
        {
            if (grade.From is { } from && Least(from, ranking.Decimals) is var least && least != from)
            {
                yield return Say.Doubt(
                    one["from"].Start,
                    $"等次“{grade.Name}”写从{Value.Of(from)}分起，得分只取{ranking.Decimals}位小数，"
                        + $"实际从{Value.Of(least)}分起。",
                    $"请写{Value.Of(least)}，或增加 ranking 的 decimals。");
            }
        }
    }

    private static decimal Least(decimal from, int decimals) =>
        Math.Round(from, decimals, MidpointRounding.ToPositiveInfinity);

    private static IEnumerable<Finding> Rounds(ParsedText text)
    {
        if (text.Rulebook.Ranking.Rounding == Rounding.HalfEven)
        {
            yield break;
        }

        foreach (var (clause, part) in text.Clauses.Select(one => (one.Clause, one.Part)))
        {
            var gives = clause.Gives.Formulas.Any(Rounds);
            if (gives || clause.Formulas.Any(Rounds))
            {
                yield return Doubt(gives ? part["gives"] : part, $"“{clause.Id}”");
            }
        }

        foreach (var (measure, part) in text.Measures)
        {
            if (measure.Formulas.Any(Rounds))
            {
                yield return Doubt(part, $"指标“{measure.Name}”");
            }
        }
    }

    private static Finding Doubt(YamlPart part, string about) => Say.Doubt(
        part.Start, $"{about}的 round 是四舍六入五成双，而本办法的得分四舍五入。",
        "要四舍五入的写 round_half_up，确要五成双的写 round_half_even。");

    private static bool Rounds(Formula formula) => formula.Tree is { } tree
        && FormulaSentence.Inside(tree).Any(part => part is CallSyntax { Function: "round" });
}
