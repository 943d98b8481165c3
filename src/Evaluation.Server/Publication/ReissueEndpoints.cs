using System.Text.Json.Serialization;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Publication;

/// <summary>A proposal: `revision` or `correction`, why, and the document number.</summary>
public sealed record ReissueBody(string Kind, string Reason, string Document);

/// <summary>The issues of a week and the open proposal of another; null for none.</summary>
public sealed record IssuesAnswer(string Week, ReissueProposed? Proposal, IReadOnlyList<IssueRow> Issues);

/// <summary>A new issue as it would be sealed now.</summary>
/// <param name="Issue">What it corrects of the issue in force.</param>
/// <param name="Position">The last event that it counts.</param>
/// <param name="Digest">Of its content, for approval.</param>
/// <param name="Changed">Whether points or ranks differ from the issue in force.</param>
/// <param name="Touched">Later bulletins whose printed year to date differs.</param>
/// <param name="Proposal">The open proposal; null for none.</param>
public sealed record ReissuePreviewAnswer(
    string Week, BulletinIssue? Issue, long Position, string Digest, bool Changed, IEnumerable<TouchedAnswer> Touched,
    ReissueProposed? Proposal);

/// <summary>A later bulletin whose printed year to date differs, with the units concerned.</summary>
public sealed record TouchedAnswer(string Week, IReadOnlyList<YearChange> Units);

/// <summary>New issues of sealed weeks (补发): preview, proposal, approval.</summary>
public static class ReissueEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var week = api.MapGroup("/weeks/{week}");
        week.Get(
            "/issues",
            ([FromRoute] string week, RequestContext request, Terms terms, PersonNames persons,
                CancellationToken ct) =>
                request.WithTermAsync(terms, week, named => ListAsync(named, request, persons, ct), ct))
            .OnlyMembers()
            .Says<IssuesAnswer>("列出一周或一个期间的各期通报。");
        week.Get(
            "/reissue",
            ([FromRoute] string week, RequestContext request, Terms terms, ReissueDrafts drafts,
                CancellationToken ct) =>
                request.WithTermAsync(terms, week, named => PreviewAsync(named, request, drafts, ct), ct))
            .Only(Roles.Office).Discloses(Disclosed.Reissue)
            .Says<ReissuePreviewAnswer>("看补发的草稿和受影响的其他期。");
        week.Post(
            "/reissue/propose",
            ([FromRoute] string week, ReissueBody body, RequestContext request, Terms terms, CancellationToken ct) =>
                request.WithTermAsync(terms, week, named => ProposeAsync(named, body, request, ct), ct))
            .For(typeof(ProposeReissue))
            .Says("提议补发。");
        week.Post(
            "/reissue/drop",
            ([FromRoute] string week, [FromBody] NothingBody? _, RequestContext request, Terms terms,
                CancellationToken ct) =>
                request.AnswerOnTermAsync(terms, week, named => new DropReissue(request.Sign(), named), ct))
            .For(typeof(DropReissue))
            .Says("取消补发的提议。");
        week.Post(
            "/reissue/approve",
            ([FromRoute] string week, [FromBody] NothingBody? _, RequestContext request, Terms terms,
                CancellationToken ct) =>
                request.AnswerOnTermAsync(terms, week, named => new ApproveReissue(request.Sign(), named), ct))
            .For(typeof(ApproveReissue))
            .Says("签发补发的通报。");
    }

    /// <summary>A kind as people write it; null for no kind.</summary>
    public static IssueKind? KindOf(string? word) =>
        Enum.GetValues<IssueKind>().Where(kind => BulletinIssue.KindOf(kind) == word)
            .Select(kind => (IssueKind?)kind)
            .FirstOrDefault();

    /// <summary>The refusal of another word.</summary>
    public static readonly Refusal KindWrong =
        new("kind-wrong", "补发的种类不对。", "kind", "请填写 revision（计划修订）或 correction（差错更正）。");

    private static async Task<IResult> ListAsync(
        Term term, RequestContext request, PersonNames persons, CancellationToken ct)
    {
        await using var session = request.Session();
        var file = await session.StateAsync<WeekFile>(term.Stream, ct);
        return Results.Ok(new IssuesAnswer(
            term.Id, file?.Proposal, IssueRow.Of(file, await persons.OfAsync(request.District, ct))));
    }

    private static async Task<IResult> PreviewAsync(
        Term term, RequestContext request, ReissueDrafts drafts, CancellationToken ct)
    {
        await using var session = request.Session();
        var by = request.Sign();
        return Answers.Of(
            await drafts.OfAsync(session, term, by.At, by.Called, true, ct),
            draft => new ReissuePreviewAnswer(
                term.Id, draft.Bulletin.Issue, draft.Bulletin.Position, draft.Content.Digest, draft.Content.Changed,
                draft.Touched.Select(later => new TouchedAnswer(later.Week.Id, later.Units)), draft.File.Proposal));
    }

    private static async Task<IResult> ProposeAsync(
        Term term, ReissueBody body, RequestContext request, CancellationToken ct) =>
        KindOf(body.Kind) is { } kind
            ? await request.AnswerAsync(
                new ProposeReissue(request.Sign(), term, kind, body.Reason, body.Document), ct)
            : Answers.Problem(KindWrong);
}

/// <summary>An issue in a list.</summary>
/// <param name="Issue">Its number.</param>
/// <param name="Kind">`revision` or `correction`; null for the first.</param>
/// <param name="Reason">Why; null for the first.</param>
/// <param name="Document">Its document number.</param>
/// <param name="SealedAt">When it was sealed, in the district's time.</param>
/// <param name="SealedBy">The name of who sealed it.</param>
/// <param name="ProposedBy">The name of who proposed it; null for the first.</param>
/// <param name="InForce">Whether it is in force.</param>
/// <param name="Sha256">Of its record.</param>
public sealed record IssueRow(
    int Issue, string? Kind, string? Reason, string Document, DateTimeOffset SealedAt, string SealedBy,
    string? ProposedBy, bool InForce, string Sha256)
{
    /// <summary>The hash of the record of the paper for everybody; null where there is one paper.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PublicSha256 { get; init; }

    /// <summary>The same for whoever gets the paper for everybody: without persons below the leaders.</summary>
    public IssueRow ForStrangers() => PublicSha256 is not { } hash ? this
        : this with { ProposedBy = null, Sha256 = hash, PublicSha256 = null };

    /// <summary>The issues of a week, the first one first.</summary>
    /// <param name="file">What was done about the week.</param>
    /// <param name="persons">The persons of the district.</param>
    public static IReadOnlyList<IssueRow> Of(WeekFile? file, DistrictPersons persons) =>
    [
        .. Enumerable.Range(1, file?.LastIssue ?? 0).Select(number =>
        {
            var (issue, reissue) = (file!.Issue(number)!, number == 1 ? null : file.Reissues[number - 2]);
            return new IssueRow(
                number, reissue is null ? null : BulletinIssue.KindOf(reissue.Kind), reissue?.Reason, issue.Document,
                issue.SealedAt, persons.Called(issue.Sealer, issue.SealedBy),
                reissue is null ? null : persons.Called(reissue.Proposer, reissue.ProposedBy),
                number == file.LastIssue, issue.Sha256)
            {
                PublicSha256 = issue.Public?.Sha256,
            };
        }),
    ];
}
