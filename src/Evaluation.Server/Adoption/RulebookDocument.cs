using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
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
    /// <param name="rulebook">The rulebook.</param>
    /// <param name="examples">What became of its examples.</param>
    /// <param name="totals">What its clauses gave; null for a text that is not in force.</param>
    /// <param name="unit">The unit of the reader; null for the office.</param>
    public static RulebookDocument Of(
        Rulebook rulebook, IReadOnlyList<ExampleResult> examples, ClauseTotals? totals, string? unit)
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
                            totals is null ? null : unit)),
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
/// <param name="Clauses">The clauses.</param>
public sealed record ArticleView(string Name, string Limits, IReadOnlyList<ClauseView> Clauses);

/// <summary>A clause.</summary>
/// <param name="Id">Its number, as it is linked to.</param>
/// <param name="Text">Its sentence without the number.</param>
/// <param name="Terms">What it counts, caps, targets and so on, each with its label.</param>
/// <param name="Examples">Its examples.</param>
/// <param name="Gave">What it gave all units so far; null where nothing is said of it.</param>
/// <param name="Own">What it gave the reader's unit; null for the office.</param>
public sealed record ClauseView(
    string Id, string Text, IReadOnlyList<(string Label, string Words)> Terms, IReadOnlyList<ExampleResult> Examples,
    string? Gave, string? Own)
{
    private static readonly (Reason Reason, string Words)[] Zeros =
    [
        (Reason.Repeated, "件属重复"), (Reason.Capped, "件超过上限"), (Reason.NotBest, "件不在最好的几项之内"),
        (Reason.NoTarget, "项未下达目标"),
    ];

    /// <summary>Makes the clause.</summary>
    public static ClauseView Of(
        Rulebook rulebook, Clause clause, IReadOnlyList<ExampleResult> examples, ClauseTotal? total, string? unit)
    {
        var text = clause.Text.StartsWith(clause.Id, StringComparison.Ordinal)
            ? clause.Text[clause.Id.Length..].TrimStart() : clause.Text;
        return new ClauseView(
            clause.Id, text, [.. TermsOf(rulebook, clause).Where(term => term.Words.Length > 0)], examples,
            Sum(total), unit is null ? null : Points(total?.Of(unit)));
    }

    private static IEnumerable<(string Label, string Words)> TermsOf(Rulebook rulebook, Clause clause)
    {
        var kinds = rulebook.Kinds;
        yield return ("计什么", ClauseWords.OfEach(clause, kinds)
            + (clause.Over is null ? "" : $"，{ClauseWords.OfOver(clause)}"));
        yield return ("条件", clause.Where?.Printed ?? "");
        yield return ("考核对象", ClauseWords.OfPost(clause.For));
        yield return ("计分", ClauseWords.Of(clause.Gives));
        yield return ("其中", ClauseWords.OfLet(clause));
        yield return ("系数", ClauseWords.Of(clause.Times));
        yield return ("权重", clause.WeightOf?.Printed ?? (clause.Weight is { } weight ? $"{Value.Of(weight)}" : ""));
        yield return ("目标", Print.Names(clause.Formulas.SelectMany(formula => formula.Uses.Targets).Distinct()
            .Select(name => rulebook.Measures.FirstOrDefault(one => one.Name == name)?.Label ?? name)));
        yield return ("无目标时", ClauseWords.Of(clause.Absent));
        yield return ("计分时间", ClauseWords.Of(clause.After, kinds));
        yield return ("分享", ClauseWords.Of(clause.Share, kinds, clause.Kind));
        yield return ("重复", ClauseWords.Of(clause.Repeat, kinds, clause.Kind));
        yield return ("上下限", clause.Limits.IsEmpty ? "不设上限" : ClauseWords.Of(clause.Limits));
    }

    private static string? Sum(ClauseTotal? total)
    {
        if (total is null)
        {
            return null;
        }

        var zeros = Zeros.Where(one => total.Nothing.ContainsKey(one.Reason))
            .Select(one => $"{total.Nothing[one.Reason]}{one.Words}").ToList();
        return (total.Counted == 0 ? "没有给分" : $"{total.Counted}件，共{Value.Of(total.Points)}分")
            + (zeros.Count > 0 ? $"；{Print.Names(zeros)}，未计" : "");
    }

    private static string Points(decimal? points) => points is { } known ? $"{Value.Of(known)}分" : "没有事项";
}
