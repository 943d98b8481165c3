using Evaluation.Server.Evidence;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Claims;

/// <summary>The pages on which claims are listed and reported.</summary>
public static class ClaimPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get(
            "/claims", ([AsParameters] ClaimListQuery query, ClaimListPageMaker page, CancellationToken ct) =>
                page.ListAsync(query, ct)).OnlyMembers().Discloses(Disclosed.Claims);
        pages.Get(
            "/claims.csv", ([AsParameters] ClaimListQuery query, ClaimListPageMaker page, CancellationToken ct) =>
                page.CsvAsync(query, ct)).OnlyMembers().Discloses(Disclosed.Claims);
        pages.Get(
            "/claims.xlsx", ([AsParameters] ClaimListQuery query, ClaimListPageMaker page, CancellationToken ct) =>
                page.XlsxAsync(query, ct)).OnlyMembers().Discloses(Disclosed.Claims);
        pages.Get("/claims/report", Form).For(typeof(ReportClaim));
        pages.Post("/claims/report", Report).For(typeof(ReportClaim)).Fields("kind", "claim", "occurred_on")
            .Many(EvidenceIntake.Fields).ChecksFields().KeepsTyped().TakesFiles();
    }

    private static Task<IResult> Form([FromQuery] string? kind, ClaimPage page, CancellationToken ct) =>
        page.FormAsync(kind, NewNumber(), new Dictionary<string, string>(), null, ct);

    private static Task<IResult> Report([FromForm] IFormCollection form, ClaimPage page, CancellationToken ct) =>
        page.ReportAsync(form, ct);

    // The form's number is made when the form is shown, so that sending it twice is recognised as a repeat.
    private static string NewNumber() => $"C-{Guid.CreateVersion7():N}"[..20];
}
