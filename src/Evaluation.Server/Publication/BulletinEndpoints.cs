using Evaluation.Server.Store;
using Evaluation.Server.Web;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>
/// The sealed bulletins in the issue in force: open to everybody, served from their stored bytes.
/// </summary>
public static class BulletinEndpoints
{
    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(
            "/{district}/bulletins/{week}.json",
            (string district, string week, HttpContext http, Districts districts, IDocumentStore store,
                CancellationToken ct) => ServeAsync(
                    http, district, week, districts, store, b => (b.Record, b.RecordSha256),
                    "application/json; charset=utf-8", ct)).AllowAnonymous();
        app.MapGet(
            "/{district}/bulletins/{week}.csv",
            (string district, string week, HttpContext http, Districts districts, IDocumentStore store,
                CancellationToken ct) => ServeAsync(
                    http, district, week, districts, store, b => (b.Table, b.TableSha256), "text/csv; charset=utf-8",
                    ct)).AllowAnonymous();
        app.MapGet(
            "/{district}/bulletins/{week}",
            (string district, string week, HttpContext http, Districts districts, IDocumentStore store,
                CancellationToken ct) => ServeAsync(
                    http, district, week, districts, store, b => (b.Page, b.PageSha256), "text/html; charset=utf-8",
                    ct)).AllowAnonymous();
    }

    private static async Task<IResult> ServeAsync(
        HttpContext http, string district, string week, Districts districts, IDocumentStore store,
        Func<SealedBulletin, (string Text, string Sha256)> part, string type, CancellationToken ct)
    {
        if (await districts.MissingAsync(district, ct) is { } missing)
        {
            return Answers.Problem(missing);
        }

        await using var session = store.QuerySession(district);
        var batch = session.CreateBatchQuery();
        var (heading, first) = (batch.Load<BulletinHeading>(week), batch.Load<SealedBulletin>(week));
        await batch.Execute(ct);
        if (await heading is not { } standing || await first is not { } bulletin)
        {
            return Answers.Problem(IssueEndpoints.Unknown(week));
        }

        bulletin = standing.Issue == 1 ? bulletin
            : await session.LoadAsync<SealedBulletin>(SealedBulletin.IdOf(week, standing.Issue), ct);
        return IssueEndpoints.Bytes(http, part(bulletin!), type);
    }
}
