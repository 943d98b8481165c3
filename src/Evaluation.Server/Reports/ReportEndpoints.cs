using Evaluation.Office.Reports;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Reports;

/// <summary>A weekly report as a unit sends it.</summary>
public sealed record ReportBody(bool Nil);

/// <summary>A change of a weekly report.</summary>
public sealed record AmendmentBody(bool Nil, string Reason);

/// <summary>The addresses of weekly reports.</summary>
public static class ReportEndpoints
{
    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports/{week}");
        reports.MapPost("", async ([FromRoute] string week, ReportBody body, RequestContext edge, CancellationToken ct) =>
            await edge.WithWeekAsync(
                week, named => edge.AnswerAsync(new SubmitReport(edge.Sign(), edge.Actor.Unit!, named, body.Nil), ct),
                ct)).Only(Roles.Reporter);
        reports.MapPost(
            "/amend",
            async ([FromRoute] string week, AmendmentBody body, RequestContext edge, CancellationToken ct) =>
                await edge.WithWeekAsync(
                    week,
                    named => edge.AnswerAsync(
                        new AmendReport(
                            edge.Sign(), new ReportAmended(edge.Actor.Unit!, named, body.Nil, body.Reason),
                            edge.Version), ct),
                    ct)).Only(Roles.Reporter);
    }
}
