using Evaluation.Office.Targets;
using Evaluation.Rulebooks.Rules;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Targets;

/// <summary>A target to be given.</summary>
/// <param name="Unit">
/// The unit; `*` for every unit without a target of its own, `+` for all units together.
/// </param>
/// <param name="Indicator">The measure's name.</param>
/// <param name="Period">
/// A year (2023), half (2023-H1), quarter (2023-Q1), two months (2023-B1), month (2023-05), half of it (2023-05-H1),
/// fortnight (2023-F05), ten days (2023-05-T1) or week (2023-W05).
/// </param>
/// <param name="Amount">In the measure's unit; money in yuan.</param>
/// <param name="Opening">Of all units together, what was done before the evaluation began; null for nothing.</param>
public sealed record TargetBody(
    string Unit, string Indicator, string Period, decimal Amount, decimal? Opening = null);

/// <summary>Targets and the document that gives them.</summary>
public sealed record TargetsBody(string Document, List<TargetBody> Targets);

/// <summary>A target that holds and the document that gave it.</summary>
/// <param name="Opening">Of all units together, what was done before the evaluation began; null for nothing.</param>
public sealed record TargetAnswer(
    string Unit, string Indicator, string Period, decimal Amount, string Document, decimal? Opening);

/// <summary>The routes of targets.</summary>
public static class TargetEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.Post("/targets", (TargetsBody body, RequestContext request, CancellationToken ct) =>
            request.AnswerAsync(new GiveTargets(request.Sign(), TargetsOf(body), request.Version), ct))
            .For(typeof(GiveTargets))
            .Says("下达目标任务。");
        api.Get("/targets", List).OnlyMembers()
            .Says<IReadOnlyList<TargetAnswer>>("列出下达的目标任务。");
        api.Get("/targets/progress", async (
            string? week, RequestContext request, TargetProgress progress, Sights sights, CancellationToken ct) =>
            Answers.Of(
                await progress.OfAsync(request.District, week, request.Sign().At, await sights.OfAsync(ct), ct),
                answer => answer)).OnlyMembers()
            .Says<ProgressAnswer>("看目标任务的完成进度。");
    }

    private static TargetsGiven TargetsOf(TargetsBody body) => new(
        body.Document,
        [.. body.Targets.Select(one => new Target(
            TargetAmounts.Addressee(one.Unit), one.Indicator, one.Period, one.Amount) { Opening = one.Opening })]);

    private static async Task<IResult> List(RequestContext request, CancellationToken ct)
    {
        await using var session = request.Session();
        var given = await session.StateAsync<GivenTargets>(GivenTargets.Stream, ct) ?? GivenTargets.None;
        return Results.Ok(given.All.Select(one => new TargetAnswer(
            one.Target.Unit, one.Target.Indicator, one.Target.Period, one.Target.Amount, one.Document,
            one.Target.Opening)));
    }
}
