using Evaluation.Office.Decisions;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>What may be confirmed, waived and sealed at the gate, besides what the checks find.</summary>
public static class GateDecider
{
    /// <summary>How much of a digest is shown, and is enough to name it.</summary>
    public const int DigestShown = 12;

    /// <summary>A digest as people see it.</summary>
    public static string Short(string digest) => digest[..Math.Min(digest.Length, DigestShown)];

    /// <summary>Whether a given digest, whole or as shown, names the draft.</summary>
    public static bool Names(string? given, string digest) =>
        given?.Length >= DigestShown && digest.StartsWith(given, StringComparison.OrdinalIgnoreCase);

    /// <summary>Confirms the draft.</summary>
    /// <param name="closed">The week's closing.</param>
    /// <param name="week">What was done about the week so far.</param>
    /// <param name="request">The confirmation, of the draft as it is now.</param>
    /// <param name="seen">The digest that the confirmer saw.</param>
    /// <param name="of">What the draft is about; null for the week of the request.</param>
    public static Decision Confirm(
        WeekClosed? closed, WeekFile? week, WeekConfirmed request, string? seen, Term? of = null) =>
        closed is null ? WeekDecider.NotClosed(of ?? request.Week)
        : week?.Sealed is { } standing ? WeekDecider.Sealed(standing, of)
        : Unseen(seen, request.Digest) is { } refusal ? refusal
        : week?.Confirmed is { Digest: var digest, ConfirmedBy: var by }
            && digest == request.Digest && by == request.ConfirmedBy
            ? Refusal.Repeated(
                $"“{Persons.Called(request.Confirmer, by)}”已确认{of ?? request.Week}的通报稿（{Short(digest)}）。",
                "week")
        : Decision.Accept(request);

    /// <summary>Waives findings of a check.</summary>
    /// <param name="week">What was done about the week so far.</param>
    /// <param name="label">The check in print; null when there is no such check.</param>
    /// <param name="mayBeWaived">Whether the check may be waived.</param>
    /// <param name="findings">What the check finds now.</param>
    /// <param name="of">What is to be published; null for the week of the request.</param>
    public static Decision Waive(
        WeekFile? week, WeekWaived request, string? label, bool mayBeWaived, IReadOnlyList<string> findings,
        Term? of = null) =>
        week?.Sealed is { } standing ? WeekDecider.Sealed(standing, of)
        : label is null ? Refusal.Unknown("check", "签发条件", request.Check, "请从签发条件清单中选取。")
        : !mayBeWaived
            ? Decision.Refuse("not-waivable", $"签发条件“{label}”不得豁免。", "check", "请按清单所列办法处理。")
        : Characters.ShowsNothing(request.Reason)
            ? Decision.Refuse("reason-missing", "没有写明豁免理由。", "reason", "请填写理由，理由将载入通报。")
        : request.Findings.Count == 0
            ? Decision.Refuse(
                "findings-missing", "没有写明豁免哪些问题。", "findings", "请从清单中逐项选取，照录原句。")
        : request.Findings.Distinct(StringComparer.Ordinal).Count() < request.Findings.Count
            ? Decision.Refuse("finding-twice", "同一问题写了两次。", "findings", "每一问题只写一次。")
        : request.Findings.FirstOrDefault(one => Waived(week, request.Check, one)) is { } twice
            ? Refusal.Repeated($"问题“{twice}”已经豁免。", "findings")
        : request.Findings.FirstOrDefault(one => !findings.Contains(one)) is { } strange
            ? Refusal.Unknown(
                "finding", "待豁免的问题", strange, "请从清单中选取，照录原句；问题有变化的，须按新的表述豁免。")
        : Decision.Accept(request);

    /// <summary>Seals what the sealer saw, unless the week was changed while the gate was examined.</summary>
    /// <param name="closed">The week's closing.</param>
    /// <param name="week">The week when it is sealed.</param>
    /// <param name="examined">The week as the gate saw it.</param>
    /// <param name="of">What is sealed; null for the week of the request.</param>
    public static Decision Seal(
        WeekClosed? closed, WeekFile? week, WeekFile examined, BulletinSealed request, Term? of = null) =>
        WeekDecider.MaySeal(closed, week, of ?? request.Week, request.SealedBy) is { } refusal ? refusal
        : Undocumented(of ?? request.Week, of?.Period is null ? null : request.Document) is { } wrong ? wrong
        : week?.Confirmed != examined.Confirmed || week?.Waivers.Count != examined.Waivers.Count
            || week.CarriedOver.Count != examined.CarriedOver.Count
            ? Changed("办理期间，本周又有确认、豁免或结转。")
        : Decision.Accept(request);

    /// <summary>
    /// Why what somebody typed cannot be the document number of a bulletin; null when it can. That of a week may be
    /// left to the pattern of the rulebook, which is taken as it is.
    /// </summary>
    public static Refusal? Undocumented(Term term, string? typed) =>
        term.Period is null && Characters.ShowsNothing(typed) ? null : DocumentNumber.Wrong(typed, $"{term}的通报");

    /// <summary>Why a digest that somebody saw does not name the draft as it is now; null when it does.</summary>
    public static Refusal? Unseen(string? seen, string digest) =>
        Characters.ShowsNothing(seen)
            ? new Refusal(
                "digest-missing", "没有写明所见通报稿的校验码。", "digest",
                $"请核对通报稿，填写其校验码（前{DigestShown}位即可）。")
        : !Names(seen, digest) ? Changed($"所见通报稿（{Short(seen)}）已不是现在的内容（{Short(digest)}）。")
        : null;

    /// <summary>Whether a finding was waived.</summary>
    public static bool Waived(WeekFile? week, string check, string finding) =>
        week?.Waivers.Exists(waiver => waiver.Check == check && waiver.Findings.Contains(finding)) == true;

    private static Refusal Changed(string what) =>
        Refusal.Conflict("content-changed", what, "digest", "请重新查看通报稿，核对后再办理；内容有变的须重新确认。");
}
