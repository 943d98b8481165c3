using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Mandates;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Projects;

/// <summary>A project as the office files it; amounts as texts with their unit, for example 1.2亿.</summary>
/// <param name="Project">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Enterprise">The firm.</param>
/// <param name="Industry">The industry.</param>
/// <param name="Contracted">The amount contracted.</param>
/// <param name="FixedAsset">The part of it that goes into fixed assets; none when left out.</param>
/// <param name="Parent">The project that it belongs to; null for none.</param>
public sealed record ProjectBody(
    string Project, string Name, string Enterprise, string Industry, string Contracted, string? FixedAsset = null,
    string? Parent = null);

/// <summary>The first introducer.</summary>
public sealed record IntroducerBody(string Unit);

/// <summary>Agreed shares, adding to exactly 1, and where they are agreed.</summary>
public sealed record SharesBody(List<Share> Shares, string Source);

/// <summary>A project and the version of its stream.</summary>
public sealed record ProjectAnswer(Project Project, long Version);

/// <summary>The routes of projects.</summary>
public static class ProjectEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var projects = api.MapGroup("/projects");
        projects.MapPost("", File).For(typeof(FileProject));
        projects.MapGet("/{project}", Show).OnlyMembers();
        projects.MapPost(
            "/{project}/introducer",
            ([FromRoute] string project, IntroducerBody body, RequestContext request, CancellationToken ct) =>
                request.AnswerAsync(
                    new NameIntroducer(request.Sign(), new IntroducerNamed(project, body.Unit), request.Version),
                    ct)).For(typeof(NameIntroducer));
        projects.MapPost(
            "/{project}/shares",
            ([FromRoute] string project, SharesBody body, RequestContext request, CancellationToken ct) =>
                request.AnswerAsync(
                    new AgreeShares(
                        request.Sign(), new SharesAgreed(project, body.Shares, body.Source),
                        request.Version),
                    ct)).For(typeof(AgreeShares));
    }

    private static async Task<IResult> File(ProjectBody body, RequestContext request, CancellationToken ct)
    {
        if (Names.Check(body.Project, "project") is { } unnamed)
        {
            return Answers.Problem(unnamed);
        }

        var contracted = Money.Parse(body.Contracted, out var why);
        var fixedAsset = Money.Parse(body.FixedAsset ?? "0元", out var whyFixed);
        return contracted is null || fixedAsset is null
            ? Answers.Problem(new Refusal(
                "field-wrong", contracted is null ? why : whyFixed, contracted is null ? "contracted" : "fixedAsset",
                "请写明单位，例如 3000万、1.2亿，且不得为负。"))
            : await request.AnswerAsync(
                new FileProject(
                    request.Sign(),
                    new ProjectFiled(
                        body.Project, body.Name, body.Enterprise, body.Industry, body.Parent,
                        contracted.Value, fixedAsset.Value)),
                ct);
    }

    private static async Task<IResult> Show(
        [FromRoute] string project, RequestContext request, Sights sights, CancellationToken ct)
    {
        var sight = await sights.OfAsync(ct);
        await using var session = request.Session();
        return await session.VersionedAsync<Project>(Project.StreamOf(project), ct) is not { } found
                ? Answers.Problem(ProjectDecider.Unknown(project))
            : found.State.CreditedShares is { Count: > 0 } shares && !shares.Any(share => sight.Shows(share.Unit))
                ? Answers.Problem(Sight.NotShown)
            : Results.Ok(new ProjectAnswer(found.State, found.Version));
    }
}
