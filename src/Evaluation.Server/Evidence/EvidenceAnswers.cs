using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Microsoft.Net.Http.Headers;

namespace Evaluation.Server.Evidence;

/// <summary>
/// Answers with a file of a claim. Pictures leave the server only as they were made again; other files are handed over
/// to be kept, and no browser opens them here.
/// </summary>
public sealed class EvidenceAnswers(
    EvidenceDesk desk, EvidenceStore store, RequestContext request, PageFrames frames, IHttpContextAccessor http)
{
    private const string Jpeg = "image/jpeg";

    /// <summary>The page of a file: a picture is shown on it, another one is offered to be downloaded.</summary>
    public async Task<IResult> PageAsync(string claim, string hash, CancellationToken ct) =>
        (await desk.FindAsync(claim, hash, ct)).TryGet(out var shown, out var refusal)
            ? await PageResults.PageAsync<EvidencePage, EvidenceView>(
                new EvidenceView(await frames.OfAsync(http.HttpContext!, request.District, ct), shown))
            : Answers.Problem(refusal);

    /// <summary>A picture, within a page.</summary>
    public async Task<IResult> PictureAsync(string claim, string hash, bool small, CancellationToken ct)
    {
        if (!(await desk.FindAsync(claim, hash, ct)).TryGet(out var shown, out var refusal))
        {
            return Answers.Problem(refusal);
        }

        var file = shown.Given.File;
        return !file.IsPicture ? Answers.Problem(Answers.NoSuchAddress)
            : await store.ViewAsync(file, small, ct) is { } bytes
                ? Handed(Results.Bytes(bytes, Jpeg), "inline", Path.ChangeExtension(file.Name, ".jpg"))
            : Answers.Problem(Missing(file.Name));
    }

    /// <summary>A file to be kept: a picture as others see it, anything else as it was sent.</summary>
    public async Task<IResult> DownloadAsync(string claim, string hash, CancellationToken ct)
    {
        if (!(await desk.FindAsync(claim, hash, ct)).TryGet(out var shown, out var refusal))
        {
            return Answers.Problem(refusal);
        }

        var file = shown.Given.File;
        if (file.IsPicture)
        {
            return await store.ViewAsync(file, small: false, ct) is { } bytes
                ? Handed(Results.Bytes(bytes, Jpeg), "attachment", Path.ChangeExtension(file.Name, ".jpg"))
                : Answers.Problem(Missing(file.Name));
        }

        return store.Open(hash) is { } content
            ? Handed(Results.Stream(content, file.Type), "attachment", file.Name)
            : Answers.Problem(Missing(file.Name));
    }

    private IResult Handed(IResult answer, string disposition, string name)
    {
        var headers = http.HttpContext!.Response.Headers;
        SafeHeaders.SetOfFile(headers);
        var shown = new ContentDispositionHeaderValue(disposition);
        shown.SetHttpFileName(name);
        headers.ContentDisposition = shown.ToString();
        return answer;
    }

    private static Refusal Missing(string name) => new(
        "file-missing", $"“{Characters.Short(name)}”在服务器上缺失或已损坏。", "files",
        "请告知管理员，由其用 verify 核对，并从备份恢复。")
    {
        Kind = RefusalKind.Fault,
    };
}
