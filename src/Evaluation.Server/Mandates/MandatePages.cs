using Evaluation.Office.Mandates;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Mandates;

/// <summary>The page of mandates, and the choice between several of one's own.</summary>
public static class MandatePages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/mandates", (MandatePageMaker page, CancellationToken ct) => page.ShowAsync(null, ct))
            .For(typeof(GiveMandate)).Discloses(Disclosed.Mandates);
        pages.Post(
            "/mandates",
            ([FromForm] string mandate, [FromForm] string account, [FromForm] string role, [FromForm] string from,
                [FromForm] string reason, [FromForm] string? unit, [FromForm] string? to, [FromForm] string? deputy,
                MandatePageMaker page, CancellationToken ct) => page.GiveAsync(
                    new MandateGiven(
                        mandate, account, "", role, Filled(unit), default, null, Filled(deputy), reason),
                    from, to ?? "", ct))
            .For(typeof(GiveMandate)).Fields("mandate", "account", "role", "from", "reason");
        pages.Post(
            "/mandates/end",
            ([FromForm] string mandate, [FromForm] string reason, MandatePageMaker page, CancellationToken ct) =>
                page.EndAsync(new MandateEnded(mandate, reason), ct))
            .For(typeof(EndMandate)).Fields("mandate", "reason");
        pages.Post(
            "/acting-unit", ([FromRoute] string district, [FromForm] string unit, HttpContext http) =>
            {
                if (Actor.Of(http.User)!.Units.Contains(unit))
                {
                    ActingUnit.Choose(http, unit);
                }

                return Results.LocalRedirect(Links.Claims(district));
            })
            .Only(Roles.Reporter).Fields("unit");
    }

    private static string? Filled(string? text) => Characters.ShowsNothing(text) ? null : text.Trim();
}
