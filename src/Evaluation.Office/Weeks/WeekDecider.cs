using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Weeks;

/// <summary>What may happen to a week.</summary>
public static class WeekDecider
{
    /// <summary>Closes a week after its cut-off, in order.</summary>
    /// <param name="closed">The weeks closed so far.</param>
    /// <param name="request">The closing.</param>
    /// <param name="now">The moment of the request.</param>
    /// <param name="following">
    /// With which week the evaluation begins, stored before the first closing; null for none or when it was decided.
    /// </param>
    public static Decision Close(
        ClosedWeeks? closed, WeekClosed request, DateTimeOffset now, WeeksBegun? following = null) =>
        closed?.Of(request.Week) is { } standing
            ? Refusal.Repeated($"{request.Week}已由“{standing.ClosedBy}”截止。", "week")
        : now < request.CutOff
            ? Decision.Conflict(
                "before-cut-off", $"{request.Week}的截止时间是{request.CutOff:yyyy-MM-dd HH:mm}，尚未到。", "week",
                "请在截止时间之后办理。")
        : closed?.Last is { } last && request.Week != last.Next
            ? Decision.Conflict(
                "out-of-order", $"上一个截止的周是{last}，不能直接截止{request.Week}。", "week",
                $"下一个应截止的周是{last.Next}。")
        : closed?.Begun is { } begun && request.Week < begun.Week
            ? Decision.Conflict(
                "before-beginning", $"本区考评自{begun.Week}起，{request.Week}不在其内。", "week",
                $"第一个应截止的周是{begun.Week}；起始周有误的，请先更正。")
        : following is null ? Decision.Accept(request)
        : Decision.Accept(following, request);

    /// <summary>Leaves an undecided claim for later, by name and with a reason.</summary>
    public static Decision CarryOver(WeekClosed? closed, WeekFile? week, ClaimCarriedOver request, bool undecided) =>
        closed is null ? NotClosed(request.Week)
        : week?.Sealed is { } standing ? Sealed(standing)
        : week?.CarriedOver.ContainsKey(request.Claim) == true
            ? Refusal.Repeated($"事项“{request.Claim}”已结转。", "claim")
        : Characters.ShowsNothing(request.Reason)
            ? Decision.Refuse("reason-missing", "没有写明结转理由。", "reason", "请填写理由，理由将载入通报。")
        : !undecided
            ? Decision.Conflict(
                "claim-decided", $"事项“{request.Claim}”不存在或已有结论，无需结转。", "claim", "请核对事项编号。")
        : Decision.Accept(request);

    /// <summary>Whether a week or period may be sealed by this account, apart from the gate.</summary>
    public static Refusal? MaySeal(WeekClosed? closed, WeekFile? week, Term named, string account) =>
        closed is null ? NotClosed(named)
        : week?.Sealed is { } standing ? Sealed(standing, named)
        : closed.ClosedBy == account
            ? new Refusal(
                "same-person", $"“{account}”办理了{named.Week}的截止，不能再由本人签发。", "account",
                "截止与签发须由两人分别办理。")
        : week?.Confirmed?.ConfirmedBy == account
            ? new Refusal(
                "same-person",
                $"“{account}”确认了{named}的通报稿，不能再由本人签发。",
                "account", "确认与签发须由两人分别办理。")
        : null;

    internal static Refusal NotClosed(Term term) => term.Period is { } period
        ? Refusal.Conflict(
            "not-closed", $"{period}至{period.Last:yyyy-MM-dd}，所在的{term.Week}尚未截止。", "week",
            $"请在{term.Week}截止并签发周通报之后办理。")
        : Refusal.Conflict("not-closed", $"{term}尚未截止。", "week", "请先办理截止。");

    internal static Refusal Sealed(BulletinSealed standing, Term? of = null) => Refusal.Conflict(
        "already-sealed",
        $"{of ?? standing.Week}的通报已于{standing.SealedAt:yyyy-MM-dd HH:mm}"
            + $"由“{standing.SealedBy}”签发（{standing.Document}）。",
        "week", "已签发的通报不可更改，也不能再次签发。");
}
