using Evaluation.Office.Publication;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Papers;

/// <summary>
/// A sealed bulletin in the forms in which offices send it on, made from its record whenever they are asked for: a
/// document, a workbook, a text for a group chat. Open to whom the bulletin is.
/// </summary>
public static class PaperEndpoints
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Document = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        Map(app, ".docx", DocumentOf);
        Map(app, ".xlsx", (bulletin, _) =>
            File(Workbook, NameOf(bulletin, "xlsx"), to => FigureBook.Write(to, bulletin)));
        Map(app, ".txt", (bulletin, http) => Results.Text(
            ChatNotice.Of(bulletin, PapersPageMaker.AddressOf(http, bulletin)), "text/plain; charset=utf-8"));
        app.MapGet("/{district}/bulletins/{week}/papers", (
            string district, string week, HttpContext http, PapersPageMaker page, CancellationToken ct) =>
            page.ShowAsync(http, new AskedPaper(district, week), ct)).AllowAnonymous();
    }

    private static void Map(IEndpointRouteBuilder app, string ending, Func<Bulletin, HttpContext, IResult> make)
    {
        app.MapGet($"/{{district}}/bulletins/{{week}}{ending}", (
            string district, string week, HttpContext http, PaperDesk desk, CancellationToken ct) =>
            AnswerAsync(new AskedPaper(district, week), http, desk, make, ct)).AllowAnonymous();
        app.MapGet($"/{{district}}/bulletins/{{week}}/issues/{{issue}}{ending}", (
            string district, string week, string issue, HttpContext http, PaperDesk desk, CancellationToken ct) =>
            AnswerAsync(new AskedPaper(district, week, issue), http, desk, make, ct)).AllowAnonymous();
    }

    private static async Task<IResult> AnswerAsync(
        AskedPaper asked, HttpContext http, PaperDesk desk, Func<Bulletin, HttpContext, IResult> make,
        CancellationToken ct)
    {
        if (await desk.RecordAsync(http, asked, ct) is not { } bulletin)
        {
            return Results.Empty;
        }

        http.Response.Headers.CacheControl = "private, no-cache";
        return make(bulletin, http);
    }

    private static IResult DocumentOf(Bulletin bulletin, HttpContext http) =>
        NoticeForm.Of(http.Request.Query, bulletin).TryGet(out var form, out var refusal)
            ? File(Document, NameOf(bulletin, "docx"), to => new NoticeDocument(bulletin, form).Write(to))
            : Answers.Problem(refusal);

    // Packed files are written part by part and cannot go out as they are made.
    private static IResult File(string type, string name, Action<Stream> write)
    {
        var file = new MemoryStream();
        write(file);
        return Results.Bytes(file.ToArray(), type, name);
    }

    private static string NameOf(Bulletin bulletin, string ending) =>
        $"{bulletin.Title}{(bulletin.Issue is { } issue ? ReissueDecider.Name(issue.Number) : "")}.{ending}";
}
