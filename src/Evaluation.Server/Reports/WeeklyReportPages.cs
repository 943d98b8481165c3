using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Reports;

/// <summary>The page of the weekly reports.</summary>
public static class WeeklyReportPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/reports", (
            string? week, string? done, WeeklyReportPageMaker maker, CancellationToken ct) =>
            maker.ShowAsync(week, done is not null, new FormReading(null), null, ct)).OnlyMembers();
        pages.Post("/reports", (
            [FromForm] IFormCollection form, WeeklyReportPageMaker maker, CancellationToken ct) =>
            maker.SendAsync(new FormReading(form), ct))
            .For(typeof(SubmitReport)).Fields("week", "nil").Further("do");
        pages.Post("/reports/amend", (
            [FromForm] IFormCollection form, WeeklyReportPageMaker maker, CancellationToken ct) =>
            maker.AmendAsync(new FormReading(form), ct))
            .For(typeof(AmendReport)).Fields("week", "nil", "reason").Further("do");
    }
}
