using Evaluation.Office.Adoption;
using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Adoption;

/// <summary>An edition proposed for adoption.</summary>
public sealed record RulebookBody(string Text, string Document);

/// <summary>The addresses of rulebooks.</summary>
public static class RulebookEndpoints
{
    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/rulebooks", (RulebookBody body, RequestContext edge, CancellationToken ct) =>
            edge.AnswerAsync(
                new AdoptRulebook(edge.Sign(), body.Text ?? "", body.Document ?? "", edge.Version),
                ct)).Only(Roles.Committee);
        api.MapPost(
            "/rulebooks/check",
            (RulebookBody body) => Results.Ok(new { findings = RulebookCheck.Of(body.Text ?? "").Findings }))
            .OnlyMembers();
        api.MapGet("/rulebooks", List).OnlyMembers();
        api.MapGet("/rulebooks/{rulebook}/{edition:int}", Text).OnlyMembers();
    }

    private static async Task<IResult> List(RequestContext edge, CancellationToken ct)
    {
        await using var session = edge.Session();
        var editions = await Read.StateAsync<Editions>(session, States.Rulebook, ct) ?? Editions.None;
        return Results.Ok(
            editions.Adopted.Select(
                one => new { one.Rulebook, one.Edition, one.From, one.To, one.Sha256, one.Document }));
    }

    private static async Task<IResult> Text(
        [FromRoute] string rulebook, [FromRoute] int edition, RequestContext edge, CancellationToken ct)
    {
        await using var session = edge.Session();
        var editions = await Read.StateAsync<Editions>(session, States.Rulebook, ct) ?? Editions.None;
        return editions.Adopted.Find(one => one.Rulebook == rulebook && one.Edition == edition) is { } found
            ? Results.Text(found.Text, "text/yaml; charset=utf-8")
            : Answers.Problem(Refusal.Unknown("rulebook", "考评办法", $"{rulebook}/{edition}", "请核对名称和版号。"));
    }
}
