using Evaluation.Office.Mandates;
using Evaluation.Office.Units;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Publication;
using Marten;

namespace Evaluation.Server.Home;

/// <summary>The start page: open to everybody, it shows sealed bulletins only, those for members to members.</summary>
public static class HomeEndpoints
{
    private const int MostBulletins = 6;

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder app) =>
        app.Get(
            Links.Home,
            async (
                HttpContext http, Districts districts, Databases databases, StateCache states, TimeProvider clock,
                PageFrames frames, CancellationToken ct) =>
            {
                var (shown, actor) = (new List<HomeDistrictView>(), Actor.Of(http.User));
                foreach (var district in await districts.AllAsync(ct))
                {
                    var today = DateOnly.FromDateTime(districts.TimeIn(district, clock.GetUtcNow()).DateTime);
                    await using var session = databases.Session(district);
                    var member = actor is not null && (actor.District == district
                        || await states.At(session).StateAsync<MandateRoll>(MandateRoll.Stream, ct) is { } roll
                        && roll.Of(actor.Account, today).Count > 0);
                    shown.Add(await DistrictAsync(district, member, session, ct));
                }

                return await PageResults.PageAsync<HomePage, HomeView>(
                    new HomeView(await frames.OfAsync(http, null, ct), shown));
            }).AllowAnonymous();

    /// <summary>Maps the page on which somebody of a district begins.</summary>
    public static void MapStart(IEndpointRouteBuilder pages) =>
        pages.Get("/start", (StartPageMaker maker, CancellationToken ct) => maker.ShowAsync(ct)).OnlyMembers();

    private static async Task<HomeDistrictView> DistrictAsync(
        string district, bool member, IQuerySession session, CancellationToken ct)
    {
        var founded = (await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct))!;
        IQueryable<BulletinHeading> open = session.Query<BulletinHeading>();
        open = member ? open : open.Where(BulletinHeading.ForEverybody);
        var weeks = await open
            .Where(heading => heading.Id.Contains(BulletinHeading.OfWeek))
            .OrderByDescending(heading => heading.Id)
            .Take(MostBulletins)
            .ToListAsync(ct);
        var periods = await open
            .Where(heading => !heading.Id.Contains(BulletinHeading.OfWeek))
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
