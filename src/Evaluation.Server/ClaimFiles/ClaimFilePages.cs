using Evaluation.Office.Claims;
using Evaluation.Server.Claims;
using Evaluation.Server.Evidence;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.ClaimFiles;

/// <summary>The page of a claim, on which it is decided, corrected, withdrawn and reversed.</summary>
public static class ClaimFilePages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/claims/{claim}", Show).OnlyMembers().Discloses(Disclosed.Claims);
        pages.Post("/claims/{claim}/decide", Decide).For(typeof(VerifyClaim)).Fields("reason")
            .Further("version", "usual", "do");
        pages.Post("/claims/{claim}/correct", Correct).For(typeof(CorrectClaim))
            .Fields("reason", "occurred_on", "version").Many(EvidenceIntake.Fields).ChecksFields().TakesFiles();
        pages.Post("/claims/{claim}/evidence", AddFiles).For(typeof(AddEvidence)).Fields("version")
            .Many(EvidenceIntake.Fields).TakesFiles();
        pages.Post("/claims/{claim}/withdraw", Withdraw).For(typeof(WithdrawClaim)).Fields("reason", "version");
        pages.Post("/claims/{claim}/reverse", Reverse).For(typeof(ReverseClaim))
            .Fields("reason", "document", "version");
    }

    private static Task<IResult> Show(
        string claim, [FromQuery] string? done, ClaimFilePageMaker page, CancellationToken ct) =>
        page.ShowAsync(claim, null, done is not null, ct);

    private static Task<IResult> Decide(
        string claim, [FromForm] IFormCollection form, ClaimFilePageMaker page, CancellationToken ct) =>
        page.DecideAsync(claim, new FormReading(form), ct);

    private static Task<IResult> Correct(
        string claim, [FromForm] IFormCollection form, ClaimFilePageMaker page, CancellationToken ct) =>
        page.CorrectAsync(claim, form, ct);

    private static Task<IResult> AddFiles(
        string claim, [FromForm] IFormCollection form, ClaimFilePageMaker page, CancellationToken ct) =>
        page.AddFilesAsync(claim, form, ct);

    private static Task<IResult> Withdraw(
        string claim, [FromForm] string reason, [FromForm] long version, ClaimFilePageMaker page,
        RequestContext request, CancellationToken ct) =>
        page.DoAsync(
            claim, "withdraw", new WithdrawClaim(request.Sign(), new ClaimWithdrawn(claim, reason), version),
            new() { ["reason"] = reason }, ct);

    private static Task<IResult> Reverse(
        string claim, [FromForm] string reason, [FromForm] string document, [FromForm] long version,
        ClaimFilePageMaker page, RequestContext request, CancellationToken ct) =>
        page.DoAsync(
            claim, "reverse", new ReverseClaim(request.Sign(), new ClaimReversed(claim, reason, document), version),
            new() { ["reason"] = reason, ["document"] = document }, ct);
}
