using Evaluation.Core.Weeks;
using Evaluation.Core.Words;
using Evaluation.Server.Ranking;
using Evaluation.Server.Web;
using Evaluation.Server.Web.Pages;
using Evaluation.Server.Weeks;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Publication;

/// <summary>The page on which a week is closed and its bulletin sealed.</summary>
public static class GatePages
{
    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/weeks/{week}", (string week, GatePageMaker page, Edge edge, CancellationToken ct) =>
            edge.WithWeekAsync(week, named => page.ShowAsync(named, null, ct), ct)).OnlyMembers();
        pages.MapPost(
            "/weeks/{week}/close",
            (string week, [FromForm] IFormCollection _, GatePageMaker page, Edge edge, CancellationToken ct) =>
                edge.WithWeekAsync(
                    week, named => page.AskAsync(named, new CloseWeek(edge.Sign(), named), ct),
                    ct)).Only(Roles.Closer);
        pages.MapPost(
            "/weeks/{week}/carry",
            (string week, [FromForm] string? claim, [FromForm] string? reason, GatePageMaker page, Edge edge,
                CancellationToken ct) => edge.WithWeekAsync(
                    week,
                    named => page.AskAsync(
                        named,
                        new CarryOver(edge.Sign(), new ClaimCarriedOver(named, claim ?? "", reason ?? "")), ct),
                    ct))
            .Only(Roles.Closer);
        pages.MapPost(
            "/weeks/{week}/seal",
            (string week, [FromForm] string? document, GatePageMaker page, Edge edge, CancellationToken ct) =>
                edge.WithWeekAsync(
                    week, named => page.AskAsync(named, new SealBulletin(edge.Sign(), named, document), ct),
                    ct)).Only(Roles.Sealer);
    }
}

/// <summary>Makes the page.</summary>
public sealed class GatePageMaker(Edge edge, Gate gate, Frames frames, IHttpContextAccessor http)
{
    /// <summary>The page, with the refusal of a closing or sealing if there was one.</summary>
    public async Task<IResult> ShowAsync(Week week, Refusal? refusal, CancellationToken ct)
    {
        await using var session = edge.Session();
        var report = await gate.ExamineAsync(session, week, ct);
        var standing = report.Week.Sealed is not null ? WeekStanding.Sealed
            : report.Closed is not null ? WeekStanding.Closed
            : WeekStanding.Open;
        var maySeal = standing == WeekStanding.Closed && report.Open && edge.Actor.Role == Roles.Sealer
            && WeekDecider.MaySeal(report.Closed, report.Week, week, edge.Actor.Account) is null;
        return await PageResults.PageAsync<GatePage, GateView>(
            new GateView(
                await frames.OfAsync(http.HttpContext!, edge.District, ct), week.Id, week.Start, week.End, standing,
                [.. report.Checks.Select(check => new GateCheckView(check.Label, check.Met, check.Findings))],
                standing == WeekStanding.Open && edge.Actor.Role == Roles.Closer, maySeal, refusal)
            {
                MayCarry = standing == WeekStanding.Closed && edge.Actor.Role == Roles.Closer,
                Issued = report.Week.Proposal is { } proposal ? $"{ReissueDecider.Name(proposal.Issue)}待核准"
                    : report.Week.LastIssue > 1 ? $"现行{ReissueDecider.Name(report.Week.LastIssue)}"
                    : "",
            },
            refusal is null ? StatusCodes.Status200OK : Answers.StatusOf(refusal));
    }

    /// <summary>Takes a step and shows the page again, or the bulletin once it is sealed.</summary>
    public async Task<IResult> AskAsync(Week week, object command, CancellationToken ct)
    {
        var outcome = await edge.AskAsync(command, ct);
        if (outcome.Refusal is { } refusal)
        {
            return await ShowAsync(week, refusal, ct);
        }

        await edge.SeenAsync(outcome, ct);
        return Results.LocalRedirect(
            command is SealBulletin ? Links.Bulletin(edge.District, week.Id) : Links.Gate(edge.District, week.Id));
    }
}
