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
    private const string Document = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        Map(app, ".docx", DocumentOf);
        Map(app, ".xlsx", (sealing, _) => ListFiles.Xlsx(NameOf(sealing.Bulletin), FigureBook.Of(sealing)));
        Map(app, ".txt", (sealing, http) => Results.Text(
            ChatNotice.Of(sealing.Bulletin, PapersPageMaker.AddressOf(http, sealing.Bulletin)),
            "text/plain; charset=utf-8"));
        app.Get("/{district}/bulletins/{week}/papers", (
            string district, string week, HttpContext http, PapersPageMaker page, CancellationToken ct) =>
            page.ShowAsync(http, new AskedPaper(district, week), ct)).AllowAnonymous();
    }

    private static void Map(IEndpointRouteBuilder app, string ending, Func<SealedRecord, HttpContext, IResult> make)
    {
        app.Get($"/{{district}}/bulletins/{{week}}{ending}", (
            string district, string week, HttpContext http, PaperDesk desk, CancellationToken ct) =>
            AnswerAsync(new AskedPaper(district, week), http, desk, make, ct)).AllowAnonymous();
        app.Get($"/{{district}}/bulletins/{{week}}/issues/{{issue}}{ending}", (
            string district, string week, string issue, HttpContext http, PaperDesk desk, CancellationToken ct) =>
            AnswerAsync(new AskedPaper(district, week, issue), http, desk, make, ct)).AllowAnonymous();
    }

    private static async Task<IResult> AnswerAsync(
        AskedPaper asked, HttpContext http, PaperDesk desk, Func<SealedRecord, HttpContext, IResult> make,
        CancellationToken ct)
    {
        if (await desk.RecordAsync(http, asked, ct) is not { } sealing)
        {
            return Results.Empty;
        }

        http.Response.Headers.CacheControl = "private, no-cache";
        return make(sealing, http);
    }

    private static IResult DocumentOf(SealedRecord sealing, HttpContext http)
    {
        if (!NoticeForm.Of(http.Request.Query, sealing.Bulletin).TryGet(out var form, out var refusal))
        {
            return Answers.Problem(refusal);
        }

        // Its parts are written one after another, so that it cannot go out as it is made.
        var file = new MemoryStream();
        new NoticeDocument(sealing, form).Write(file);
        return Results.Bytes(file.ToArray(), Document, $"{NameOf(sealing.Bulletin)}.docx");
    }

    private static string NameOf(Bulletin bulletin) =>
        $"{bulletin.Title}{(bulletin.Issue is { } issue ? ReissueDecider.Name(issue.Number) : "")}";
}
