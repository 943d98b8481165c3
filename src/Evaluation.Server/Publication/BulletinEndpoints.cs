using Evaluation.Office.Publication;
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

    /// <summary>Sends a file of an issue that was sealed, or says that somebody took it away.</summary>
    internal static async Task SendAsync(
        HttpContext http, SealedFiles files, string district, string week, int issue, SealedPart part,
        CancellationToken ct)
    {
        if (await files.OfAsync(district, week, issue, part, ct) is { } file)
        {
            await file.SendAsync(http);
        }
        else
        {
            await Faults.AnswerMissingAsync(
                http, $"the sealed bytes of {district} {Issues.IdOf(week, issue)} are gone");
        }
    }

    private static void Map(IEndpointRouteBuilder app, string ending, SealedPart part) => app.MapMethods(
        $"/{{district}}/bulletins/{{week}}{ending}", Reading,
        async (string district, string week, HttpContext http, SealedFiles files, CancellationToken ct) =>
        {
            if (await files.InForceAsync(district, week) is { } issue)
            {
                await SendAsync(http, files, district, week, issue, part, ct);
            }
            else
            {
                await Answers.Problem(IssueEndpoints.Unknown(week)).ExecuteAsync(http);
            }
        }).AllowAnonymous();
}
