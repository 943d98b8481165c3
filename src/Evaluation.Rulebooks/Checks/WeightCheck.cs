using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Checks;

/// <summary>
/// Weights of clauses against the total of their article, against their formulas and against their caps.
/// </summary>
internal static class WeightCheck
{
    public static IEnumerable<Finding> Of(ParsedText text) =>
        text.Articles.SelectMany(one => Total(text, one.Article, one.Part))
        .Concat(text.Clauses.Where(clause => clause.Clause.HasWeight).SelectMany(Weight));

    private static IEnumerable<Finding> Total(ParsedText text, Article article, YamlPart part)
    {
        var weighed = text.Rulebook.Clauses.Where(
            clause => clause.Article == article.Id && clause.HasWeight).ToList();
        if (article.Total is not { } total)
        {
            yield break;
        }

        if (weighed.Count == 0)
        {
            yield return Say.Doubt(
                part["total"].Start, $"条目“{article.Id}”写了合计，其下没有写明权重的条款。",
                "请在条款中写 weight，或删去“total”。");
        }
        else if (weighed.TrueForAll(clause => clause.Weight is not null)
            && weighed.Select(clause => clause.Period).Distinct().Count() == 1
            && weighed.Sum(clause => clause.Weight) is { } sum && sum != total)
        {
            yield return Say.Wrong(
                part["total"].Start,
                $"条目“{article.Id}”的权重合计应为{FormulaSentence.Number(total)}，"
                + $"各条款相加是{FormulaSentence.Number(sum)}。",
                "请更正“total”或各条款的“weight”。");
        }
    }

    private static IEnumerable<Finding> Weight(ClausePart clause)
    {
        var at = clause.Part["weight"].Start;
        if (clause.Clause.Weight is <= 0m and var weight)
        {
            yield return Say.Doubt(
                at, $"{clause.About}的权重是{FormulaSentence.Number(weight)}。", "权重应当大于0；扣分请写在“gives”。");
        }

        if (clause.Clause.Absent is not (Absent.Full or Absent.Reweight)
            && !clause.Clause.Formulas.Any(
                formula => formula.Tree is { } tree
                && FormulaSentence.Inside(tree).Any(one => one is NameSyntax { Name: "weight" })))
        {
            yield return Say.Doubt(
                at, $"{clause.About}的权重没有用于计分。", "请在“gives”中写 weight，例如 part(甲, 乙, 0) * weight。");
        }

        foreach (var cap in clause.Clause.Limits.Where(
            limit => limit is { Floor: false, IsFixed: true }
            && limit.Period == (clause.Clause.Over ?? clause.Clause.Period)
            && limit.Points < clause.Clause.Weight))
        {
            yield return Say.Doubt(
                at,
                $"{clause.About}的权重{FormulaSentence.Number(clause.Clause.Weight.GetValueOrDefault())}分"
                + $"高于上限{FormulaSentence.Number(cap.Points)}分，永远得不到满分。",
                "请更正权重或上限。");
        }
    }
}
