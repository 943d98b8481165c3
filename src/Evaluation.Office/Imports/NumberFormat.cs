using System.Text.RegularExpressions;

namespace Evaluation.Office.Imports;

/// <summary>What a cell's number means, by the format in which the spreadsheet shows it.</summary>
internal enum NumberLook
{
    Plain,

    Day,

    /// <summary>A day with a time, or a time alone.</summary>
    Moment,

    /// <summary>Words instead of the number, or nothing at all.</summary>
    Print,

    /// <summary>A day of another calendar than the Gregorian.</summary>
    OtherCalendar,
}

/// <summary>How a spreadsheet shows numbers: the parts of a format's code, each for some numbers.</summary>
internal sealed partial class NumberFormat
{
    // As long as spreadsheets allow.
    private const int LongestCode = 255;

    // A fourth part is for texts.
    private const int MostParts = 3;

    private static readonly NumberFormat Plain = new("General");

    private static readonly Dictionary<uint, NumberFormat> BuiltIn = new (string Code, uint[] Numbers)[]
    {
        ("yyyy/m/d", [14, 30]),
        ("d-mmm-yy", [15]),
        ("d-mmm", [16]),
        ("mmm-yy", [17]),
        ("h:mm AM/PM", [18]),
        ("h:mm:ss AM/PM", [19]),
        ("h:mm", [20]),
        ("h:mm:ss", [21]),
        ("yyyy/m/d h:mm", [22]),
        ("yyyy年m月", [27, 36, 50, 52, 57]),
        ("m月d日", [28, 29, 51, 53, 54, 58]),
        ("yyyy年m月d日", [31]),
        ("h时mm分", [32]),
        ("h时mm分ss秒", [33]),
        ("上午/下午h时mm分", [34, 55]),
        ("上午/下午h时mm分ss秒", [35, 56]),
        ("mm:ss", [45, 47]),
    }.SelectMany(one => one.Numbers.Select(number => (number, new NumberFormat(one.Code)))).ToDictionary();

    private readonly List<FormatPart> parts = [];

    private NumberFormat(string code)
    {
        var part = new FormatPart();
        foreach (Match token in Tokens().Matches(code.Length > LongestCode ? "General" : code))
        {
            if (token.Value == ";")
            {
                parts.Add(part);
                part = new FormatPart();
            }
            else
            {
                part.Add(token.Value);
            }
        }

        parts.Add(part);
        if (parts.Count > MostParts)
        {
            parts.RemoveRange(MostParts, parts.Count - MostParts);
        }

        if (parts.Count > 1 && parts[^1].IsForText)
        {
            parts.RemoveAt(parts.Count - 1);
        }
    }

    /// <summary>The format with a number; all that are not the workbook's own are built in, as in China.</summary>
    /// <param name="id">The format's number.</param>
    /// <param name="codes">The workbook's own formats.</param>
    public static NumberFormat Of(uint id, IReadOnlyDictionary<uint, string> codes) =>
        codes.TryGetValue(id, out var code) ? new NumberFormat(code) : BuiltIn.GetValueOrDefault(id, Plain);

    /// <summary>The part that shows a number.</summary>
    public FormatPart For(decimal number)
    {
        for (var i = 0; i < parts.Count - 1; i++)
        {
            if (parts[i].Takes(number) ?? Usual(i, number))
            {
                return parts[i];
            }
        }

        return parts[^1];
    }

    // Without conditions the first part is for what is above zero, the second for what is below, the third for zero.
    private bool Usual(int part, decimal number) => part switch
    {
        0 => parts.Count == 2 ? number >= 0m : number > 0m,
        1 => number < 0m,
        _ => false,
    };

    [GeneratedRegex("""
        "[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM/PM|A/P|上午/下午|General|G/通用格式|E[+-]|y+|e+|m+|d+|a{3,4}|h+|s+|.
        """, RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Tokens();
}
