using Evaluation.Office.Units;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using Marten;

namespace Evaluation.Server.Home;

/// <summary>The start page: open to everybody, it shows sealed bulletins only.</summary>
public static class HomeEndpoints
{
    private const int MostBulletins = 6;

    // What the names of weeks have and those of periods do not.
    private const string OfWeek = "-W";

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(
            Links.Home,
            async (
                HttpContext http, Districts districts, Databases databases, PageFrames frames, CancellationToken ct) =>
            {
                var shown = new List<HomeDistrictView>();
                foreach (var district in await districts.AllAsync(ct))
                {
                    shown.Add(await DistrictAsync(district, databases, ct));
                }

                return await PageResults.PageAsync<HomePage, HomeView>(
                    new HomeView(await frames.OfAsync(http, null, ct), shown));
            }).AllowAnonymous();

    /// <summary>Maps the page on which somebody of a district begins.</summary>
    public static void MapStart(IEndpointRouteBuilder pages) =>
        pages.MapGet("/start", (StartPageMaker maker, CancellationToken ct) => maker.ShowAsync(ct)).OnlyMembers();

    private static async Task<HomeDistrictView> DistrictAsync(
        string district, Databases databases, CancellationToken ct)
    {
        await using var session = databases.Session(district);
        var founded = (await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct))!;
        var weeks = await session.Query<BulletinHeading>()
            .Where(heading => heading.Id.Contains(OfWeek))
            .OrderByDescending(heading => heading.Id)
            .Take(MostBulletins)
            .ToListAsync(ct);
        var periods = await session.Query<BulletinHeading>()
            .Where(heading => !heading.Id.Contains(OfWeek))
            .OrderByDescending(heading => heading.SealedOn)
            .ThenBy(heading => heading.Id)
            .Take(MostBulletins)
            .ToListAsync(ct);
        return new HomeDistrictView(
            district, founded.Name, founded.Issuer, [.. weeks.Select(View)])
        {
            Periods = [.. periods.Select(View)],
        };
    }

    private static HomeBulletinView View(BulletinHeading heading) =>
        new(heading.Id, heading.Title, heading.Document, heading.SealedOn, heading.Issue);
}
