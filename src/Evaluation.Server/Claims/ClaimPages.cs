using Evaluation.Office.Claims;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Claims;

/// <summary>The pages on which claims are listed, decided and reported.</summary>
public static class ClaimPages
{
    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/claims", ([FromQuery] string? status, ClaimPage page, CancellationToken ct) => page.ListAsync(Status(status), null, null, ct)).OnlyMembers();
        pages.MapPost("/claims/{claim}/verify", (string claim, [FromForm] string? reason, ClaimPage page, RequestContext edge, CancellationToken ct) =>
            page.DecideAsync(claim, reason, new VerifyClaim(edge.Sign(), claim, reason ?? "", null), ct)).Only(Roles.Verifier);
        pages.MapPost("/claims/{claim}/return", (string claim, [FromForm] string? reason, ClaimPage page, RequestContext edge, CancellationToken ct) =>
            page.DecideAsync(claim, reason, new ReturnClaim(edge.Sign(), new ClaimReturned(claim, reason ?? ""), null), ct)).Only(Roles.Verifier);
        pages.MapPost("/claims/{claim}/refuse", (string claim, [FromForm] string? reason, ClaimPage page, RequestContext edge, CancellationToken ct) =>
            page.DecideAsync(claim, reason, new RefuseClaim(edge.Sign(), new ClaimRefused(claim, reason ?? ""), null), ct)).Only(Roles.Verifier);
        pages.MapGet("/claims/report", ([FromQuery] string? kind, ClaimPage page, CancellationToken ct) =>
            page.FormAsync(kind, NewNumber(), new Dictionary<string, string>(), null, ct)).Only(Roles.Reporter);
        pages.MapPost("/claims/report", ([FromForm] IFormCollection form, ClaimPage page, CancellationToken ct) => page.ReportAsync(form, ct)).Only(Roles.Reporter);
    }

    // The form's number is made when the form is shown, so that sending it twice is recognised as a repeat.
    private static string NewNumber() => $"C-{Guid.CreateVersion7():N}"[..20];

    private static ClaimStatus? Status(string? text) => Enum.TryParse<ClaimStatus>(text, true, out var status) ? status : null;
}
