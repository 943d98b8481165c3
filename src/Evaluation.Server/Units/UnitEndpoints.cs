using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
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

/// <summary>
/// A merger: the units that end and the unit that succeeds them; name, kind and group are those of a new one.
/// </summary>
public sealed record MergerBody(
    IReadOnlyList<string> Units, string Into, DateOnly From, string Document, string Reason, string? Name = null,
    string? Kind = null, string? Group = null);

/// <summary>A split: the new units with their shares, which add to 1.</summary>
public sealed record SplitBody(IReadOnlyList<SplitPart> Into, DateOnly From, string Document, string Reason);

/// <summary>The routes of the roster.</summary>
public static class UnitEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var units = api.MapGroup("/units");
        units.Get("", Units).OnlyMembers()
            .Says<IReadOnlyList<UnitTerm>>("列出参加考评的单位；on 为某日的。");
        units.Get("/successions", Successions).OnlyMembers()
            .Says<IReadOnlyList<Succession>>("列出单位的合并和拆分。");
        MapChanges(units);
    }

    private static void MapChanges(RouteGroupBuilder units)
    {
        var change = typeof(ChangeRoster);
        units.Post("", (UnitBody body, RequestContext request, CancellationToken ct) =>
            Names.Check(body.Unit, "unit") is { } unnamed
                ? Task.FromResult(Answers.Problem(unnamed))
                : Change(
                    request,
                    new UnitEntered(body.Unit, body.Name, body.Kind, body.Group, body.From),
                    ct)).For(change)
            .Says("单位参加考评。");
        units.Post(
            "/{unit}/group", ([FromRoute] string unit, GroupBody body, RequestContext request, CancellationToken ct) =>
                Change(request, new UnitRegrouped(unit, body.Group, body.From), ct)).For(change)
            .Says("更改单位的分组。");
        units.Post(
            "/{unit}/name", ([FromRoute] string unit, NameBody body, RequestContext request, CancellationToken ct) =>
                Change(request, new UnitRenamed(unit, body.Name, body.From), ct)).For(change)
            .Says("更改单位名称。");
        units.Post(
            "/{unit}/end", ([FromRoute] string unit, EndBody body, RequestContext request, CancellationToken ct) =>
                Change(request, new UnitLeft(unit, body.To), ct)).For(change)
            .Says("单位退出考评。");
        units.Post("/mergers", Merge).For(change)
            .Says("合并单位。");
        units.Post(
            "/{unit}/split", ([FromRoute] string unit, SplitBody body, RequestContext request, CancellationToken ct) =>
                Split(unit, body, request, ct)).For(change)
            .Says("拆分单位。");
        units.Post(
            "/{unit}/leaders",
            ([FromRoute] string unit, LeaderBody body, RequestContext request, CancellationToken ct) =>
                Change(request, new LeaderAppointed(unit, body.Person, body.Post, body.From), ct))
            .For(change)
            .Says("登记单位领导任职。");
        units.Post(
            "/{unit}/leaders/{person}/end",
            ([FromRoute] string unit, [FromRoute] string person, EndBody body, RequestContext request,
                CancellationToken ct) => Change(request, new LeaderReleased(unit, person, body.To), ct)).For(change)
            .Says("登记单位领导离任。");
    }

    private static Task<IResult> Merge(MergerBody body, RequestContext request, CancellationToken ct) =>
        Names.Check(body.Into, "into") is { } unnamed ? Task.FromResult(Answers.Problem(unnamed))
        : Change(
            request, new UnitsMerged(
                body.Units, body.Into, body.Name, body.Kind, body.Group, body.From, body.Document, body.Reason),
            ct);

    private static Task<IResult> Split(string unit, SplitBody body, RequestContext request, CancellationToken ct) =>
        body.Into.Select(part => Names.Check(part.Unit, "into")).OfType<Refusal>().FirstOrDefault() is { } unnamed
            ? Task.FromResult(Answers.Problem(unnamed))
            : Change(request, new UnitSplit(unit, body.Into, body.From, body.Document, body.Reason), ct);

    private static Task<IResult> Change(RequestContext request, object change, CancellationToken ct) =>
        request.AnswerAsync(new ChangeRoster(request.Sign(), change, request.Version), ct);

    private static async Task<IResult> Units(RequestContext request, DateOnly? on, CancellationToken ct)
    {
        var roster = await RosterAsync(request, ct);
        return Results.Ok(on is { } day ? roster.On(day) : roster.Terms);
    }

    private static async Task<IResult> Successions(RequestContext request, CancellationToken ct) =>
        Results.Ok((await RosterAsync(request, ct)).Successions);

    private static async Task<Roster> RosterAsync(RequestContext request, CancellationToken ct)
    {
        await using var session = request.Session();
        return await session.StateAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
    }
}
