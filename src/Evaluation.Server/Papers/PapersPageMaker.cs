using Evaluation.Office.Publication;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Papers;

/// <summary>Makes the page of a bulletin's forms.</summary>
/// <param name="desk">Hands out sealed records.</param>
/// <param name="frames">Frames of pages.</param>
public sealed class PapersPageMaker(PaperDesk desk, PageFrames frames)
{
    /// <summary>The page.</summary>
    public async Task<IResult> ShowAsync(HttpContext http, AskedPaper asked, CancellationToken ct) =>
        await desk.RecordAsync(http, asked, ct) is not { } sealing
            ? Results.Empty
            : await PageResults.PageAsync<PapersPage, PapersView>(new PapersView(
                await frames.OfAsync(http, null, ct), sealing.Bulletin,
                NoticeForm.Usual(sealing.Bulletin),
                ChatNotice.Of(sealing.Bulletin, AddressOf(http, sealing.Bulletin)), sealing.Sha256));

    /// <summary>Where the bulletin stands, as whoever asks has reached this server.</summary>
    internal static string AddressOf(HttpContext http, Bulletin bulletin) =>
        $"{http.Request.Scheme}://{http.Request.Host}{Links.Bulletin(bulletin.District, bulletin.Week)}";
}
