using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.VerifyQueue;

/// <summary>The page on which claims are verified one after another, or several at once.</summary>
public static class QueuePages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get(
            "/verify", (
                [AsParameters] ClaimListQuery query, [AsParameters] QueuePlace place, QueuePageMaker page,
                CancellationToken ct) => page.ShowAsync(query, place, ct))
            .For(typeof(VerifyClaim)).Discloses(Disclosed.Claims);
        pages.Post(
            "/verify/{claim}", (
                string claim, [AsParameters] ClaimListQuery query, [FromForm] IFormCollection form,
                QueuePageMaker page, CancellationToken ct) =>
                page.DecideAsync(query, claim, new FormReading(form), ct))
            .For(typeof(VerifyClaim)).Fields("reason").Further("version", "usual", "do");
        pages.Post(
            "/verify", (
                [AsParameters] ClaimListQuery query, [FromForm] IFormCollection form, QueuePageMaker page,
                CancellationToken ct) => page.DecideSeveralAsync(query, new FormReading(form), ct))
            .For(typeof(VerifyClaim)).Fields("reason").Many("id").Further("usual", "do", "at");
    }
}

/// <summary>Where one is in the queue.</summary>
/// <param name="Claim">The claim to show; the first when it is not named.</param>
/// <param name="Done">The claim that was decided just now.</param>
/// <param name="More">How many others were decided with it.</param>
/// <param name="Pick">Any word chooses the claims that may be accepted together.</param>
public sealed record QueuePlace(
    [FromQuery(Name = "claim")] string? Claim, [FromQuery(Name = "done")] string? Done,
    [FromQuery(Name = "more")] string? More, [FromQuery(Name = "pick")] string? Pick)
{
    /// <summary>The first claim, after nothing was done.</summary>
    public static readonly QueuePlace Beginning = new(null, null, null, null);
}
