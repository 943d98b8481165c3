using Evaluation.Office.Mandates;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Mandates;

/// <summary>A mandate to give. `mandate` is a name of one's own choice: sending it twice gives it once.</summary>
public sealed record MandateBody(
    string Mandate, string Account, string Role, DateOnly From, string Reason, string? Unit = null, DateOnly? To = null,
    string? Deputy = null);

/// <summary>Why a mandate ends.</summary>
public sealed record MandateEndBody(string Mandate, string Reason);

/// <summary>The interface of mandates.</summary>
public static class MandateEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.Get("/mandates", async (RequestContext request, CancellationToken ct) =>
        {
            await using var session = request.Session();
            return Results.Ok(
                await session.StateAsync<MandateRoll>(MandateRoll.Stream, ct) ?? MandateRoll.Empty);
        }).For(typeof(GiveMandate)).Discloses(Disclosed.Mandates)
            .Says<MandateRoll>("列出授予的职责。");
        api.Post(
            "/mandates",
            (MandateBody body, RequestContext request, HttpContext http, CancellationToken ct) => request.AnswerAsync(
                new GiveMandate(request.Sign(), Given(body), SessionCookie.DoerOf(http).Address), ct))
            .For(typeof(GiveMandate))
            .Says("授予职责。");
        api.Post(
            "/mandates/end",
            (MandateEndBody body, RequestContext request, HttpContext http, CancellationToken ct) =>
                request.AnswerAsync(
                    new EndMandate(
                        request.Sign(), new MandateEnded(body.Mandate, body.Reason),
                        SessionCookie.DoerOf(http).Address),
                    ct))
            .For(typeof(EndMandate))
            .Says("终止职责。");
    }

    private static MandateGiven Given(MandateBody body) => new(
        body.Mandate, body.Account, "", body.Role, body.Unit, body.From, body.To, body.Deputy, body.Reason);
}
