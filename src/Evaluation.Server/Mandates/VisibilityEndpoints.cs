using Evaluation.Office.Mandates;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Mandates;

/// <summary>
/// What units see of each other: `points`, `lines` or `all`, the document that says so, and for whom bulletins are
/// printed from now on: `public`, `internal` or `both`; as before when it is left out.
/// </summary>
public sealed record VisibilityBody(string Others, string Document, string? Papers = null);

/// <summary>The interface of what units see.</summary>
public static class VisibilityEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.Get("/visibility", async (RequestContext request, CancellationToken ct) =>
        {
            await using var session = request.Session();
            return Results.Ok(await session.StateAsync<Visibility>(Visibility.Stream, ct) ?? Visibility.Usual);
        }).OnlyMembers()
            .Says<Visibility>("看单位之间、对外公开到什么程度。");
        api.Post(
            "/visibility",
            (VisibilityBody body, RequestContext request, HttpContext http, CancellationToken ct) =>
                request.AnswerAsync(
                    new DeclareVisibility(
                        request.Sign(), new VisibilityDeclared(body.Others, body.Document) { Papers = body.Papers },
                        SessionCookie.DoerOf(http).Address),
                    ct))
            .For(typeof(DeclareVisibility))
            .Says("决定单位之间、对外公开到什么程度。");
    }
}
