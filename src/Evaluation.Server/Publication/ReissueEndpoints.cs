using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Publication;

/// <summary>A proposal: `revision` or `correction`, why, and the document number.</summary>
public sealed record ReissueBody(string? Kind, string? Reason, string? Document);

/// <summary>The addresses of issuing a sealed week anew.</summary>
public static class ReissueEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var week = api.MapGroup("/weeks/{week}");
        week.MapGet("/issues", (
            [FromRoute] string week, RequestContext edge, CancellationToken ct) => edge.WithWeekAsync(
            week,
            async named =>
            {
                await using var session = edge.Session();
                var file = await Read.StateAsync<WeekFile>(session, WeekFile.StreamOf(named), ct);
                return Results.Ok(new { week = named.Id, proposal = file?.Proposal, issues = IssueRow.Of(file) });
            },
            ct)).OnlyMembers();
        week.MapGet(
            "/reissue",
            ([FromRoute] string week, RequestContext edge, ReissueDrafts drafts, CancellationToken ct) =>
                edge.WithWeekAsync(week, named => PreviewAsync(named, edge, drafts, ct), ct)).OnlyMembers();
        week.MapPost(
            "/reissue/propose",
            ([FromRoute] string week, ReissueBody body, RequestContext edge, CancellationToken ct) =>
                edge.WithWeekAsync(
                week,
                named => KindOf(body.Kind) is not { } kind
                    ? Task.FromResult(Answers.Problem(KindWrong))
                    : edge.AnswerAsync(
                        new ProposeReissue(edge.Sign(), named, kind, body.Reason ?? "", body.Document ?? ""), ct),
                ct)).For(typeof(ProposeReissue));
        week.MapPost("/reissue/drop", (
            [FromRoute] string week, RequestContext edge, CancellationToken ct) => edge.WithWeekAsync(
            week, named => edge.AnswerAsync(new DropReissue(edge.Sign(), named), ct), ct)).For(typeof(DropReissue));
        week.MapPost("/reissue/approve", (
            [FromRoute] string week, RequestContext edge, CancellationToken ct) => edge.WithWeekAsync(
            week, named => edge.AnswerAsync(new ApproveReissue(edge.Sign(), named), ct), ct))
                .For(typeof(ApproveReissue));
    }

    /// <summary>A kind as people write it; null for no kind.</summary>
    public static IssueKind? KindOf(string? word) =>
        Enum.GetValues<IssueKind>().Where(kind => BulletinIssue.KindOf(kind) == word)
            .Select(kind => (IssueKind?)kind)
            .FirstOrDefault();

    /// <summary>The refusal of another word.</summary>
    public static readonly Refusal KindWrong =
        new("kind-wrong", "补发的种类不对。", "kind", "请填写 revision（计划修订）或 correction（差错更正）。");

    private static async Task<IResult> PreviewAsync(
        Week week, RequestContext edge, ReissueDrafts drafts, CancellationToken ct)
    {
        await using var session = edge.Session();
        var by = edge.Sign();
        var (draft, refusal) = await drafts.OfAsync(session, week, by.At, by.Account, true, ct);
        return draft is null
            ? Answers.Problem(refusal ?? ReissueDecider.NotSealed(week))
            : Results.Ok(new
            {
                week = week.Id,
                issue = draft.Bulletin.Issue,
                position = draft.Bulletin.Position,
                draft.Content.Digest,
                draft.Content.Changed,
                touched = draft.Touched.Select(one => new { week = one.Week.Id, one.Units }),
                proposal = draft.File.Proposal,
            });
    }
}

/// <summary>An issue in a list.</summary>
/// <param name="Issue">Its number.</param>
/// <param name="Kind">`revision` or `correction`; null for the first.</param>
/// <param name="Reason">Why; null for the first.</param>
/// <param name="Document">Its document number.</param>
/// <param name="SealedAt">When it was sealed, in the district's time.</param>
/// <param name="SealedBy">Who sealed it.</param>
/// <param name="ProposedBy">Who proposed it; null for the first.</param>
/// <param name="InForce">Whether it is in force.</param>
/// <param name="Sha256">Of its record.</param>
public sealed record IssueRow(
    int Issue, string? Kind, string? Reason, string Document, DateTimeOffset SealedAt, string SealedBy,
    string? ProposedBy,
    bool InForce, string Sha256)
{
    /// <summary>The issues of a week, the first one first.</summary>
    public static IReadOnlyList<IssueRow> Of(WeekFile? file) =>
    [
        .. Enumerable.Range(1, file?.LastIssue ?? 0).Select(number =>
        {
            var (issue, anew) = (file!.Issue(number)!, number == 1 ? null : file.Reissues[number - 2]);
            return new IssueRow(
                number, anew is null ? null : BulletinIssue.KindOf(anew.Kind),
                anew?.Reason, issue.Document, issue.SealedAt,
                issue.SealedBy, anew?.ProposedBy, number == file.LastIssue, issue.Sha256);
        }),
    ];
}
