using Evaluation.Office.Reports;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Reports;

/// <summary>A weekly report as a unit sends it.</summary>
public sealed record ReportBody(bool Nil);

/// <summary>A change of a weekly report.</summary>
public sealed record AmendmentBody(bool Nil, string Reason);

/// <summary>The interface of weekly reports.</summary>
public static class ReportEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports/{week}");
        reports.Post(
            "",
            async ([FromRoute] string week, ReportBody body, RequestContext request, CancellationToken ct) =>
                await request.AnswerOnWeekAsync(
                    week, named => new SubmitReport(request.Sign(), request.Actor.Unit!, named, body.Nil), ct))
            .For(typeof(SubmitReport))
            .Says("报送一周的周报或零报告。");
        reports.Post(
            "/amend",
            async ([FromRoute] string week, AmendmentBody body, RequestContext request, CancellationToken ct) =>
                await request.AnswerOnWeekAsync(
                    week,
                    named => new AmendReport(
                        request.Sign(), new ReportAmended(request.Actor.Unit!, named, body.Nil, body.Reason),
                        request.Version),
                    ct))
            .For(typeof(AmendReport))
            .Says("更正已报送的周报。");
    }
}
