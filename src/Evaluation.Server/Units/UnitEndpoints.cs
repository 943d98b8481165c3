using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Units;

/// <summary>A unit that enters the roster.</summary>
public sealed record UnitBody(string Unit, string Name, string Kind, string Group, DateOnly From);

/// <summary>A unit's new group.</summary>
public sealed record GroupBody(string Group, DateOnly From);

/// <summary>A unit's new name.</summary>
public sealed record NameBody(string Name, DateOnly From);

/// <summary>A last day.</summary>
public sealed record EndBody(DateOnly To);

/// <summary>A leader's appointment; the post is `top` or `member`.</summary>
public sealed record LeaderBody(string Person, string Post, DateOnly From);

/// <summary>A merger: the units that end and the unit in which they go on; name, kind and group are those of a new one.</summary>
public sealed record MergerBody(
    IReadOnlyList<string>? Units, string? Into, string? Name, string? Kind, string? Group, DateOnly From, string? Document,
    string? Reason);

/// <summary>A split: the new units with their shares, which add to 1.</summary>
public sealed record SplitBody(IReadOnlyList<SplitPart>? Into, DateOnly From, string? Document, string? Reason);

/// <summary>The addresses of the roster.</summary>
public static class UnitEndpoints
{
    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var units = api.MapGroup("/units");
        units.MapGet("", Roster).OnlyMembers();
        units.MapPost("", (UnitBody body, RequestContext edge, CancellationToken ct) =>
            Names.Check(body.Unit ?? "", "unit") is { } unnamed
                ? Task.FromResult(Answers.Problem(unnamed))
                : Change(
                    edge, new UnitEntered(body.Unit!, body.Name ?? "", body.Kind ?? "", body.Group ?? "", body.From),
                    ct)).Only(Roles.Closer);
        units.MapPost("/{unit}/group", ([FromRoute] string unit, GroupBody body, RequestContext edge, CancellationToken ct) =>
            Change(edge, new UnitRegrouped(unit, body.Group ?? "", body.From), ct)).Only(Roles.Closer);
        units.MapPost("/{unit}/name", ([FromRoute] string unit, NameBody body, RequestContext edge, CancellationToken ct) =>
            Change(edge, new UnitRenamed(unit, body.Name ?? "", body.From), ct)).Only(Roles.Closer);
        units.MapPost("/{unit}/end", ([FromRoute] string unit, EndBody body, RequestContext edge, CancellationToken ct) =>
            Change(edge, new UnitLeft(unit, body.To), ct)).Only(Roles.Closer);
        units.MapGet("/successions", Successions).OnlyMembers();
        units.MapPost("/mergers", Merge).Only(Roles.Closer);
        units.MapPost("/{unit}/split", ([FromRoute] string unit, SplitBody body, RequestContext edge, CancellationToken ct) =>
            Split(unit, body, edge, ct)).Only(Roles.Closer);
        units.MapPost("/{unit}/leaders", ([FromRoute] string unit, LeaderBody body, RequestContext edge, CancellationToken ct) =>
            Change(
                edge, new LeaderAppointed(unit, body.Person ?? "", body.Post ?? "", body.From), ct)).Only(Roles.Closer);
        units.MapPost(
            "/{unit}/leaders/{person}/end",
            ([FromRoute] string unit, [FromRoute] string person, EndBody body, RequestContext edge, CancellationToken ct) =>
                Change(edge, new LeaderReleased(unit, person, body.To), ct)).Only(Roles.Closer);
    }

    private static Task<IResult> Merge(MergerBody body, RequestContext edge, CancellationToken ct) =>
        Names.Check(body.Into ?? "", "into") is { } unnamed ? Task.FromResult(Answers.Problem(unnamed))
        : Change(
            edge, new UnitsMerged(
                [.. (body.Units ?? []).OfType<string>()], body.Into!, body.Name, body.Kind, body.Group, body.From,
                body.Document ?? "", body.Reason ?? ""),
            ct);

    private static Task<IResult> Split(string unit, SplitBody body, RequestContext edge, CancellationToken ct)
    {
        var parts = (body.Into ?? []).OfType<SplitPart>().ToList();
        return parts.Select(part => Names.Check(part.Unit ?? "", "into")).FirstOrDefault(wrong => wrong is not null) is { } unnamed
            ? Task.FromResult(Answers.Problem(unnamed))
            : Change(edge, new UnitSplit(unit, parts, body.From, body.Document ?? "", body.Reason ?? ""), ct);
    }

    private static Task<IResult> Change(RequestContext edge, object change, CancellationToken ct) =>
        edge.AnswerAsync(new ChangeRoster(edge.Sign(), change, edge.Version), ct);

    private static async Task<IResult> Roster(RequestContext edge, DateOnly? on, CancellationToken ct)
    {
        await using var session = edge.Session();
        var roster = await Read.StateAsync<Roster>(session, States.Roster, ct) ?? Evaluation.Rulebooks.Units.Roster.Empty;
        return Results.Ok(on is { } day ? roster.On(day) : roster.Terms);
    }
    private static async Task<IResult> Successions(RequestContext edge, CancellationToken ct)
    {
        await using var session = edge.Session();
        var roster = await Read.StateAsync<Roster>(session, States.Roster, ct) ?? Evaluation.Rulebooks.Units.Roster.Empty;
        return Results.Ok(roster.Successions);
    }
}
