using Evaluation.Office.Mandates;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Publication;

/// <summary>
/// The issues of a week: open to whom the bulletin is, the old ones too. A superseded issue keeps its bytes; the list
/// and the header `Link` say what took its place.
/// </summary>
public static class IssueEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        var week = app.MapGroup("/{district}/bulletins/{week}/issues");
        week.Get("", ListAsync).AllowAnonymous();
        Map(week, ".json", SealedPart.Record);
        Map(week, ".csv", SealedPart.Table);
        Map(week, "", SealedPart.Page);
    }

    /// <summary>The refusal for a week, or an issue of it, that was not sealed.</summary>
    internal static Refusal Unknown(string week) => Refusal.Unknown(
        "bulletin", "已签发的通报", week.Length > 30 ? week[..30] : week,
        "请核对周次或期间，例如 2023-W26、2023-06；未签发的没有通报。");

    private static void Map(IEndpointRouteBuilder week, string ending, SealedPart part) => week.On(
        BulletinEndpoints.Reading, $"/{{issue}}{ending}",
        (string issue, [AsParameters] BulletinEndpoints.PaperRequest request, CancellationToken ct) =>
            request.SendAsync(issue, part, ct))
        .AllowAnonymous();

    private static async Task<IResult> ListAsync(
        string district, string week, HttpContext http, Databases databases, Terms terms, PageFrames frames,
        PersonNames persons, CancellationToken ct)
    {
        await using var session = databases.Session(district);
        var file = (await terms.OfAsync(session, week, ct)).TryGet(out var named, out _)
            ? await session.StateAsync<WeekFile>(named.Stream, ct)
            : null;
        var member = PaperDesk.IsMember(http, district);
        if (file?.InForce is { Papers: PaperScope.Internal } && !member)
        {
            await PaperDesk.RefuseAsync(http);
            return Results.Empty;
        }

        return file?.Sealed is null
            ? Answers.Problem(Unknown(week))
            : await PageResults.PageAsync<IssuesPage, IssuesView>(
                new IssuesView(
                    await frames.OfAsync(http, null, ct), district, week,
                    [.. IssueRow.Of(file, await persons.OfAsync(district, ct)).Select(
                        one => member ? one : one.ForStrangers())]));
    }
}
