using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Cli;

/// <summary>Files of text from the disk, all through the one strict reader.</summary>
internal static class TextFiles
{
    private const int Step = 1 << 16;

    /// <summary>A file's text; refused when its encoding is not certain or it is too large.</summary>
    public static async Task<Result<PlainText>> ReadAsync(string path, TextSort sort, CancellationToken ct) =>
        Directory.Exists(path)
            ? new Refusal("not-a-file", "这是文件夹，不是文件。", path, "请指明其中的文件。")
            : PlainText.Read(path, await BytesAsync(path, PlainText.Largest, ct), sort);

    /// <summary>A file's text, and on the other writer what is to be said of its encoding.</summary>
    public static async Task<Result<string>> ReadAsync(Shell shell, FileInfo file, TextSort sort, CancellationToken ct)
    {
        if (!(await ReadAsync(file.FullName, sort, ct)).TryGet(out var text, out var refusal))
        {
            return refusal with { Where = file.ToString() };
        }

        if (text.Encoding is { } encoding)
        {
            shell.Say($"{file}：{encoding}。");
        }

        return text.Text;
    }

    /// <summary>The bytes of a file, one more than the most when there are more: it is read no further.</summary>
    public static async Task<byte[]> BytesAsync(string path, int most, CancellationToken ct)
    {
        // A pipe that nobody writes to opens never.
        await using var file = await Task.Run(() => File.OpenRead(path), ct).WaitAsync(ct);
        using var bytes = new MemoryStream();
        var step = new byte[Step];
        while (bytes.Length <= most)
        {
            var left = (int)Math.Min(step.Length, most + 1 - bytes.Length);
            var read = await file.ReadAsync(step.AsMemory(0, left), ct);
            if (read == 0)
            {
                break;
            }

            bytes.Write(step, 0, read);
        }

        return bytes.ToArray();
    }
}
