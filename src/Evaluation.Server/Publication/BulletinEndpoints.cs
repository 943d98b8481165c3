using System.Text;
using Evaluation.Core.Words;
using Evaluation.Server.Store;
using Evaluation.Server.Web;
using Marten;
using Microsoft.Net.Http.Headers;

namespace Evaluation.Server.Publication;

/// <summary>The sealed bulletins: open to everybody, served from their stored bytes.</summary>
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
        if (await session.LoadAsync<SealedBulletin>(week, ct) is not { } bulletin)
        {
            return Answers.Problem(Refusal.Unknown(
                "bulletin", "已签发的通报", week.Length > 20 ? week[..20] : week, "请核对周次，例如 2023-W26；未签发的周没有通报。"));
        }

        // The bytes never change, but a caller always asks whether they are still there.
        var (text, sha256) = part(bulletin);
        http.Response.Headers.CacheControl = "public, no-cache";
        return Results.Bytes(Encoding.UTF8.GetBytes(text), type, entityTag: new EntityTagHeaderValue($"\"{sha256}\""));
    }
}
