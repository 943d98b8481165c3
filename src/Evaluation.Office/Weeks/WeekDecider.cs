using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Weeks;

/// <summary>What may happen to a week.</summary>
public static class WeekDecider
{
    /// <summary>
    /// Closes a week in order, not before the moment that the rules state unless a document decides so. What units
    /// reported until the closing belongs to the week; that moment is kept as a whole minute, which is what is printed.
    /// </summary>
    /// <param name="closed">The weeks closed so far.</param>
    /// <param name="request">The closing, with the earliest moment that the rules allow as its cut-off.</param>
    /// <param name="now">The moment of the request.</param>
    /// <param name="following">
    /// With which week the evaluation begins, stored before the first closing; null for none or when it was decided.
    /// </param>
    /// <param name="early">The document for closing early, and when the week's reports are due; null for none.</param>
    public static Decision Close(
        ClosedWeeks? closed, WeekClosed request, DateTimeOffset now, WeeksBegun? following = null,
        (string Document, DateTimeOffset ReportsDue)? early = null) =>
        closed?.Of(request.Week) is { } standing
            ? Refusal.Repeated(
                $"{request.Week}已由“{Persons.Called(standing.Closer, standing.ClosedBy)}”截止。", "week")
        : TooEarly(request, now, early) is { } refusal ? refusal
        : closed?.Last is { } last && request.Week != last.Next
            ? Decision.Conflict(
                "out-of-order", $"上一个截止的周是{last}，不能直接截止{request.Week}。", "week",
                $"下一个应截止的周是{last.Next}。")
        : closed?.Begun is { } begun && request.Week < begun.Week
            ? Decision.Conflict(
                "before-beginning", $"本区考评自{begun.Week}起，{request.Week}不在其内。", "week",
                $"第一个应截止的周是{begun.Week}；起始周有误的，请先更正。")
        : Decision.Accept(
        [
            .. following is null ? Array.Empty<object>() : [following],
            .. early is not { Document: var document } ? Array.Empty<object>()
                : [new WeekClosedEarly(request.Week, request.CutOff, document, request.ClosedBy)],
            request with { CutOff = CutOff(request.CutOff, now) },
        ]);

    // Duties are judged by the closing: no unit may be late before its report is due.
    private static Decision? TooEarly(
        WeekClosed request, DateTimeOffset now, (string Document, DateTimeOffset ReportsDue)? early) =>
        early is not { } decided
            ? now >= request.CutOff ? null : Decision.Conflict(
                "before-cut-off", $"{request.Week}的截止时间是{request.CutOff:yyyy-MM-dd HH:mm}，尚未到。", "week",
                "请在截止时间之后办理；确需提前截止的，写明决定提前截止的文号。")
        : now >= request.CutOff
            ? Decision.Conflict(
                "not-early", $"{request.Week}的截止时间{request.CutOff:yyyy-MM-dd HH:mm}已过，不是提前截止。",
                "document", "请不填提前截止的文号，直接办理截止。")
        : now < decided.ReportsDue
            ? Decision.Conflict(
                "before-reports-due", $"{request.Week}的周报报送期限是{decided.ReportsDue:yyyy-MM-dd HH:mm}，尚未到。",
                "week", "周报到期之前不能截止；请在到期之后办理。")
        : DocumentNumber.Wrong(decided.Document, "提前截止") is { } wrong ? Decision.Refuse(wrong)
        : null;

    // The end of the running minute: nothing that was seen at the closing is reported after it.
    private static DateTimeOffset CutOff(DateTimeOffset stated, DateTimeOffset now)
    {
        var over = now.UtcTicks % TimeSpan.TicksPerMinute;
        return now.ToOffset(stated.Offset).AddTicks(over == 0 ? 0 : TimeSpan.TicksPerMinute - over);
    }

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
                "same-person", $"{named.Week}的截止由本人办理，不能再由本人签发。", "account",
                "截止与签发须由两人分别办理。")
        : week?.Confirmed?.ConfirmedBy == account
            ? new Refusal(
                "same-person",
                $"{named}的通报稿由本人确认，不能再由本人签发。",
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
            + $"由“{Persons.Called(standing.Sealer, standing.SealedBy)}”签发（{standing.Document}）。",
        "week", "已签发的通报不可更改，也不能再次签发。");
}
