using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Web;

/// <summary>A rulebook's text that comes in a form, typed or as a file.</summary>
internal static class UploadedText
{
    /// <summary>The file's text by the strict reader of files, or what was typed when there is no file.</summary>
    /// <param name="file">The file; null or empty for none.</param>
    /// <param name="typed">What was typed.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Result<PlainText>> ReadAsync(IFormFile? file, string typed, CancellationToken ct)
    {
        if (file is not { Length: > 0 })
        {
            return new PlainText(typed, null);
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, ct);
        var read = PlainText.Read(Characters.Short(file.FileName), bytes.ToArray(), TextSort.Rulebook);
        return read.TryGet(out var text, out var refusal) ? text
            : refusal with { What = $"文件“{Characters.Short(file.FileName)}”：{refusal.What}", Where = "file" };
    }
}
