using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Weeks;

/// <summary>What may be decided about the week with which a district's evaluation begins (考评起始周).</summary>
public static class BeginningDecider
{
    /// <summary>Decides on the week by name, before the first bulletin is sealed.</summary>
    /// <param name="closed">The closed weeks so far.</param>
    /// <param name="first">The file of the first closed week; null while none was closed.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="opened">The first day for which balances were opened; null when none were.</param>
    public static Decision Begin(
        ClosedWeeks? closed, WeekFile? first, RuleSet rules, WeeksBegun request, DateOnly? opened = null) =>
        Characters.ShowsNothing(request.Document)
            ? Decision.Refuse("document-missing", "考评起始周没有文号。", "document", "请填写决定起始周的文号。")
        : closed?.Begun is { } standing && standing.Week == request.Week && standing.Document == request.Document
            ? Refusal.Repeated($"考评自{request.Week}起，已登记（{request.Document}）。", "week")
        : first?.Sealed is { } published
            ? Decision.Conflict(
                "already-sealed", $"首期通报（{published.Week}）已签发，考评起始周不能再改。", "week",
                "已印发的不变；有误的，请另行补发该周的通报。")
        : rules.On(request.Week.End) is null
            ? Decision.Refuse(
                "no-edition", $"{request.Week}没有施行中的考评办法。", "week", "请先采纳覆盖该周的办法，或核对周次。")
        : opened is { } day && day != request.Week.Start
            ? Decision.Conflict(
                "balances-open", $"期初结转已按考评自{day:yyyy-MM-dd}起录入。", "week",
                "请先撤回期初结转（balances open，空表加 --replace），登记起始周后重新录入。")
        : closed?.First is { } earliest && earliest < request.Week
            ? Decision.Conflict(
                "after-closed", $"{earliest}已截止，考评不能自{request.Week}才开始。", "week",
                $"请写不晚于{earliest}的周。")
        : Decision.Accept(request);
}
