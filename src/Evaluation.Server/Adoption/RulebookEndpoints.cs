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

/// <summary>A text to be checked; a document may be named already and is not looked at.</summary>
public sealed record RulebookTextBody(string Text, string? Document = null);

/// <summary>What is wrong or doubtful in a text.</summary>
public sealed record RulebookFindings(IReadOnlyList<Finding> Findings);

/// <summary>An adopted edition without its text.</summary>
public sealed record EditionSummary(
    string Rulebook, int Edition, DateOnly From, DateOnly To, string Sha256, string Document);

/// <summary>The routes of rulebooks.</summary>
public static class RulebookEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.Post("/rulebooks", (RulebookBody body, RequestContext request, CancellationToken ct) =>
            request.AnswerAsync(
                new AdoptRulebook(request.Sign(), body.Text, body.Document, request.Version),
                ct)).For(typeof(AdoptRulebook))
            .Says("采用一版考评办法。");
        api.Post(
            "/rulebooks/check",
            (RulebookTextBody body) => Results.Ok(new RulebookFindings(RulebookCheck.Of(body.Text).Findings)))
            .OnlyMembers()
            .Says<RulebookFindings>("检查考评办法的文本，不登记任何内容。");
        api.Get("/rulebooks", List).OnlyMembers()
            .Says<IReadOnlyList<EditionSummary>>("列出采用过的各版考评办法。");
        api.Get("/rulebooks/{rulebook}/{edition:int}", Text).OnlyMembers()
            .SaysContent("text/yaml", "看一版考评办法的文本。");
    }

    private static async Task<IResult> List(RequestContext request, CancellationToken ct)
    {
        await using var session = request.Session();
        var editions = await session.StateAsync<Editions>(Editions.Stream, ct) ?? Editions.None;
        return Results.Ok(editions.Adopted.Select(one => new EditionSummary(
            one.Rulebook, one.Edition, one.From, one.To, one.Sha256, one.Document)));
    }

    private static async Task<IResult> Text(
        [FromRoute] string rulebook, [FromRoute] int edition, RequestContext request, CancellationToken ct)
    {
        await using var session = request.Session();
        var editions = await session.StateAsync<Editions>(Editions.Stream, ct) ?? Editions.None;
        return editions.Adopted.Find(one => one.Rulebook == rulebook && one.Edition == edition) is { } found
            ? Results.Text(found.Text, "text/yaml; charset=utf-8")
            : Answers.Problem(Refusal.Unknown("rulebook", "考评办法", $"{rulebook}/{edition}", "请核对名称和版号。"));
    }
}
