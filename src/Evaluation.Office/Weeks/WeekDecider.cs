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
    public static Decision Close(ClosedWeeks? closed, WeekClosed request, DateTimeOffset now) =>
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
        : Decision.Accept(request);

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

    /// <summary>Whether a week may be sealed by this account, apart from the gate.</summary>
    public static Refusal? MaySeal(WeekClosed? closed, WeekFile? week, Week named, string account) =>
        closed is null ? NotClosed(named)
        : week?.Sealed is { } standing ? Sealed(standing)
        : closed.ClosedBy == account
            ? new Refusal(
                "same-person", $"“{account}”办理了{named}的截止，不能再由本人签发。", "account",
                "截止与签发须由两人分别办理。")
        : week?.Confirmed?.ConfirmedBy == account
            ? new Refusal(
                "same-person",
                $"“{account}”确认了{named}的通报稿，不能再由本人签发。",
                "account", "确认与签发须由两人分别办理。")
        : null;

    internal static Refusal NotClosed(Week week) =>
        Refusal.Conflict("not-closed", $"{week}尚未截止。", "week", "请先办理截止。");

    internal static Refusal Sealed(BulletinSealed standing) => Refusal.Conflict(
        "already-sealed",
        $"{standing.Week}的通报已于{standing.SealedAt:yyyy-MM-dd HH:mm}"
            + $"由“{standing.SealedBy}”签发（{standing.Document}）。",
        "week", "已签发的通报不可更改，也不能再次签发。");
}
