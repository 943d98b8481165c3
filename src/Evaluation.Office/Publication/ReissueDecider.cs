using Evaluation.Office.Decisions;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>What a proposal or approval of a new issue would publish.</summary>
/// <param name="Digest">Of the content.</param>
/// <param name="Changed">
/// Whether it differs from the issue in force, or from what was last published of the week.
/// </param>
public sealed record ReissueContent(string Digest, bool Changed)
{
    /// <summary>The first place where the second count differs; null when both agree.</summary>
    public string? Disagreement { get; init; }
}

/// <summary>What may happen to a sealed week that is to get a new issue.</summary>
public static class ReissueDecider
{
    /// <summary>A kind in the office's words.</summary>
    public static string Label(IssueKind kind) => kind == IssueKind.Revision ? "计划修订" : "差错更正";

    /// <summary>The name of an issue: 第2次印发.</summary>
    public static string Name(int issue) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"第{issue}次印发");

    /// <summary>Proposes a new issue.</summary>
    /// <param name="week">The week's file.</param>
    /// <param name="content">What it would publish; null when the week is not sealed.</param>
    /// <param name="of">What is to get a new issue; null for the week of the request.</param>
    public static Decision Propose(
        WeekFile? week, ReissueProposed request, ReissueContent? content, Term? of = null) =>
        week?.Sealed is null || content is null ? NotSealed(of ?? request.Week)
        : week.Proposal is { } open
            ? Same(open, request)
                ? Refusal.Repeated($"{of ?? request.Week}的{Name(open.Issue)}已由“{ProposerOf(open)}”提出。", "week")
                : Decision.Conflict(
                    "already-proposed",
                    $"{of ?? request.Week}的{Name(open.Issue)}已由“{ProposerOf(open)}”提出，尚未办结。",
                    "week",
                    "请先由另一人核准，或由提出人撤回后再提出。")
        : Characters.ShowsNothing(request.Reason)
            ? Decision.Refuse("reason-missing", "没有写明补发的理由。", "reason", "请填写理由，理由将载入通报。")
        : DocumentNumber.Wrong(request.Document, "补发") is { } wrong ? wrong
        : !content.Changed ? Unchanged(of ?? request.Week)
        : content.Disagreement is { } difference ? Disagreeing(difference)
        : Decision.Accept(request with { Issue = week.LastIssue + 1, Digest = content.Digest });

    /// <summary>Whether somebody may approve the open proposal, and whether what was previewed still holds.</summary>
    /// <param name="week">The week's file.</param>
    /// <param name="named">The week or period.</param>
    /// <param name="account">Who approves.</param>
    /// <param name="content">What would be published now; null when the week is not sealed.</param>
    public static Refusal? MayApprove(WeekFile? week, Term named, string account, ReissueContent? content) =>
        week?.Sealed is null || content is null ? NotSealed(named)
        : week.Proposal is not { } open
            ? Refusal.Conflict(
                "already-settled", $"{named}没有待核准的补发。", "week",
                week.Reissues.IsEmpty
                    ? "请先由一人提出补发。"
                    : $"{Name(week.LastIssue)}已经签发；再次补发须重新提出。")
        : open.ProposedBy == account
            ? new Refusal(
                "same-person", $"{named}的补发由本人提出，不能再由本人核准。", "account",
                "提出与核准须由两人分别办理。")
        : !content.Changed ? Unchanged(named)
        : content.Digest != open.Digest
            ? Refusal.Conflict(
                "already-outdated", $"{named}的补发提出之后，内容又有变动，与提出时预览的不同。", "week",
                "请由提出人撤回，重新预览后再提出。")
        : content.Disagreement is { } difference ? Disagreeing(difference)
        : null;

    /// <summary>Takes the open proposal back.</summary>
    public static Decision Drop(WeekFile? week, ReissueDropped request, Term? of = null) =>
        week?.Proposal is not { } open
            ? Decision.Conflict(
                "already-settled", $"{of ?? request.Week}没有待核准的补发。", "week", "请核对周次或期间。")
        : open.ProposedBy != request.DroppedBy
            ? Decision.Refuse(
                "same-person-only",
                $"{of ?? request.Week}的补发由“{ProposerOf(open)}”提出，只能由本人撤回。",
                "account", "请由提出人办理。")
        : Decision.Accept(request with { Issue = open.Issue });

    private static string ProposerOf(ReissueProposed open) => Persons.Called(open.Proposer, open.ProposedBy);

    private static bool Same(ReissueProposed open, ReissueProposed request) =>
        (open.Kind, open.Reason, open.Document, open.ProposedBy)
            == (request.Kind, request.Reason, request.Document, request.ProposedBy);

    /// <summary>The refusal for a week or period without a bulletin.</summary>
    public static Refusal NotSealed(Term term) =>
        Refusal.Conflict(
            "not-sealed", $"{term}的通报尚未签发，不能补发。", "week",
            term.Period is null ? "补发只用于已签发的周；本周请办理签发。" : "补发只用于已签发的期间；请先办理签发。");

    private static Refusal Disagreeing(string difference) => new(
        "second-count", $"第二套计算结果不一致：{difference}", "week",
        "请勿补发，并告知管理员：两套计算有一处不一致，须查明原因。");

    private static Refusal Unchanged(Term term) => Refusal.Conflict(
        "already-published",
        $"{term}的得分和位次与现行的通报相同，没有可补发的变动。",
        "week", "只有文字不同的，不另补发；请核对周次。");
}
