using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Archive;

/// <summary>The archive, open to whom the bulletins are.</summary>
internal static class ArchivePages
{
    // What the names of weeks have and those of periods do not.
    private const string OfWeek = "-W";

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
        string district, string? q, string? sort, HttpContext http, ArchiveReader reader, PageFrames frames,
        CancellationToken ct)
    {
        if (await reader.FoundedAsync(district, ct) is not { } founded)
        {
            return Answers.Problem(Answers.NoSuchAddress);
        }

        var all = await reader.AllAsync(district, PaperDesk.IsMember(http, district), ct);
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
        string district, HttpContext http, ArchiveReader reader, CancellationToken ct)
    {
        if (await reader.FoundedAsync(district, ct) is not { } founded)
        {
            return Answers.Problem(Answers.NoSuchAddress);
        }

        var all = await reader.AllAsync(district, PaperDesk.IsMember(http, district), ct);
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(
            ArchiveFeed.Write($"{http.Request.Scheme}://{http.Request.Host}", founded, all),
            "application/atom+xml; charset=utf-8");
    }

    private static bool Holds(BulletinHeading one, string text) => text.Length == 0
        || Sameness.Of(one.Title).Contains(Sameness.Of(text), StringComparison.Ordinal)
        || Sameness.Of(one.Document).Contains(Sameness.Of(text), StringComparison.Ordinal)
        || one.Id.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static string SortOf(BulletinHeading one) =>
        one.Id.Contains(OfWeek, StringComparison.Ordinal) ? "week" : "period";
}
