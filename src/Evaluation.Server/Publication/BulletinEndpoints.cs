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

    private static void Map(IEndpointRouteBuilder app, string ending, SealedPart part) => app.MapMethods(
        $"/{{district}}/bulletins/{{week}}{ending}", Reading,
        async (string district, string week, HttpContext http, SealedFiles files, PaperDesk desk,
            CancellationToken ct) =>
        {
            if (await files.InForceAsync(district, week) is { } issue)
            {
                await desk.SendAsync(http, district, week, issue.Number, issue.Papers, part, ct);
            }
            else
            {
                await Answers.Problem(IssueEndpoints.Unknown(week)).ExecuteAsync(http);
            }
        }).AllowAnonymous();
}
