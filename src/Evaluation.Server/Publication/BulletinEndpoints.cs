using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Publication;

/// <summary>
/// The sealed bulletins in the issue in force: open to everybody, served from their stored bytes.
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
        async (string district, string week, HttpContext http, SealedFiles files, CancellationToken ct) =>
        {
            if (await files.InForceAsync(district, week) is { } issue)
            {
                await (await files.OfAsync(district, week, issue, part, ct)).SendAsync(http);
            }
            else
            {
                await Answers.Problem(IssueEndpoints.Unknown(week)).ExecuteAsync(http);
            }
        }).AllowAnonymous();
}
