using Evaluation.Office.Weeks;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Publication;

/// <summary>A claim to be left for later, and why.</summary>
public sealed record CarryBody(string Claim, string Reason);

/// <summary>The digest of the draft that was confirmed.</summary>
public sealed record ConfirmBody(string? Digest);

/// <summary>Findings of a check to be waived, each in its exact sentence, and why.</summary>
public sealed record WaiveBody(string? Check, IReadOnlyList<string>? Findings, string? Reason, string? Document);

/// <summary>
/// The digest of the draft to be sealed, and its document number; the rulebook's pattern is filled in without.
/// </summary>
public sealed record SealBody(string? Document, string? Digest);

/// <summary>The addresses of weeks on their way to a bulletin.</summary>
public static class WeekEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var week = api.MapGroup("/weeks/{week}");
        week.MapGet(
            "/gate",
            ([FromRoute] string week, RequestContext edge, GateReader gate, CancellationToken ct) => edge.WithWeekAsync(
                week,
                async named =>
                {
                    await using var session = edge.Session();
                    var report = await gate.ExamineAsync(session, named, ct);
                    return Results.Ok(new
                    {
                        week = named.Id,
                        open = report.Open,
                        checks = report.Checks,
                        digest = report.Draft?.Digest,
                        confirmed = report.Week.Confirmed,
                    });
                },
                ct)).OnlyMembers();
        week.MapPost("/close", (
            [FromRoute] string week, RequestContext edge, CancellationToken ct) => edge.WithWeekAsync(
            week, named => edge.AnswerAsync(new CloseWeek(edge.Sign(), named), ct), ct)).For(typeof(CloseWeek));
        week.MapPost(
            "/carry",
            ([FromRoute] string week, CarryBody body, RequestContext edge, CancellationToken ct) => edge.WithWeekAsync(
                week,
                named => edge.AnswerAsync(
                    new CarryOver(edge.Sign(), new ClaimCarriedOver(named, body.Claim ?? "", body.Reason ?? "")), ct),
                ct)).For(typeof(CarryOver));
        week.MapPost(
            "/confirm",
            ([FromRoute] string week, [FromBody] ConfirmBody? body, RequestContext edge, CancellationToken ct) =>
                edge.WithWeekAsync(
                    week, named => edge.AnswerAsync(new ConfirmWeek(edge.Sign(), named, body?.Digest), ct), ct))
            .For(typeof(ConfirmWeek));
        week.MapPost(
            "/waive",
            ([FromRoute] string week, WaiveBody body, RequestContext edge, CancellationToken ct) => edge.WithWeekAsync(
                week,
                named => edge.AnswerAsync(
                    new WaiveFindings(edge.Sign(), new WeekWaived(
                        named, body.Check ?? "", body.Findings ?? [], body.Reason ?? "", body.Document, "")), ct),
                ct)).For(typeof(WaiveFindings));
        week.MapPost(
            "/seal",
            ([FromRoute] string week, [FromBody] SealBody? body, RequestContext edge, CancellationToken ct) =>
                edge.WithWeekAsync(
                    week,
                    named => edge.AnswerAsync(
                        new SealBulletin(edge.Sign(), named, body?.Document, body?.Digest), ct),
                    ct)).For(typeof(SealBulletin));
    }
}
