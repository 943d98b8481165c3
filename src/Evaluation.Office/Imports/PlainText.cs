using System.Globalization;
using System.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Imports;

/// <summary>What a text file holds, for the remedy when it cannot be read.</summary>
public enum TextSort
{
    /// <summary>A rulebook, YAML.</summary>
    Rulebook,

    /// <summary>Rows, CSV.</summary>
    Table,
}

/// <summary>
/// The text of a file: UTF-8, or GB18030 (with GBK and GB2312) when nothing speaks against it; a table also UTF-16 with
/// its mark. Every file of text comes in through here, so that no character is ever replaced.
/// </summary>
/// <param name="Text">The text, without a byte order mark.</param>
/// <param name="Encoding">What to say of the encoding, a Chinese phrase; null for UTF-8.</param>
public sealed record PlainText(string Text, string? Encoding)
{
    /// <summary>The largest file of text that is read, in bytes.</summary>
    public const int Largest = 100 << 20;

    private const int Gb18030 = 54936;
    private const char Replacement = '\uFFFD';
    private const char Mark = '\uFEFF';

    // The first character that UTF-8 writes in three bytes; Chinese begins far behind it.
    private const char FirstOfThree = '\u0800';

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16 = new(false, false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16Reversed = new(true, false, throwOnInvalidBytes: true);

    private static readonly Encoding Chinese = CodePagesEncodingProvider.Instance.GetEncoding(
        Gb18030, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static readonly (byte[] Start, string What)[] Others =
    [
        ([0xFF, 0xFE], "该文件是UTF-16（Unicode）编码的文本。"),
        ([0xFE, 0xFF], "该文件是UTF-16（Unicode）编码的文本。"),
        ([(byte)'P', (byte)'K', 3, 4], "该文件是工作簿或压缩包，不是文本。"),
        ([0xD0, 0xCF, 0x11, 0xE0], "该文件是旧式工作簿（.xls）、设了密码的工作簿或文档。"),
    ];

    /// <summary>Reads the bytes of a file; refuses what is in another encoding, damaged or too large.</summary>
    /// <param name="file">Its name, as the refusal names it.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="sort">What it should hold.</param>
    public static Result<PlainText> Read(string file, ReadOnlySpan<byte> bytes, TextSort sort)
    {
        var remedy = sort == TextSort.Rulebook
            ? "请在文本编辑器中另存为UTF-8编码的文本后重试。" : "请另存为“CSV UTF-8”或“.xlsx”后重试。";
        if (bytes.Length > Largest)
        {
            return new Refusal("file-too-large", $"文件超过{Largest >> 20}MB。", file, "请拆成几个文件。");
        }

        if (sort == TextSort.Table && Wide(bytes) is { } wide)
        {
            return wide.Contains('\0', StringComparison.Ordinal) || wide.Contains(Replacement, StringComparison.Ordinal)
                ? new Refusal("encoding", "该文件是UTF-16（Unicode）编码的文本，其中有已损坏的字符。", file, remedy)
                : new PlainText(wide, "按UTF-16编码读取（不是UTF-8）");
        }

        foreach (var (start, what) in Others)
        {
            if (bytes.StartsWith(start))
            {
                return new Refusal("encoding", what, file, remedy);
            }
        }

        var text = Strictly(Utf8, bytes);
        var marked = text is [Mark, ..];
        text = marked ? text![1..] : text;
        if (text?.Contains('\0', StringComparison.Ordinal) == true)
        {
            return new Refusal("encoding", "该文件含有空字符（NUL），不是文本，或是UTF-16编码的文本。", file, remedy);
        }

        // An edition that was adopted before stays readable; nothing of this sort comes in any more.
        if (sort == TextSort.Rulebook && text is not null && Characters.Unprintable(text, lines: true) is { } hidden
            && hidden != Replacement)
        {
            return new Refusal(
                "text-wrong",
                $"第{LineOf(text, hidden)}行有控制字符或转向字符 U+{(int)hidden:X4}，所见与所读可能不同。", file,
                "请删去该字符后重试。");
        }

        var chinese = marked || (text is not null && !MayBeOther(text)) ? null : Recognised(bytes);
        return text?.Contains(Replacement, StringComparison.Ordinal) == true
            ? new Refusal(
                "encoding", $"第{LineOf(text, Replacement)}行有字符已损坏（显示为“{Replacement}”）。", file,
                "请更正该字符，或从原件重新另存。")
            : (text, chinese) switch
            {
                ({ } utf8, null) => new PlainText(utf8, null),
                (null, { } gb) => new PlainText(gb.TrimStart(Mark), "按GB18030编码读取（不是UTF-8）"),
                (null, null) => new Refusal("encoding", "不是UTF-8编码的文本，也不能确定是GB18030。", file, remedy),
                _ => new Refusal("encoding", "不能确定文本的编码是UTF-8还是GB18030。", file, remedy),
            };
    }

    // Spreadsheets save text as UTF-16 and always mark it.
    private static string? Wide(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, .. var rest] => Strictly(Utf16, rest),
        [0xFE, 0xFF, .. var rest] => Strictly(Utf16Reversed, rest),
        _ => null,
    };

    private static string? Strictly(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // Two bytes of GBK may happen to be a letter in UTF-8, never a Chinese character.
    private static bool MayBeOther(string utf8) =>
        utf8.Any(letter => letter >= '\u0080') && utf8.All(letter => letter < FirstOfThree);

    // GB18030 gives almost any bytes some meaning: only what reads like a text, and mostly in the characters that
    // GB2312 has, is taken for it.
    private static string? Recognised(ReadOnlySpan<byte> bytes)
    {
        if (Strictly(Chinese, bytes) is not { } text || !text.EnumerateRunes().All(IsPrinted) || !IsMostlyGb2312(bytes))
        {
            return null;
        }

        try
        {
            return Chinese.GetBytes(text).AsSpan().SequenceEqual(bytes) ? text : null;
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsPrinted(Rune rune) => rune.Value is '\t' or '\r' or '\n' or '\u001A'
        || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate)
        && rune != Rune.ReplacementChar;

    private static bool IsMostlyGb2312(ReadOnlySpan<byte> bytes)
    {
        var (pairs, common) = (0, 0);
        for (var i = 0; i + 1 < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
            {
                continue;
            }

            pairs++;
            common += bytes[i] is >= 0xA1 and <= 0xF7 && bytes[i + 1] >= 0xA1 ? 1 : 0;
            i++;
        }

        return common > 0 && common * 4 >= pairs * 3;
    }

    private static int LineOf(string text, char character) =>
        text.AsSpan(0, text.IndexOf(character, StringComparison.Ordinal)).Count('\n') + 1;
}
