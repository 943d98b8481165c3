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

/// <summary>Another name of a project.</summary>
/// <param name="Name">The new name.</param>
/// <param name="From">Its first day.</param>
/// <param name="Reason">By what it is known.</param>
public sealed record ProjectNameBody(string Name, DateOnly From, string Reason);

/// <summary>The day on which a project was stopped, and why.</summary>
public sealed record StopBody(DateOnly On, string Reason);

/// <summary>The day from which it goes on, and why.</summary>
public sealed record ResumeBody(DateOnly From, string Reason);

/// <summary>A part that becomes a project of its own; amounts as texts with their unit.</summary>
/// <param name="Part">The part's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Contracted">How much of the contracted amount goes with it.</param>
/// <param name="Reason">Why, and by which paper.</param>
/// <param name="FixedAsset">How much of the fixed-asset amount goes with it; none when left out.</param>
public sealed record PartBody(string Part, string Name, string Contracted, string Reason, string? FixedAsset = null);

/// <summary>A project and the version of its stream.</summary>
public sealed record ProjectAnswer(Project Project, long Version);

/// <summary>The routes of projects.</summary>
public static class ProjectEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var projects = api.MapGroup("/projects");
        projects.Post("", File).For(typeof(FileProject))
            .Says("建立项目档案。");
        projects.Get("/{project}", Show).OnlyMembers()
            .Says<ProjectAnswer>("看一个项目的档案。");
        projects.Post(
            "/{project}/introducer",
            ([FromRoute] string project, IntroducerBody body, RequestContext request, CancellationToken ct) =>
                request.AnswerAsync(
                    new NameIntroducer(request.Sign(), new IntroducerNamed(project, body.Unit), request.Version),
                    ct)).For(typeof(NameIntroducer))
            .Says("认定项目的首报单位。");
        projects.Post(
            "/{project}/shares",
            ([FromRoute] string project, SharesBody body, RequestContext request, CancellationToken ct) =>
                request.AnswerAsync(
                    new AgreeShares(
                        request.Sign(), new SharesAgreed(project, body.Shares, body.Source),
                        request.Version),
                    ct)).For(typeof(AgreeShares))
            .Says("登记项目的分成比例。");
        MapChanges(projects);
        api.Get("/pipeline", async (
            [AsParameters] PipelineQuery query, RequestContext request, Pipelines pipelines, Sights sights,
            CancellationToken ct) => Answers.Of(
                await pipelines.OfAsync(request.District, query, request.Sign().At, await sights.OfAsync(ct), ct),
                seen => seen.Answer)).OnlyMembers()
            .Says<PipelineAnswer>("看项目在某日各停在哪一阶段，期间各阶段进出多少。");
    }

    private static void MapChanges(RouteGroupBuilder projects)
    {
        projects.Post("/{project}/name", (
            [FromRoute] string project, ProjectNameBody body, RequestContext request, CancellationToken ct) =>
            request.AnswerAsync(
                new RenameProject(
                    request.Sign(), new ProjectRenamed(project, body.Name.Trim(), body.From, body.Reason),
                    request.Version),
                ct)).For(typeof(RenameProject))
            .Says("更改项目名称。");
        projects.Post("/{project}/stop", (
            [FromRoute] string project, StopBody body, RequestContext request, CancellationToken ct) =>
            request.AnswerAsync(
                new StopProject(
                    request.Sign(), new ProjectStopped(project, body.On, body.Reason), request.Version),
                ct)).For(typeof(StopProject))
            .Says("登记项目终止。");
        projects.Post("/{project}/resume", (
            [FromRoute] string project, ResumeBody body, RequestContext request, CancellationToken ct) =>
            request.AnswerAsync(
                new ResumeProject(
                    request.Sign(), new ProjectResumed(project, body.From, body.Reason), request.Version),
                ct)).For(typeof(ResumeProject))
            .Says("登记项目恢复。");
        projects.Post("/{project}/split", Split).For(typeof(SplitProject))
            .Says("把项目的一部分拆为另一项目。");
    }

    private static async Task<IResult> Split(
        [FromRoute] string project, PartBody body, RequestContext request, CancellationToken ct)
    {
        if (Names.Check(body.Part, "part") is { } unnamed)
        {
            return Answers.Problem(unnamed);
        }

        return !Amount(body.Contracted, "contracted").TryGet(out var contracted, out var wrong)
                || !Amount(body.FixedAsset ?? "0元", "fixedAsset").TryGet(out var fixedAsset, out wrong)
            ? Answers.Problem(wrong)
            : await request.AnswerAsync(
                new SplitProject(
                    request.Sign(), new ProjectSplit(project, body.Part, contracted, fixedAsset, body.Reason),
                    body.Name.Trim(), request.Version),
                ct);
    }

    private static Result<decimal> Amount(string text, string where) =>
        Money.Parse(text, out var why) is { } amount ? amount
            : new Refusal("field-wrong", why, where, "请写明单位，例如 3000万、1.2亿，且不得为负。");

    private static async Task<IResult> File(ProjectBody body, RequestContext request, CancellationToken ct)
    {
        if (Names.Check(body.Project, "project") is { } unnamed)
        {
            return Answers.Problem(unnamed);
        }

        return !Amount(body.Contracted, "contracted").TryGet(out var contracted, out var wrong)
                || !Amount(body.FixedAsset ?? "0元", "fixedAsset").TryGet(out var fixedAsset, out wrong)
            ? Answers.Problem(wrong)
            : await request.AnswerAsync(
                new FileProject(
                    request.Sign(),
                    new ProjectFiled(
                        body.Project, body.Name, body.Enterprise, body.Industry, body.Parent,
                        contracted, fixedAsset)),
                ct);
    }

    private static async Task<IResult> Show(
        [FromRoute] string project, RequestContext request, Sights sights, CancellationToken ct)
    {
        var sight = await sights.OfAsync(ct);
        await using var session = request.Session();
        return await session.VersionedAsync<Project>(Project.StreamOf(project), ct) is not { } found
                ? Answers.Problem(ProjectDecider.Unknown(project))
            : !sight.ShowsProject(found.State) ? Answers.Problem(Sight.NotShown)
            : Results.Ok(new ProjectAnswer(found.State, found.Version));
    }
}
