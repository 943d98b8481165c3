using System.Globalization;
using System.Text;
using Evaluation.Core.Units;
using Evaluation.Core.Weeks;
using Evaluation.Core.Words;
using Evaluation.Server.Store;
using Evaluation.Server.Web;
using Evaluation.Server.Web.Pages;
using Marten;
using Microsoft.Net.Http.Headers;

namespace Evaluation.Server.Publication;

/// <summary>
/// The issues of a week: open to everybody, the old ones too. A superseded issue keeps its bytes; the list and the header
/// `Link` say what took its place.
/// </summary>
public static class IssueEndpoints
{
    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        var week = app.MapGroup("/{district}/bulletins/{week}/issues");
        week.MapGet("", ListAsync).AllowAnonymous();
        week.MapGet(
            "/{issue}.json",
            (string issue, [AsParameters] Asked asked, CancellationToken ct) => asked.ServeAsync(
                issue, b => (b.Record, b.RecordSha256), "application/json; charset=utf-8", ct)).AllowAnonymous();
        week.MapGet(
            "/{issue}.csv",
            (string issue, [AsParameters] Asked asked, CancellationToken ct) => asked.ServeAsync(
                issue, b => (b.Table, b.TableSha256), "text/csv; charset=utf-8", ct)).AllowAnonymous();
        week.MapGet(
            "/{issue}",
            (string issue, [AsParameters] Asked asked, CancellationToken ct) => asked.ServeAsync(
                issue, b => (b.Page, b.PageSha256), "text/html; charset=utf-8", ct)).AllowAnonymous();
    }

    /// <summary>Answers with stored bytes, which never change; a caller always asks whether they are still there.</summary>
    internal static IResult Bytes(HttpContext http, (string Text, string Sha256) part, string type)
    {
        http.Response.Headers.CacheControl = "public, no-cache";
        return Results.Bytes(
            Encoding.UTF8.GetBytes(part.Text), type, entityTag: new EntityTagHeaderValue($"\"{part.Sha256}\""));
    }

    /// <summary>The refusal for a week, or an issue of it, that was not sealed.</summary>
    internal static Refusal Unknown(string week) => Refusal.Unknown(
        "bulletin", "已签发的通报", week.Length > 30 ? week[..30] : week, "请核对周次，例如 2023-W26；未签发的周没有通报。");

    private static async Task<IResult> ListAsync(
        string district, string week, HttpContext http, Districts districts, IDocumentStore store, Frames frames,
        CancellationToken ct)
    {
        if (await districts.MissingAsync(district, ct) is { } missing)
        {
            return Answers.Problem(missing);
        }

        await using var session = store.QuerySession(district);
        var founded = await Read.StateAsync<DistrictFounded>(session, Districts.Stream, ct);
        var file = Week.Parse(week, founded!.WeekStarts) is { } named
            ? await Read.StateAsync<WeekFile>(session, States.Week(named), ct)
            : null;
        return file?.Sealed is null
            ? Answers.Problem(Unknown(week))
            : await PageResults.PageAsync<IssuesPage, IssuesView>(
                new IssuesView(await frames.OfAsync(http, null, ct), district, week, IssueRow.Of(file)));
    }

    /// <summary>An issue asked for.</summary>
    internal sealed record Asked(string District, string Week, HttpContext Http, Districts Districts, IDocumentStore Store)
    {
        public async Task<IResult> ServeAsync(
            string issue, Func<SealedBulletin, (string Text, string Sha256)> part, string type, CancellationToken ct)
        {
            if (await Districts.MissingAsync(District, ct) is { } missing)
            {
                return Answers.Problem(missing);
            }

            await using var session = Store.QuerySession(District);
            // The page of the first issue names its files by the week.
            issue = issue == Week ? "1" : issue;
            if (!int.TryParse(issue, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1
                || await session.LoadAsync<BulletinHeading>(Week, ct) is not { } heading || number > heading.Issue
                || await session.LoadAsync<SealedBulletin>(SealedBulletin.IdOf(Week, number), ct) is not { } bulletin)
            {
                return Answers.Problem(Unknown($"{Week} {issue}"));
            }

            var relation = number < heading.Issue ? "latest-version" : "self";
            Http.Response.Headers.Link =
                $"<{Links.Bulletin(District, Week)}>; rel=\"{relation}\", <{Links.Issues(District, Week)}>; rel=\"version-history\"";
            return Bytes(Http, part(bulletin), type);
        }
    }
}
