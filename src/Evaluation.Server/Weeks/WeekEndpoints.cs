using Evaluation.Core.Weeks;
using Evaluation.Server.Publication;
using Evaluation.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Weeks;

/// <summary>A claim to be left for later, and why.</summary>
public sealed record CarryBody(string Claim, string Reason);

/// <summary>The document number of a bulletin; the rulebook's pattern is filled in when it is left out.</summary>
public sealed record SealBody(string? Document);

/// <summary>The addresses of weeks on their way to a bulletin.</summary>
public static class WeekEndpoints
{
    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var week = api.MapGroup("/weeks/{week}");
        week.MapGet(
            "/gate",
            ([FromRoute] string week, Edge edge, Gate gate, CancellationToken ct) => edge.WithWeekAsync(
                week,
                async named =>
                {
                    await using var session = edge.Session();
                    var report = await gate.ExamineAsync(session, named, ct);
                    return Results.Ok(new { week = named.Id, open = report.Open, checks = report.Checks });
                },
                ct)).OnlyMembers();
        week.MapPost("/close", ([FromRoute] string week, Edge edge, CancellationToken ct) => edge.WithWeekAsync(
            week, named => edge.AnswerAsync(new CloseWeek(edge.Sign(), named), ct), ct)).Only(Roles.Closer);
        week.MapPost(
            "/carry",
            ([FromRoute] string week, CarryBody body, Edge edge, CancellationToken ct) => edge.WithWeekAsync(
                week,
                named => edge.AnswerAsync(
                    new CarryOver(edge.Sign(), new ClaimCarriedOver(named, body.Claim ?? "", body.Reason ?? "")), ct),
                ct)).Only(Roles.Closer);
        week.MapPost(
            "/seal",
            ([FromRoute] string week, [FromBody] SealBody? body, Edge edge, CancellationToken ct) =>
                edge.WithWeekAsync(
                    week, named => edge.AnswerAsync(new SealBulletin(edge.Sign(), named, body?.Document), ct),
                    ct)).Only(Roles.Sealer);
    }
}
