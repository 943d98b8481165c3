using Evaluation.Office.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Publication;
using Marten;

namespace Evaluation.Server.Archive;

/// <summary>The archive, open to whom the bulletins are.</summary>
internal static class ArchivePages
{
    /// <summary>The sorts of bulletins that may be chosen.</summary>
    public static readonly IReadOnlyList<SuggestionView> Sorts =
        [new("week", "每周"), new("period", "月、季、年等期间")];

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.Get("/{district}/bulletins", ShowAsync).AllowAnonymous();
        app.Get("/{district}/bulletins.atom", FeedAsync).AllowAnonymous();
    }

    private static async Task<IResult> ShowAsync(
        string district, string? q, string? sort, HttpContext http, Databases databases, PageFrames frames,
        CancellationToken ct)
    {
        var (founded, all) = await ReadAsync(http, district, databases, ct);
        var (text, chosen) = (q?.Trim() ?? "", Sorts.Any(one => one.Value == sort) ? sort! : "");
        var found = all.Where(one => Holds(one, text) && (chosen.Length == 0 || SortOf(one) == chosen))
            .GroupBy(one => (one.SealedOn.Year, one.SealedOn.Month))
            .Select(month => new ArchiveMonthView(
                $"{Print.Whole(month.Key.Year)}年{Print.Whole(month.Key.Month)}月",
                [.. month.Select(one => new ArchivedView(one.Id, one.Title, one.Document, one.SealedOn, one.Issue))]));
        return await PageResults.PageAsync<ArchivePage, ArchiveView>(new ArchiveView(
            await frames.OfAsync(http, district, ct), district, founded.Issuer, all.Count, text, chosen, [.. found]));
    }

    private static async Task<IResult> FeedAsync(
        string district, HttpContext http, Databases databases, CancellationToken ct)
    {
        var (founded, all) = await ReadAsync(http, district, databases, ct);
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(
            ArchiveFeed.Write($"{http.Request.Scheme}://{http.Request.Host}", founded, all),
            "application/atom+xml; charset=utf-8");
    }

    // The last sealed first; for strangers those that have a paper for them.
    private static async Task<(DistrictFounded Founded, IReadOnlyList<BulletinHeading> All)> ReadAsync(
        HttpContext http, string district, Databases databases, CancellationToken ct)
    {
        await using var session = databases.Session(district);
        IQueryable<BulletinHeading> shown = session.Query<BulletinHeading>();
        shown = PaperDesk.IsMember(http, district) ? shown : shown.Where(BulletinHeading.ForEverybody);
        return (
            (await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct))!,
            await shown.OrderByDescending(one => one.SealedOn).ThenByDescending(one => one.Id).ToListAsync(ct));
    }

    private static bool Holds(BulletinHeading one, string text) => text.Length == 0
        || Sameness.Of(one.Title).Contains(Sameness.Of(text), StringComparison.Ordinal)
        || Sameness.Of(one.Document).Contains(Sameness.Of(text), StringComparison.Ordinal)
        || one.Id.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static string SortOf(BulletinHeading one) =>
        one.Id.Contains(BulletinHeading.OfWeek, StringComparison.Ordinal) ? "week" : "period";
}
