using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Claims;

/// <summary>A type of files that may prove a claim. What a file is, its content says and not its name.</summary>
/// <param name="Media">The media type.</param>
/// <param name="Endings">The endings of its names, the usual one first.</param>
/// <param name="Label">The type in print.</param>
public sealed record EvidenceType(string Media, ImmutableArray<string> Endings, string Label)
{
    private const int Head = 12, Tail = 2048, MostListed = 1 << 20;

    private const string Accepted = "请提交照片（JPG、PNG、WebP）、PDF、Word（docx）或 Excel（xlsx）";

    /// <summary>A photograph.</summary>
    public static readonly EvidenceType Jpeg = new("image/jpeg", [".jpg", ".jpeg"], "图片");

    /// <summary>A picture of a screen.</summary>
    public static readonly EvidenceType Png = new("image/png", [".png"], "图片");

    /// <summary>A picture as some telephones send it on.</summary>
    public static readonly EvidenceType WebP = new("image/webp", [".webp"], "图片");

    /// <summary>A document in pages.</summary>
    public static readonly EvidenceType Pdf = new("application/pdf", [".pdf"], "PDF");

    /// <summary>A text document.</summary>
    public static readonly EvidenceType Word = new(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"], "Word");

    /// <summary>A workbook.</summary>
    public static readonly EvidenceType Excel = new(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [".xlsx"], "Excel");

    /// <summary>All types.</summary>
    public static readonly ImmutableArray<EvidenceType> All = [Jpeg, Png, WebP, Pdf, Word, Excel];

    /// <summary>Whether it is a picture.</summary>
    public bool IsPicture => Media.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>The type of a media type; null for one that is not accepted.</summary>
    public static EvidenceType? Named(string media) => All.FirstOrDefault(type => type.Media == media);

    /// <summary>
    /// Finds out what a file is. Of a picture only the beginning is looked at; whoever decodes it sees the rest.
    /// </summary>
    /// <param name="content">The whole content; it can be sought in.</param>
    /// <param name="name">Its name, for the refusal.</param>
    public static Result<EvidenceType> Of(Stream content, string name)
    {
        if (content.Length == 0)
        {
            return Wrong("file-empty", name, "是空文件", "请核对后重新选择");
        }

        var head = Read(content, 0, Head);
        return head is [0xFF, 0xD8, 0xFF, ..] ? Jpeg
            : head is [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] ? Png
            : head is [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B',
                (byte)'P'] ? WebP
            : head is [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] ? OfPdf(content, name)
            : head is [(byte)'P', (byte)'K', 3, 4, ..] ? OfPackage(content, name)
            : head is [0xD0, 0xCF, 0x11, 0xE0, ..]
                ? Wrong("file-type", name, "是旧版 Office 或加密的文件", "请另存为 docx、xlsx 或 PDF 后提交")
            : Wrong("file-type", name, "不是可以接收的文件", Accepted);
    }

    /// <summary>The refusal of a file whose end is missing or whose inside cannot be read.</summary>
    public static Refusal Broken(string name) => Wrong("file-broken", name, "不完整或已损坏", "请打开核对后重新提交");

    // The end of the file names the table without which nobody finds its pages.
    private static Result<EvidenceType> OfPdf(Stream content, string name)
    {
        var from = Math.Max(0, content.Length - Tail);
        var end = Encoding.Latin1.GetString(Read(content, from, (int)(content.Length - from)));
        return end.Contains("startxref", StringComparison.Ordinal) && end.Contains("%%EOF", StringComparison.Ordinal)
            ? Pdf
            : Broken(name);
    }

    private static Result<EvidenceType> OfPackage(Stream content, string name)
    {
        try
        {
            content.Position = 0;
            using var package = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (package.GetEntry("[Content_Types].xml") is not { Length: <= MostListed } list)
            {
                return Wrong("file-type", name, "不是 Word 或 Excel 文件", Accepted);
            }

            using var reader = new StreamReader(list.Open());
            var types = reader.ReadToEnd();
            return types.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
                    || types.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)
                    ? Wrong("file-type", name, "带有宏", "请另存为不带宏的 docx、xlsx 或 PDF 后提交")
                : types.Contains(Word.Media + ".main+xml", StringComparison.Ordinal) ? Word
                : types.Contains(Excel.Media + ".main+xml", StringComparison.Ordinal) ? Excel
                : Wrong("file-type", name, "不是 Word 或 Excel 文件", Accepted);
        }
        catch (InvalidDataException)
        {
            return Broken(name);
        }
    }

    private static byte[] Read(Stream content, long from, int most)
    {
        var bytes = new byte[most];
        content.Position = from;
        return bytes[..content.ReadAtLeast(bytes, most, throwOnEndOfStream: false)];
    }

    private static Refusal Wrong(string code, string name, string what, string remedy) =>
        new(code, $"“{Characters.Short(name)}”{what}。", "files", $"{remedy}。");
}
