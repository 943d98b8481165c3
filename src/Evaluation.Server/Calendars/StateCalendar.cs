using Evaluation.Office.Decisions;
using Evaluation.Office.Weeks;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Marten;

namespace Evaluation.Server.Calendars;

/// <summary>States the holidays of a year.</summary>
[For(Roles.Committee)]
public sealed record StateCalendar(Signature By, CalendarStated Stated, long? Version);

/// <summary>Decides on holidays.</summary>
public static class StateCalendarHandler
{
    /// <summary>States the holidays.</summary>
    public static Task<Outcome> Handle(StateCalendar command, IDocumentSession session, CancellationToken ct) =>
        session.DecideAsync<WorkingDays>(
            command.By, WorkingDays.Stream, known => CalendarDecider.State(known, command.Stated), command.Version, ct);
}

/// <summary>A day and its holiday.</summary>
public sealed record NamedDayBody(DateOnly Day, string Name);

/// <summary>The holidays of a year and the document that announces them.</summary>
public sealed record CalendarBody(
    int Year, List<NamedDayBody> Holidays, List<NamedDayBody> Workdays, string Document);

/// <summary>The working days of a district, year by year.</summary>
public sealed record CalendarAnswer(IEnumerable<CalendarStated> Years);

/// <summary>The routes of holidays.</summary>
public static class CalendarEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/calendar", (CalendarBody body, RequestContext request, CancellationToken ct) =>
            request.AnswerAsync(
                new StateCalendar(
                    request.Sign(),
                    new CalendarStated(body.Year, Days(body.Holidays), Days(body.Workdays), body.Document),
                    request.Version),
                ct)).For(typeof(StateCalendar));
        api.MapGet("/calendar", async (RequestContext request, CancellationToken ct) =>
        {
            await using var session = request.Session();
            var known = await Read.StateAsync<WorkingDays>(session, WorkingDays.Stream, ct) ?? WorkingDays.None;
            return Results.Ok(new CalendarAnswer(known.ByYear.Values));
        }).OnlyMembers();
    }

    private static IReadOnlyList<NamedDay> Days(List<NamedDayBody> days) =>
        [.. days.Select(one => new NamedDay(one.Day, one.Name))];
}
