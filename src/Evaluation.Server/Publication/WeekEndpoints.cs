using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Publication;

/// <summary>The document that decides with which week the evaluation begins.</summary>
public sealed record BeginBody(string Document);

/// <summary>The document by which a week is closed before the moment that the rules state.</summary>
public sealed record CloseBody(string? Document = null);

/// <summary>A claim to be left for later, and why.</summary>
public sealed record CarryBody(string Claim, string Reason);

/// <summary>The digest of the draft that was confirmed.</summary>
public sealed record ConfirmBody(string? Digest = null);

/// <summary>Findings of a check to be waived, each in its exact sentence, and why.</summary>
public sealed record WaiveBody(string Check, IReadOnlyList<string> Findings, string Reason, string? Document = null);

/// <summary>
/// The digest of the draft to be sealed, and its document number; the rulebook's pattern is filled in without.
/// </summary>
public sealed record SealBody(string? Document = null, string? Digest = null);

/// <summary>What the publication of a week or a period needs.</summary>
/// <param name="Week">The week, or the period by its name.</param>
/// <param name="Open">Whether every condition is met.</param>
/// <param name="Checks">The conditions with their findings.</param>
/// <param name="Digest">Of the draft; null while there can be none.</param>
/// <param name="Confirmed">The last confirmation; null for none.</param>
public sealed record GateAnswer(
    string Week, bool Open, IReadOnlyList<GateCheck> Checks, string? Digest, WeekConfirmed? Confirmed)
{
    /// <summary>What was reported after the cut-off and counts in later bulletins.</summary>
    public IReadOnlyList<LaterReport> Later { get; init; } = [];
}

/// <summary>Weeks and periods on their way to a bulletin; only weeks are closed, carry over and begin.</summary>
public static class WeekEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var week = api.MapGroup("/weeks/{week}");
        week.Get(
            "/gate",
            ([FromRoute] string week, RequestContext request, Terms terms, GateReader gate, CancellationToken ct) =>
                request.WithTermAsync(terms, week, named => ExamineAsync(named, request, gate, ct), ct))
            .Only(Roles.Office).Discloses(Disclosed.Gate)
            .Says<GateAnswer>("看一周或一个期间签发前的核对结果和通报稿校验码。");
        MapClosing(week);
        MapSealing(week);
    }

    private static void MapClosing(RouteGroupBuilder week)
    {
        week.Post(
            "/close",
            ([FromRoute] string week, [FromBody] CloseBody? body, RequestContext request, CancellationToken ct) =>
                request.AnswerOnWeekAsync(
                    week, named => new CloseWeek(request.Sign(), named, body?.Document), ct))
            .For(typeof(CloseWeek))
            .Says("办理一周的截止。");
        week.Post(
            "/begin",
            ([FromRoute] string week, BeginBody body, RequestContext request, CancellationToken ct) =>
                request.AnswerOnWeekAsync(week, named => new BeginWeeks(request.Sign(), named, body.Document), ct))
            .For(typeof(BeginWeeks))
            .Says("决定考评从哪一周开始。");
        week.Post(
            "/carry",
            ([FromRoute] string week, CarryBody body, RequestContext request, CancellationToken ct) =>
                request.AnswerOnWeekAsync(
                    week,
                    named => new CarryOver(
                        request.Sign(), new ClaimCarriedOver(named, body.Claim, body.Reason)),
                    ct))
            .For(typeof(CarryOver))
            .Says("把未核验的事项转入下一周。");
    }

    private static void MapSealing(RouteGroupBuilder week)
    {
        week.Post(
            "/confirm",
            ([FromRoute] string week, [FromBody] ConfirmBody? body, RequestContext request, Terms terms,
                CancellationToken ct) =>
                request.AnswerOnTermAsync(
                    terms, week, named => new ConfirmWeek(request.Sign(), named, body?.Digest), ct))
            .For(typeof(ConfirmWeek))
            .Says("确认通报稿。");
        week.Post(
            "/waive",
            ([FromRoute] string week, WaiveBody body, RequestContext request, Terms terms, CancellationToken ct) =>
                request.AnswerOnTermAsync(
                    terms, week,
                    named => new WaiveFindings(request.Sign(), new WeekWaived(
                        named.Week, body.Check, body.Findings, body.Reason, body.Document, ""))
                    {
                        Period = named.Period,
                    },
                    ct))
            .For(typeof(WaiveFindings))
            .Says("放行核对中的问题。");
        week.Post(
            "/seal",
            ([FromRoute] string week, [FromBody] SealBody? body, RequestContext request, Terms terms,
                CancellationToken ct) =>
                request.AnswerOnTermAsync(
                    terms, week, named => new SealBulletin(request.Sign(), named, body?.Document, body?.Digest), ct))
            .For(typeof(SealBulletin))
            .Says("签发通报。");
    }

    private static async Task<IResult> ExamineAsync(
        Term term, RequestContext request, GateReader gate, CancellationToken ct)
    {
        await using var session = request.Session();
        var report = await gate.ExamineAsync(session, term, ct);
        return Results.Ok(new GateAnswer(
            term.Id, report.Open, report.Checks, report.Draft?.Digest, report.Week.Confirmed)
        {
            Later = report.Later,
        });
    }
}
