using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Adjustments;

/// <summary>The page of decisions to give or take points.</summary>
public static class AdjustmentPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/adjustments", (string? done, AdjustmentPageMaker page, CancellationToken ct) =>
            page.ShowAsync(done, ct)).Only(Roles.Office).Discloses(Disclosed.Adjustments);
        pages.Post("/adjustments", (
            [FromForm] IFormCollection form, AdjustmentPageMaker page, CancellationToken ct) =>
            page.DecideAsync(new FormReading(form), ct))
            .For(typeof(DecideAdjustment))
            .Fields("adjustment", "unit", "points", "decided_on", "effective_on", "document", "reason").Further("do");
        pages.Get("/adjustments/{adjustment}", (
            [FromRoute] string adjustment, AdjustmentPageMaker page, CancellationToken ct) =>
            page.OneAsync(adjustment, new FormReading(null), null, ct))
            .Only(Roles.Office).Discloses(Disclosed.Adjustments);
        pages.Post("/adjustments/{adjustment}/reverse", (
            [FromRoute] string adjustment, [FromForm] IFormCollection form, AdjustmentPageMaker page,
            CancellationToken ct) => page.ReverseAsync(adjustment, new FormReading(form), ct))
            .For(typeof(ReverseAdjustment))
            .Fields("reversal", "decided_on", "effective_on", "document", "reason").Further("do");
    }
}
