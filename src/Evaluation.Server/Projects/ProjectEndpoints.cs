using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Projects;

/// <summary>A project as the office files it; amounts as texts with their unit, for example 1.2亿.</summary>
public sealed record ProjectBody(
    string Project, string Name, string Enterprise, string Industry, string? Parent, string? Contracted,
    string? FixedAsset);

/// <summary>The first introducer.</summary>
public sealed record IntroducerBody(string Unit);

/// <summary>Agreed shares, adding to exactly 1, and where they are agreed.</summary>
public sealed record SharesBody(List<Share> Shares, string Source);

/// <summary>The addresses of projects.</summary>
public static class ProjectEndpoints
{
    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var projects = api.MapGroup("/projects");
        projects.MapPost("", File).Only(Roles.Reporter, Roles.Verifier);
        projects.MapGet("/{project}", Show).OnlyMembers();
        projects.MapPost(
            "/{project}/introducer",
            ([FromRoute] string project, IntroducerBody body, RequestContext edge, CancellationToken ct) => edge.AnswerAsync(
                new NameIntroducer(edge.Sign(), new IntroducerNamed(project, body.Unit ?? ""), edge.Version),
                ct)).Only(Roles.Verifier);
        projects.MapPost(
            "/{project}/shares",
            ([FromRoute] string project, SharesBody body, RequestContext edge, CancellationToken ct) => edge.AnswerAsync(
                new AgreeShares(
                    edge.Sign(), new SharesAgreed(project, body.Shares ?? [], body.Source ?? ""), edge.Version),
                ct)).Only(Roles.Verifier);
    }

    private static async Task<IResult> File(ProjectBody body, RequestContext edge, CancellationToken ct)
    {
        if (Names.Check(body.Project ?? "", "project") is { } unnamed)
        {
            return Answers.Problem(unnamed);
        }

        var contracted = Money.Parse(body.Contracted ?? "0元", out var why);
        var fixedAsset = Money.Parse(body.FixedAsset ?? "0元", out var whyFixed);
        return contracted is null || fixedAsset is null
            ? Answers.Problem(new Refusal(
                "field-wrong", contracted is null ? why : whyFixed, contracted is null ? "contracted" : "fixedAsset",
                "请写明单位，例如 3000万、1.2亿，且不得为负。"))
            : await edge.AnswerAsync(
                new FileProject(
                    edge.Sign(),
                    new ProjectFiled(
                        body.Project!, body.Name ?? "", body.Enterprise ?? "", body.Industry ?? "", body.Parent,
                        contracted.Value, fixedAsset.Value)),
                ct);
    }

    private static async Task<IResult> Show([FromRoute] string project, RequestContext edge, CancellationToken ct)
    {
        await using var session = edge.Session();
        if (await Read.StateAsync<Project>(session, States.Project(project), ct) is not { } found)
        {
            return Answers.Problem(ProjectDecider.Unknown(project));
        }

        var state = await session.Events.FetchStreamStateAsync(States.Project(project), ct);
        return Results.Ok(new { project = found, version = state!.Version });
    }
}
