using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Calendars;

/// <summary>The page of holidays and worked weekends.</summary>
public static class CalendarPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/calendar", (int? year, string? done, CalendarPageMaker page, CancellationToken ct) =>
            page.ShowAsync(year, done is not null, ct)).OnlyMembers();
        pages.Post("/calendar", (
            [FromForm] IFormCollection form, CalendarPageMaker page, CancellationToken ct) =>
            page.StateAsync(new FormReading(form), ct))
            .For(typeof(StateCalendar)).Fields("year", "document", "days")
            .Further("replace", "seen", "version", "do");
    }
}
