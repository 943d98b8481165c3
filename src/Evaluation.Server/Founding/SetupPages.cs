using Evaluation.Office.Imports;
using Evaluation.Server.Adoption;
using Evaluation.Server.Calendars;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Publication;
using Evaluation.Server.Units;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Founding;

/// <summary>The pages between the founding of a district and its first week.</summary>
public static class SetupPages
{

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        var setup = pages.MapGroup("/setup");
        setup.Get(
            "", (string? done, SetupPageMaker page, CancellationToken ct) => page.ShowAsync(done, null, ct))
            .OnlyMembers();
        setup.Post(
            $"/{SetupSteps.Week}",
            ([FromForm] string week, [FromForm] string document, [FromForm] string? @do, SetupPageMaker page,
                CancellationToken ct) => page.BeginAsync(week, document, @do == "begin", ct))
            .For(typeof(BeginWeeks)).Fields("week", "document");
        setup.Get("/list.xlsx", () => Results.File(FoundingTemplate.Make(), ListFiles.Workbook, "单位领导人员.xlsx"))
            .For(typeof(TakeRoster));
        setup.Get(
            $"/{SetupSteps.List}", (ListPageMaker page, CancellationToken ct) => page.ShowAsync(ct))
            .For(typeof(TakeRoster));
        setup.Post(
            $"/{SetupSteps.List}",
            ([FromForm] IFormCollection form, ListPageMaker page, CancellationToken ct) => page.HandInAsync(form, ct))
            .For(typeof(TakeRoster)).Fields().Further("units", "leaders", "people", "file", "do");
        setup.Get(
            $"/{SetupSteps.Rulebook}", (FirstRulebookPageMaker page, CancellationToken ct) => page.ShowAsync(ct))
            .Only(Roles.Office);
        setup.Post(
            $"/{SetupSteps.Rulebook}",
            ([FromForm] IFormCollection form, FirstRulebookPageMaker page, CancellationToken ct) =>
                page.HandInAsync(form, ct))
            .For(typeof(AdoptRulebook)).Fields().Further(FirstRulebookPageMaker.Fields);
        setup.Get(
            $"/{SetupSteps.Holidays}", (HolidaysPageMaker page, CancellationToken ct) => page.ShowAsync(ct))
            .For(typeof(StateCalendar));
        setup.Post(
            $"/{SetupSteps.Holidays}",
            ([FromForm] IFormCollection form, HolidaysPageMaker page, CancellationToken ct) =>
                page.HandInAsync(form, ct))
            .For(typeof(StateCalendar)).Fields("year", "document").Many("name", "from", "to", "work").Further("do");
    }
}
