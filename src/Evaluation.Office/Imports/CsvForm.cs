namespace Evaluation.Office.Imports;

/// <summary>How a CSV text is laid out, as far as its first lines say so for certain.</summary>
/// <param name="Separator">What parts its cells.</param>
/// <param name="Text">The text without byte order mark, `sep=` line and the end mark of old programs.</param>
/// <param name="Wrong">Why its cells cannot be told apart, one Chinese sentence; null when they can.</param>
internal sealed record CsvForm(char Separator, string Text, string? Wrong = null)
{
    private const char EndOfFile = '\u001A';
    private const string Declaration = "sep=";

    private static readonly (char Mark, string Name)[] Separators =
    [
        (',', "逗号"), (';', "分号"), ('\t', "制表符"), ('，', "全角逗号"), ('；', "全角分号"), ('、', "顿号"),
        ('|', "竖线"),
    ];

    /// <summary>Recognises the layout of a text.</summary>
    public static CsvForm Of(string text)
    {
        text = text.TrimStart('\uFEFF');
        if (text.TrimEnd() is [.., EndOfFile])
        {
            text = text.TrimEnd().TrimEnd(EndOfFile);
        }

        var declared = Declared(ref text);
        var header = Header(text);
        var used = Separators.Where(one => Unquoted(header).Contains(one.Mark)).ToList();
        return declared is { } named
            ? named >= '\u0080' || Separators.All(one => one.Mark != named)
                ? new CsvForm(named, text, $"“{Declaration}”写明的分隔符“{named}”无法识别。")
                : used.Exists(one => one.Mark != named)
                    ? new CsvForm(
                        named, text, $"“{Declaration}”写明的分隔符是{NameOf(named)}，表头却用了{Names(used)}。")
                    : new CsvForm(named, text)
            : used switch
            {
                [] => header.Trim().AsSpan().IndexOfAny(' ', '\u3000') > 0
                    ? new CsvForm(',', text, $"表头“{header.Trim()}”中没有分隔符。") : new CsvForm(',', text),
                [var only] => only.Mark < '\u0080' ? new CsvForm(only.Mark, text) : Narrowed(only.Mark, text),
                _ => new CsvForm(',', text, $"表头同时用了{Names(used)}，无法确定分隔符。"),
            };
    }

    /// <summary>What parts the cells of the text as it is kept here.</summary>
    public char Delimiter => Separator < '\u0080' ? Separator : ',';

    /// <summary>The Chinese name of a separator.</summary>
    public static string NameOf(char separator) => Separators.First(one => one.Mark == separator).Name;

    /// <summary>Another separator that every one of the texts holds; null when there is none.</summary>
    public char? OtherIn(IReadOnlyCollection<string> texts) => Separators
        .Where(one => one.Mark != Separator && texts.Count > 0 && texts.All(text => text.Contains(one.Mark)))
        .Select(one => (char?)one.Mark).FirstOrDefault();

    private static string Names(IEnumerable<(char Mark, string Name)> separators) =>
        string.Join('和', separators.Select(one => one.Name));

    // A separator of full width is certain only where no comma stands beside it.
    private static CsvForm Narrowed(char mark, string text)
    {
        var parts = text.Split('"');
        for (var i = 0; i < parts.Length; i += 2)
        {
            if (parts[i].Contains(',', StringComparison.Ordinal))
            {
                return new CsvForm(mark, text, $"同时用了逗号和{NameOf(mark)}，无法确定分隔符。");
            }

            parts[i] = parts[i].Replace(mark, ',');
        }

        return new CsvForm(mark, string.Join('"', parts));
    }

    // The first line of some spreadsheets' files; they show the line below it as their first row.
    private static char? Declared(ref string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var line = (end < 0 ? text : text[..end]).Trim(' ', '"');
        if (line.Length != Declaration.Length + 1 || !line.StartsWith(Declaration, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        text = end < 0 ? "" : text[(end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1))..];
        return line[^1];
    }

    // The first line that holds more than marks.
    private static string Header(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            foreach (var letter in line)
            {
                if (!char.IsWhiteSpace(letter) && letter != '"' && Separators.All(one => one.Mark != letter))
                {
                    return line.ToString();
                }
            }
        }

        return "";
    }

    private static string Unquoted(string line) => string.Concat(line.Split('"').Where((_, i) => i % 2 == 0));
}
