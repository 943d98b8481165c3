using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Units;

/// <summary>The pages of the list of units.</summary>
public static class RosterPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/roster", (string? on, string? done, RosterPageMaker page, CancellationToken ct) =>
            page.ListAsync(on, done is not null, ct)).OnlyMembers();
        pages.Get("/roster/{unit}", (
            [FromRoute] string unit, string? done, RosterPageMaker page, CancellationToken ct) =>
            page.UnitAsync(unit, done is not null, ct)).OnlyMembers();
        pages.Get("/roster-entries/{entry}", (
            [FromRoute] string entry, string? unit, string? person, RosterPageMaker page, CancellationToken ct) =>
            page.FormAsync(entry, unit, person, ct)).For(typeof(ChangeRoster));
        pages.Post("/roster-entries/{entry}", (
            [FromRoute] string entry, [FromForm] IFormCollection form, RosterPageMaker page, CancellationToken ct) =>
            page.EnterAsync(entry, new FormReading(form), ct))
            .For(typeof(ChangeRoster)).Fields().Many("units").Further([.. RosterForm.Names, "seen", "do"]);
    }
}
