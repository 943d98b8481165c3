using Evaluation.Office.Decisions;
using Evaluation.Office.Weeks;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Marten;

namespace Evaluation.Server.Calendars;

/// <summary>States the holidays of a year, amends some of its days, or replaces the year by name.</summary>
[For(Roles.Committee)]
public sealed record StateCalendar(Signature By, CalendarNotice Notice, long? Version);

/// <summary>Decides on holidays.</summary>
public static class StateCalendarHandler
{
    /// <summary>States the holidays.</summary>
    public static Task<Outcome> Handle(StateCalendar command, IDocumentSession session, CancellationToken ct) =>
        session.DecideAsync<WorkingDays>(
            command.By, WorkingDays.Stream, known => CalendarDecider.State(known, command.Notice), command.Version, ct);
}

/// <summary>A day and its holiday.</summary>
public sealed record NamedDayBody(DateOnly Day, string Name);

/// <summary>
/// The holidays of a year and the document that announces them. Of a year that was stated only the days named here
/// change, unless `replace` takes the place of the whole year; `seen` is then the code of the difference that the
/// refusal without it shows.
/// </summary>
public sealed record CalendarBody(
    int Year, List<NamedDayBody> Holidays, List<NamedDayBody> Workdays, string Document,
    List<NamedDayBody>? Usual = null, bool Replace = false, string? Seen = null);

/// <summary>The working days of a district, year by year, and the documents of days amended since.</summary>
public sealed record CalendarAnswer(
    IEnumerable<CalendarStated> Years, IReadOnlyDictionary<DateOnly, string> Amended);

/// <summary>The routes of holidays.</summary>
public static class CalendarEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.Post("/calendar", (CalendarBody body, RequestContext request, CancellationToken ct) =>
            request.AnswerAsync(
                new StateCalendar(
                    request.Sign(),
                    new CalendarNotice(
                        new CalendarStated(body.Year, Days(body.Holidays), Days(body.Workdays), body.Document),
                        Days(body.Usual ?? []), body.Replace, body.Seen),
                    request.Version),
                ct)).For(typeof(StateCalendar))
            .Says("登记一年的节假日和调休。");
        api.Get("/calendar", async (RequestContext request, CancellationToken ct) =>
        {
            await using var session = request.Session();
            var known = await session.StateAsync<WorkingDays>(WorkingDays.Stream, ct) ?? WorkingDays.None;
            return Results.Ok(new CalendarAnswer(known.ByYear.Values, known.Amended));
        }).OnlyMembers()
            .Says<CalendarAnswer>("看节假日和调休。");
    }

    private static IReadOnlyList<NamedDay> Days(List<NamedDayBody> days) =>
        [.. days.Select(one => new NamedDay(one.Day, one.Name))];
}
