using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Adoption;

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
        Rulebook rulebook, Clause clause, IReadOnlyList<ExampleResult> examples, ClauseTotal? total, string? unit,
        bool onlyOwn)
    {
        var text = clause.Text.StartsWith(clause.Id, StringComparison.Ordinal)
            ? clause.Text[clause.Id.Length..].TrimStart() : clause.Text;
        return new ClauseView(
            clause.Id, text, [.. TermsOf(rulebook, clause).Where(term => term.Words.Length > 0)], examples,
            Sum(onlyOwn ? null : total), unit is null ? null : Points(total?.Of(unit)));
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
