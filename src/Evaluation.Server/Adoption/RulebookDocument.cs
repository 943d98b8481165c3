using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Adoption;

/// <summary>A rulebook as a document: article by article, clause by clause, in the office's words.</summary>
/// <param name="Articles">The articles in the order of their first clause.</param>
/// <param name="Further">What holds beside the clauses: a heading and its sentences.</param>
/// <param name="Totals">Whether it says what the clauses gave.</param>
public sealed record RulebookDocument(
    IReadOnlyList<ArticleView> Articles, IReadOnlyList<(string Heading, IReadOnlyList<string> Sentences)> Further,
    bool Totals)
{
    /// <summary>Makes the document.</summary>
    /// <param name="examples">What became of its examples.</param>
    /// <param name="totals">What its clauses gave; null for a text that is not in force.</param>
    /// <param name="unit">The unit of the reader; null for the office.</param>
    /// <param name="onlyOwn">Whether it says only what they gave that unit.</param>
    public static RulebookDocument Of(
        Rulebook rulebook, IReadOnlyList<ExampleResult> examples, ClauseTotals? totals, string? unit,
        bool onlyOwn = false)
    {
        var results = examples.ToLookup(result => result.Clause.Id, StringComparer.Ordinal);
        return new RulebookDocument(
            [
                .. rulebook.Clauses.GroupBy(clause => clause.Article).Select(article => new ArticleView(
                    article.Key ?? "其他条款",
                    article.Key is { } id ? ClauseWords.Of(rulebook.Articles.First(one => one.Id == id)) : "",
                    [
                        .. article.Select(clause => ClauseView.Of(
                            rulebook, clause, [.. results[clause.Id]],
                            totals?.Clauses.GetValueOrDefault((rulebook.Id, rulebook.Edition, clause.Id)),
                            totals is null ? null : unit, onlyOwn)),
                    ])),
            ],
            [.. Others(rulebook).Where(one => one.Sentences.Count > 0)], totals is not null);
    }

    private static IEnumerable<(string Heading, IReadOnlyList<string> Sentences)> Others(Rulebook rulebook)
    {
        var (calendar, ranking) = (rulebook.Calendar, rulebook.Ranking);
        yield return ("时限", [
            $"周报：{ClauseWords.Of(calendar.ReportDue)}前报送", $"截止：{ClauseWords.Of(calendar.CutOff)}",
            $"申诉：通报签发后{rulebook.AppealDays}个工作日内提出",
        ]);
        yield return ("排名", [
            $"组别：{Print.Names(ranking.Groups)}，{(ranking.Descending ? "分高者在前" : "分低者在前")}",
            $"总分取{ranking.Decimals}位小数"
                + (ranking.Rounding == Rounding.HalfEven ? "（四舍六入五成双）" : "（四舍五入）"),
            .. ranking.TieBreak.Length == 0 ? (string[])[]
                : [$"同分时依次比较：{Print.Names(ranking.TieBreak.Select(tie => ClauseWords.Of(tie, rulebook)))}"],
            ranking.Joint ? "仍相同的并列" : "仍相同的按名册顺序编号",
            .. ranking.Status.Select(ClauseWords.Of),
        ]);
        yield return ("等次", [.. ranking.Grades.Select(ClauseWords.Of)]);
        yield return ("奖惩", [.. ranking.Prizes.Select(ClauseWords.Of)]);
        yield return ("名单", [.. rulebook.Lists.Select(list => $"{list.Name}：{ClauseWords.Of(list)}")]);
        yield return ("总分的系数",
            rulebook.Times.IsEmpty ? [] : [ClauseWords.Of(rulebook.Times)]);
        yield return ("指标", [.. rulebook.Measures.Select(measure => ClauseWords.Of(measure, rulebook.Kinds))]);
        yield return ("参数", [.. rulebook.Parameters.Select(one => $"{one.Name}：{ClauseWords.Of(one)}")]);
        yield return ("本办法另设的事项类别", [.. rulebook.Kinds.Declared.Select(ClauseWords.Of)]);
    }
}

/// <summary>An article with its clauses.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Limits">Caps and floors over all its clauses, in words.</param>
public sealed record ArticleView(string Name, string Limits, IReadOnlyList<ClauseView> Clauses);
