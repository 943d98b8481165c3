using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Publication;

/// <summary>
/// The sealed bulletins in the issue in force, served from their stored bytes: open to everybody, unless the district
/// has them printed for its members.
/// </summary>
public static class BulletinEndpoints
{
    /// <summary>GET, and HEAD for clients that only check for something new.</summary>
    internal static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        Map(app, ".json", SealedPart.Record);
        Map(app, ".csv", SealedPart.Table);
        Map(app, "", SealedPart.Page);
    }

    private static void Map(IEndpointRouteBuilder app, string ending, SealedPart part) => app.On(
        Reading, $"/{{district}}/bulletins/{{week}}{ending}",
        ([AsParameters] PaperRequest request, CancellationToken ct) => request.SendAsync(null, part, ct))
        .AllowAnonymous();

    /// <summary>What a request for a paper is answered from.</summary>
    internal sealed record PaperRequest(string District, string Week, HttpContext Http, PaperDesk Desk)
    {
        public Task SendAsync(string? issue, SealedPart part, CancellationToken ct) =>
            Desk.SendAsync(Http, new AskedPaper(District, Week, issue), part, ct);
    }
}
