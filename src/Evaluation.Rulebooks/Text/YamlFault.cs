using Evaluation.Rulebooks.Words;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Evaluation.Rulebooks.Text;

/// <summary>
/// Explains in the words of the office why a text is not YAML: the parser gives the location, and what is written there
/// the cause.
/// </summary>
/// <param name="broken">What the parser threw; null when it gave no location.</param>
/// <param name="last">The last part that it read.</param>
/// <param name="open">Maps and lists that it was in, the innermost first.</param>
internal sealed class YamlFault(string text, YamlException? broken, ParsingEvent? last, IEnumerable<ParsingEvent> open)
{
    private const string QuoteWhole = "文字请整个加引号";

    private readonly string[] lines = Lines(text);

    // The bracket in which the parser is; none in a map or list that is laid out by lines.
    private readonly Mark? bracket = open.FirstOrDefault() switch
    {
        MappingStart { Style: MappingStyle.Flow } map => map.Start,
        SequenceStart { Style: SequenceStyle.Flow } list => list.Start,
        _ => null,
    };

    private int Line => (int)(broken?.Start.Line ?? bracket?.Line ?? last?.End.Line ?? 1);

    private int Column => (int)(broken?.Start.Column ?? bracket?.Column ?? last?.End.Column ?? 1);

    private string Here => LineOf(lines, Line);

    private string Before => Here[..Math.Min(Column - 1, Here.Length)];

    private char At => Sign(Line, Column);

    /// <summary>A key that occurs in its map twice.</summary>
    public static Finding Twice(string text, YamlException twice)
    {
        var line = LineOf(Lines(text), (int)twice.Start.Line);
        var (from, to) = ((int)twice.Start.Column - 1, (int)twice.End.Column - 1);
        var key = twice.End.Line == twice.Start.Line && from < to && to <= line.Length ? line[from..to] : "";
        return new Finding(
            (int)twice.Start.Line, (int)twice.Start.Column, $"项目“{key}”写了两次。",
            "同一处只能写一次，请删去一个或并为一个。");
    }

    /// <summary>A line that a full-width blank makes a part of a value or of a name; null for none.</summary>
    public static Finding? Swallowed(string[] lines, Scalar value) => value.Style == ScalarStyle.Plain
        ? WideBlank(lines, (int)value.Start.Line, (int)value.End.Line)
        : null;

    /// <summary>The lines of a text.</summary>
    public static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    public Finding ToFinding() => Tab() ?? WideBlank() ?? Quotation() ?? Bracket() ?? Beginning() ?? Colon() ?? Rest()
        ?? Layout()
        ?? new Finding(Line, Column, "文本不符合YAML格式。", "请检查本行和上一行的缩进、冒号、括号和引号。");

    private static string LineOf(string[] lines, int line) => line >= 1 && line <= lines.Length ? lines[line - 1] : "";

    private char Sign(long line, long column) =>
        LineOf(lines, (int)line) is var written && column >= 1 && column <= written.Length
            ? written[(int)column - 1]
            : '\0';

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;

    // Where the parser gives no location, the tab may be anywhere.
    private Finding? Tab()
    {
        var end = (Line, Column) == (1, 1) ? lines.Length : Math.Max(Line, (int)(broken?.End.Line ?? 0));
        for (var line = Line; line <= end; line++)
        {
            var blank = LineOf(lines, line) is var written ? written[..^written.TrimStart().Length] : "";
            if (blank.IndexOf('\t', StringComparison.Ordinal) is >= 0 and var tab)
            {
                return new Finding(line, tab + 1, "行首用了制表符。", "缩进请用空格，每级两个。");
            }
        }

        return null;
    }

    // To the parser a full-width blank is text, and it finds fault with a later line.
    private Finding? WideBlank()
    {
        var before = Line;
        while (--before > 1 && LineOf(lines, before).Trim().Length == 0)
        {
        }

        return WideBlank(lines, before, Line);
    }

    private static Finding? WideBlank(string[] lines, int from, int to)
    {
        for (var line = from; line <= to; line++)
        {
            var written = LineOf(lines, line);
            var blank = written.AsSpan(0, written.Length - written.TrimStart().Length).IndexOfAny('\u3000', '\u00A0');
            if (blank >= 0)
            {
                return new Finding(line, blank + 1, "行首用了全角空格。", "缩进请用半角空格，每级两个。");
            }
        }

        return null;
    }

    // A quotation mark that is not closed swallows lines up to the next one.
    private Finding? Quotation()
    {
        if (broken is SyntaxErrorException && At is '"' or '\'')
        {
            return broken!.End.Line > Line || Here.IndexOf(At, Column) < 0
                ? Unquoted(Line, Column)
                : new Finding(Line, Column, "双引号内的反斜杠另有含义。", "请改用单引号，或写成 \\\\。");
        }

        return last is Scalar
        {
            Style: ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted, Start: var start,
            End: var end
        }
            && end.Line > start.Line ? Unquoted((int)start.Line, (int)start.Column) : null;
    }

    private Finding Unquoted(int line, int column) =>
        new(line, column, $"引号{Sign(line, column)}没有关闭。", "请在文字末尾补上同样的引号。");

    // A bracket that is not closed runs into lines that are indented no deeper than its own.
    private Finding? Bracket()
    {
        if (bracket is not { } mark)
        {
            return broken is null && Here.IndexOfAny(['{', '['], Before.Length) is >= 0 and var at
                ? Unclosed(Line, at + 1)
                : At is '}' or ']'
                ? new Finding(Line, Column, $"多出一个“{At}”。", $"请删去，或补上与它成对的括号；{QuoteWhole}。")
                : null;
        }

        var outside = Line > mark.Line && Indent(Here) <= Indent(LineOf(lines, (int)mark.Line));
        if (broken is null || At is '}' or ']' || outside || Line > lines.Length)
        {
            return Unclosed((int)mark.Line, (int)mark.Column);
        }

        var sign = Sign(mark.Line, mark.Column);
        return new Finding(
            Line, Column,
            Line > mark.Line ? $"第{mark.Line}行的“{sign}”没有关闭，或其中的书写有误。" : $"“{sign}”之内的书写有误。",
            "各项之间用一个逗号隔开；含逗号、冒号或括号的值请加引号。");
    }

    private Finding Unclosed(int line, int column)
    {
        var sign = Sign(line, column);
        return new Finding(line, column, $"“{sign}”没有关闭。", $"请补上“{(sign == '{' ? '}' : ']')}”；{QuoteWhole}。");
    }

    private Finding? Beginning()
    {
        var entry = At is '-' or '?' && Before.Contains(':', StringComparison.Ordinal);
        return entry || "%@`|>!&*".Contains(At, StringComparison.Ordinal)
            ? new Finding(
                Line, Column, $"值不能以“{At}”开头。",
                At == '-' ? $"列表请从下一行写起，或写成 [甲, 乙]；{QuoteWhole}。" : $"{QuoteWhole}。")
            : null;
    }

    private Finding? Colon() => At != ':' ? null
        : Before.Contains(": ", StringComparison.Ordinal)
            ? new Finding(Line, Column, "值中有冒号和空格，像是另一个项目。", $"{QuoteWhole}，或改用全角冒号。")
            : new Finding(
                Line, Indent(Here) + 1, "本行比上一行缩进得多，接在了上一行的值之后。",
                "同级的项目请左对齐；下一级的请写在以冒号结尾的一行之下。");

    private Finding? Rest() => Before.TrimEnd() is [.., var end] && (end is '}' or ']' or '"' or '\'')
        ? new Finding(
            Line, Column, $"“{end}”之后还有内容，值在此处已经结束。", $"{QuoteWhole}，其中已有单引号的，外面用双引号。")
        : null;

    private Finding? Layout()
    {
        if (Before.Trim().Length > 0)
        {
            return null;
        }

        var written = Here.Trim();
        return written.StartsWith('-') || written.EndsWith(':') || written.Contains(": ", StringComparison.Ordinal)
            ? new Finding(Line, Column, "本行的缩进与上面各级都对不齐。", "同级的项目请左对齐，缩进用空格。")
            : new Finding(Line, Column,
                written.Contains('：', StringComparison.Ordinal) ? "项目之后的冒号是全角的。"
                : written.Contains(':', StringComparison.Ordinal) ? "冒号之后没有空格。" : "本行没有冒号。",
                "请写成 名称: 内容，用半角冒号，其后空一格。");
    }
}
