using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Targets;

/// <summary>The page of targets, seen against what was done.</summary>
public static class TargetPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/targets", (string? week, string? done, TargetPageMaker page, CancellationToken ct) =>
            page.OfWeekAsync(week, done is not null, ct)).OnlyMembers();
        pages.Post("/targets", (
            [FromForm] IFormCollection form, TargetPageMaker page, CancellationToken ct) =>
            page.GiveAsync(new FormReading(form), ct))
            .For(typeof(GiveTargets)).Fields("document", "targets").Further("do");
    }
}
