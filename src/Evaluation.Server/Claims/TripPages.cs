using Evaluation.Server.Evidence;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Claims;

/// <summary>The page on which a trip is reported with its visits.</summary>
public static class TripPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/claims/trip", (string? from, string? done, TripPageMaker maker, CancellationToken ct) =>
            maker.ShowAsync(from, done, ct)).For(typeof(ReportTrip));
        pages.Post("/claims/trip", ([FromForm] IFormCollection form, TripPageMaker maker, CancellationToken ct) =>
            maker.SendAsync(form, ct)).For(typeof(ReportTrip)).Fields("claim").Many(EvidenceIntake.Fields)
            .ChecksFields().KeepsTyped().TakesFiles();
    }
}
