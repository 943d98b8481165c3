using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Imports;

/// <summary>A file of claims as a program sends it.</summary>
/// <param name="File">Its name.</param>
/// <param name="Content">The whole file in base64: a workbook (.xlsx) or text of rows.</param>
/// <param name="Kind">The kind of rows that name none, for example `visit`.</param>
public sealed record ClaimFileBody(string File, byte[] Content, string? Kind = null);

/// <summary>Which check is taken over.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Digest">Its digest.</param>
public sealed record ClaimFileTakenBody(string Number, string Digest);

/// <summary>How far a file has come.</summary>
/// <param name="Number">The number of the check.</param>
/// <param name="State">`Checking`, `Checked`, `Taking`, `Taken` or `Failed`.</param>
/// <param name="Done">How many rows are decided.</param>
/// <param name="Total">Of how many; 0 while they are read.</param>
/// <param name="Check">What was found; null before.</param>
public sealed record UploadAnswer(string Number, string State, int Done, int Total, ClaimCheck? Check);

/// <summary>The interface of files of claims: what the page shows, for programs.</summary>
public static class UploadEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.Post("/claim-files", Check).For(typeof(CheckClaimFile))
            .Says("上传一份事项表并开始核对，不登记任何内容。");
        api.Get("/claim-files", Show).For(typeof(CheckClaimFile))
            .Says<UploadAnswer>("看上传的事项表核对到哪里、有哪些问题。");
        api.Post("/claim-files/take", Take).For(typeof(TakeClaimFile))
            .Says("登记核对过的事项表，全部登记或全不登记。");
    }

    private static Task<IResult> Check(ClaimFileBody body, RequestContext request, CancellationToken ct) =>
        request.AnswerAsync(
            new CheckClaimFile(
                request.Sign(), body.File, body.Content, body.Kind, request.May<VerifyClaim>()), ct);

    private static Task<IResult> Take(ClaimFileTakenBody body, RequestContext request, CancellationToken ct) =>
        request.AnswerAsync(
            new TakeClaimFile(request.Sign(), body.Number, body.Digest, request.May<VerifyClaim>()), ct);

    private static async Task<IResult> Show(RequestContext request, UploadDesk desk, CancellationToken ct) =>
        await desk.FindAsync(request.District, request.Sign(), request.May<VerifyClaim>(), ct) is { } found
            ? Results.Ok(new UploadAnswer(
                found.Number, found.State.ToString(), found.Done, found.Total, found.Check))
            : Answers.Problem(Rulebooks.Words.Refusal.NotFound(
                "unknown-upload", "没有上传过文件，或已超过一天。", "file", "请先上传文件。"));
}
