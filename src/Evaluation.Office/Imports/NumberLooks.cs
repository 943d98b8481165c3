using System.Text.RegularExpressions;

namespace Evaluation.Office.Imports;

/// <summary>What a cell's number means, by the format in which the spreadsheet shows it.</summary>
internal enum NumberLook
{
    Plain,

    Day,

    /// <summary>A day with a time, or a time alone.</summary>
    Moment,
}

/// <summary>Distinguishes days and moments from numbers.</summary>
internal static partial class NumberLooks
{
    /// <summary>The look of a format.</summary>
    /// <param name="id">The format's number.</param>
    /// <param name="codes">The workbook's own formats; all others are built in, also those of Chinese programs.</param>
    public static NumberLook Of(uint id, IReadOnlyDictionary<uint, string> codes) =>
        codes.TryGetValue(id, out var code) ? Of(code) : id switch
        {
            >= 14 and <= 17 or >= 27 and <= 31 or 36 or >= 50 and <= 54 or 57 or 58 => NumberLook.Day,
            >= 18 and <= 22 or >= 32 and <= 35 or 45 or 47 or 55 or 56 => NumberLook.Moment,
            _ => NumberLook.Plain,
        };

    private static NumberLook Of(string code)
    {
        // Only the first part is for positive numbers; what is quoted or escaped is print.
        var letters = Print().Replace(code, "").Split(';')[0].ToLowerInvariant();
        return Elapsed().IsMatch(code) ? NumberLook.Plain
            : letters.Contains('h') || letters.Contains('s') ? NumberLook.Moment
            : letters.Contains('y') || letters.Contains('d') || letters.Contains('m') ? NumberLook.Day
            : NumberLook.Plain;
    }

    [GeneratedRegex("""
        "[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM/PM|A/P|上午/下午|General
        """, RegexOptions.IgnoreCase)]
    private static partial Regex Print();

    [GeneratedRegex(@"\[(h+|m+|s+)\]", RegexOptions.IgnoreCase)]
    private static partial Regex Elapsed();
}
