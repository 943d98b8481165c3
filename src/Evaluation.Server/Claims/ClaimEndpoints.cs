using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Evidence;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Claims;

/// <summary>A claim as a unit sends it.</summary>
/// <param name="Claim">Its number, chosen by the unit.</param>
/// <param name="Kind">For example `visit`.</param>
/// <param name="Facts">Fields as texts; money with its unit, for example 3000万.</param>
/// <param name="Unit">The unit; the signer's own when left out.</param>
/// <param name="Shares">Who is credited; left out for the reporting unit or the project's shares.</param>
/// <param name="Evidence">Names of files that are kept elsewhere.</param>
/// <param name="Files">Tickets of files that were sent before.</param>
public sealed record ClaimBody(
    string Claim, string Kind, DateOnly OccurredOn, Dictionary<string, string> Facts, string? Unit = null,
    List<Share>? Shares = null, List<string>? Evidence = null, List<string>? Files = null);

/// <summary>A correction: why, and only what changes.</summary>
public sealed record CorrectionBody(
    string Reason, DateOnly? OccurredOn = null, Dictionary<string, string>? Facts = null, List<Share>? Shares = null,
    List<string>? Files = null);

/// <summary>Files that were taken.</summary>
/// <param name="Files">Each with the ticket by which a claim refers to it, for twelve hours.</param>
public sealed record SentFilesAnswer(IReadOnlyList<SentFile> Files);

/// <summary>Files that prove a claim.</summary>
/// <param name="Files">Tickets of files that were sent before.</param>
public sealed record FilesBody(List<string> Files);

/// <summary>Why.</summary>
public sealed record ReasonBody(string Reason);

/// <summary>Why, and by which document.</summary>
public sealed record ReversedBody(string Reason, string? Document = null);

/// <summary>A remark on a verification.</summary>
public sealed record NoteBody(string? Note = null);

/// <summary>A claim in its present state.</summary>
/// <param name="Version">For If-Match.</param>
public sealed record ClaimAnswer(Claim Claim, long Version);

/// <summary>A claim that was reported or corrected.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">The stream's version after the command, for If-Match.</param>
/// <param name="Position">The log position of the event stored.</param>
/// <param name="Remarks">What the reporter should know at once: that it repeats a claim, say.</param>
public sealed record ClaimTakenAnswer(string Stream, long Version, long Position, IReadOnlyList<string> Remarks);

/// <summary>The interface of claims.</summary>
public static class ClaimEndpoints
{
    private const int MostListed = 500;

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var claims = api.MapGroup("/claims");
        claims.Get("", List).OnlyMembers().Discloses(Disclosed.Claims)
            .Says<IReadOnlyList<Claim>>("列出事项，可按单位、周、类别、状态查找；未列完时由 Link 指出下一页。");
        claims.Get("/{claim}", Show).OnlyMembers().Discloses(Disclosed.Claims)
            .Says<ClaimAnswer>("看一件事项的现状。");
        claims.Post("", Report).For(typeof(ReportClaim))
            .Says<ClaimTakenAnswer>("申报一件事项。");
        claims.Post("/{claim}/verify", Verify).For(typeof(VerifyClaim))
            .Says("认定事项。");
        claims.Post("/{claim}/return", Return).For(typeof(ReturnClaim))
            .Says("退回事项，请单位补正。");
        claims.Post("/{claim}/refuse", Refuse).For(typeof(RefuseClaim))
            .Says("不予认定。");
        claims.Post("/{claim}/reverse", Reverse).For(typeof(ReverseClaim))
            .Says("冲销已认定的事项。");
        claims.Post("/{claim}/withdraw", Withdraw).For(typeof(WithdrawClaim))
            .Says("撤回尚未认定的事项。");
        claims.Post("/{claim}/correct", Correct).For(typeof(CorrectClaim))
            .Says<ClaimTakenAnswer>("更正事项，只写改变的字段。");
        claims.Post("/{claim}/evidence", AddFiles).For(typeof(AddEvidence))
            .Says("为事项补充佐证材料。");

        // Read by the endpoint and not bound: what is bound must have the token of a page.
        api.Post("/evidence", Send).For(typeof(AddEvidence)).Accepts<IFormCollection>("multipart/form-data")
            .Fields().Many(EvidenceIntake.Fields).TakesFiles()
            .Says<SentFilesAnswer>("上传佐证材料，得到申报时引用的凭据。");
    }

    // A reporter sees the claims of the own unit, the office those of all. What does not fit into one answer is counted
    // and named by the address of the next one.
    private static async Task<IResult> List(
        [AsParameters] ClaimListQuery query, ClaimListings listings, HttpContext http, CancellationToken ct)
    {
        if (!(await listings.OfAsync(query, ct)).TryGet(out var found, out var refusal))
        {
            return Answers.Problem(refusal);
        }

        var page = found.Page(MostListed);
        http.Response.Headers["X-Total-Count"] = Print.Whole(page.Total);
        if (page.Next is { } next)
        {
            http.Response.Headers.Link = $"<{query.At(http.Request.Path).From(next.Text)}>; rel=\"next\"";
        }

        return Results.Ok(page.Rows.Select(one => one.Claim));
    }

    private static async Task<IResult> Show([FromRoute] string claim, RequestContext request, CancellationToken ct)
    {
        await using var session = request.Session();
        var found = await session.VersionedAsync<Claim>(Claim.StreamOf(claim), ct);
        return found is null ? Answers.Problem(ClaimDecider.Unknown(claim))
            : request.Actor.Unit is { } unit && unit != found.State.Unit ? Answers.Problem(Answers.NotAllowed)
            : Results.Ok(new ClaimAnswer(found.State, found.Version));
    }

    private static Task<IResult> Report(
        ClaimBody body, EvidenceIntake intake, RequestContext request, CancellationToken ct)
    {
        var taken = intake.Shown(body.Files ?? []);
        return TakeAsync(
            request, taken,
            new ReportClaim(
                request.Sign(), body.Claim, body.Unit ?? request.Actor.Unit!, body.Kind, body.OccurredOn, body.Facts,
                body.Shares ?? [], body.Evidence ?? [])
            {
                Files = taken.Files,
            },
            ct);
    }

    private static async Task<IResult> Send(HttpRequest http, EvidenceIntake intake, CancellationToken ct)
    {
        var taken = await intake.TakeAsync(await http.ReadFormAsync(ct), ct);
        return taken.Refusal is { } refusal ? Answers.Problem(refusal)
            : taken.Sent.Count == 0 ? Answers.Problem(
                new Refusal(
                    "file-missing", "没有文件。", "files",
                    $"请以 multipart/form-data 提交，字段名 {EvidenceIntake.FilesField}，可多个。"),
                StatusCodes.Status400BadRequest)
            : Results.Ok(new SentFilesAnswer(taken.Sent));
    }

    private static Task<IResult> AddFiles(
        [FromRoute] string claim, FilesBody body, EvidenceIntake intake, RequestContext request, CancellationToken ct)
    {
        var taken = intake.Shown(body.Files);
        return TakeAsync(
            request, taken, new AddEvidence(request.Sign(), claim, taken.Files, request.Version), ct);
    }

    private static async Task<IResult> TakeAsync(
        RequestContext request, TakenFiles taken, object command, CancellationToken ct)
    {
        if (taken.Refusal is { } refusal)
        {
            return Answers.Problem(refusal);
        }

        var outcome = await request.AskAsync(command, ct);
        return outcome.IsAccepted
            ? Results.Ok(new ClaimTakenAnswer(
                outcome.Stream, outcome.Version, outcome.Position, outcome.Remarks))
            : Answers.Of(outcome);
    }

    private static Task<IResult> Verify(
        [FromRoute] string claim, [FromBody] NoteBody? body, RequestContext request, CancellationToken ct) =>
        request.AnswerAsync(new VerifyClaim(request.Sign(), claim, body?.Note ?? "", request.Version), ct);

    private static Task<IResult> Return(
        [FromRoute] string claim, ReasonBody body, RequestContext request, CancellationToken ct) =>
        request.AnswerAsync(
            new ReturnClaim(request.Sign(), new ClaimReturned(claim, body.Reason), request.Version), ct);

    private static Task<IResult> Refuse(
        [FromRoute] string claim, ReasonBody body, RequestContext request, CancellationToken ct) =>
        request.AnswerAsync(
            new RefuseClaim(request.Sign(), new ClaimRefused(claim, body.Reason), request.Version), ct);

    private static Task<IResult> Reverse(
        [FromRoute] string claim, ReversedBody body, RequestContext request, CancellationToken ct) =>
        request.AnswerAsync(
            new ReverseClaim(
                request.Sign(), new ClaimReversed(claim, body.Reason, body.Document ?? ""), request.Version),
            ct);

    private static Task<IResult> Withdraw(
        [FromRoute] string claim, ReasonBody body, RequestContext request, CancellationToken ct) =>
        request.AnswerAsync(
            new WithdrawClaim(request.Sign(), new ClaimWithdrawn(claim, body.Reason), request.Version), ct);

    private static Task<IResult> Correct(
        [FromRoute] string claim, CorrectionBody body, EvidenceIntake intake, RequestContext request,
        CancellationToken ct)
    {
        var taken = intake.Shown(body.Files ?? []);
        return TakeAsync(
            request, taken,
            new CorrectClaim(
                request.Sign(), claim, body.OccurredOn, body.Facts ?? [], body.Shares, body.Reason, request.Version)
            {
                Files = taken.Files,
            },
            ct);
    }
}
