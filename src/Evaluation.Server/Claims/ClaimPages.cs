using Evaluation.Office.Claims;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Claims;

/// <summary>The pages on which claims are listed, decided and reported.</summary>
public static class ClaimPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/claims", List).OnlyMembers().Discloses(Disclosed.Claims);
        pages.MapPost("/claims/{claim}/verify", Verify).For(typeof(VerifyClaim)).Fields("reason")
            .Further("version");
        pages.MapPost("/claims/{claim}/return", Return).For(typeof(ReturnClaim)).Fields("reason")
            .Further("version");
        pages.MapPost("/claims/{claim}/refuse", Refuse).For(typeof(RefuseClaim)).Fields("reason")
            .Further("version");
        pages.MapGet("/claims/report", Form).For(typeof(ReportClaim));
        pages.MapPost("/claims/report", Report).For(typeof(ReportClaim)).Fields("kind", "claim", "occurred_on")
            .ChecksFields().KeepsTyped();
    }

    private static Task<IResult> List([FromQuery] ClaimStatus? status, ClaimPage page, CancellationToken ct) =>
        page.ListAsync(status, null, null, ct);

    private static Task<IResult> Verify(
        string claim, [FromForm] string reason, [FromForm] long? version, ClaimPage page, RequestContext request,
        CancellationToken ct) =>
        page.DecideAsync(claim, reason, new VerifyClaim(request.Sign(), claim, reason, version), ct);

    private static Task<IResult> Return(
        string claim, [FromForm] string reason, [FromForm] long? version, ClaimPage page, RequestContext request,
        CancellationToken ct) =>
        page.DecideAsync(
            claim, reason, new ReturnClaim(request.Sign(), new ClaimReturned(claim, reason), version), ct);

    private static Task<IResult> Refuse(
        string claim, [FromForm] string reason, [FromForm] long? version, ClaimPage page, RequestContext request,
        CancellationToken ct) =>
        page.DecideAsync(
            claim, reason, new RefuseClaim(request.Sign(), new ClaimRefused(claim, reason), version), ct);

    private static Task<IResult> Form([FromQuery] string? kind, ClaimPage page, CancellationToken ct) =>
        page.FormAsync(kind, NewNumber(), new Dictionary<string, string>(), null, ct);

    private static Task<IResult> Report([FromForm] IFormCollection form, ClaimPage page, CancellationToken ct) =>
        page.ReportAsync(form, ct);

    // The form's number is made when the form is shown, so that sending it twice is recognised as a repeat.
    private static string NewNumber() => $"C-{Guid.CreateVersion7():N}"[..20];
}
