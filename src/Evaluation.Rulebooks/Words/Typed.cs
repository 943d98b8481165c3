using System.Globalization;
using System.Text.RegularExpressions;

namespace Evaluation.Rulebooks.Words;

/// <summary>
/// Days, numbers and flags as people type them into forms and spreadsheets. What has one meaning is read; what may have
/// two is not.
/// </summary>
public static partial class Typed
{
    /// <summary>The first and the last day that may be named; "until further notice" is an absent day.</summary>
    public static readonly DateOnly FirstDay = new(1949, 10, 1), LastDay = new(2099, 12, 31);

    /// <summary>The largest number either way: a thousand trillion yuan.</summary>
    public const decimal Largest = 1_000_000_000_000_000m;

    private const int LongestNumber = 20;
    private const string WeekDays = "日一二三四五六天";

    /// <summary>
    /// The text with digits, letters and marks of full width as those of a keyboard, and blanks around it left out.
    /// </summary>
    public static string Narrow(string text) => string.Create(text.Length, text, (letters, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            letters[i] = from[i] switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(from[i] - 0xFEE0),
                '\u3000' or '\u00A0' => ' ',
                var letter => letter,
            };
        }
    }).Trim();

    /// <summary>Whether a day lies between the first and the last that may be named.</summary>
    public static bool IsInRange(DateOnly day) => FirstDay <= day && day <= LastDay;

    /// <summary>Between which days a day must lie, for a sentence.</summary>
    public static string Range { get; } = $"{FirstDay:yyyy-MM-dd}至{LastDay:yyyy-MM-dd}";

    /// <summary>
    /// Reads a day: 2023-06-05, 2023/6/5, 2023.6.5, 20230605, 2023年6月5日, with a time or the right day of the week
    /// behind it.
    /// </summary>
    /// <param name="year">The year of a day that names none, such as 6月5日; null to refuse such a day.</param>
    /// <returns>The day; null when it is none, or when year, month and day cannot be told apart.</returns>
    public static DateOnly? Day(string text, int? year = null)
    {
        if (DayForm().Match(Narrow(text)) is not { Success: true } found
            || (found.Groups["y"].Success ? Whole(found, "y") : year) is not { } named)
        {
            return null;
        }

        var (month, day) = (Whole(found, "m"), Whole(found, "d"));
        if (named is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(named, month))
        {
            return null;
        }

        var read = new DateOnly(named, month, day);
        return found.Groups["w"] is { Success: true, Value: [var weekDay] }
            && WeekDays.IndexOf(weekDay, StringComparison.Ordinal) % 7 != (int)read.DayOfWeek
                ? null
                : read;
    }

    /// <summary>Whether the text is a day without its year, such as 6月5日.</summary>
    public static bool NamesNoYear(string text) =>
        DayForm().Match(Narrow(text)) is { Success: true } found && !found.Groups["y"].Success;

    /// <summary>Whether a text in a column of last days says that there is none: 长期, 至今, 9999-12-31.</summary>
    public static bool MeansNoEnd(string text) =>
        Narrow(text) is "长期" or "长期有效" or "至今" or "永久" or "无期限" or "无固定期限" || Day(text)?.Year == 9999;

    /// <summary>Reads a number: 1234.5, １２３４.5, 1,234.5. Commas must part exactly three digits.</summary>
    /// <param name="signed">Whether it may have a sign.</param>
    public static decimal? Number(string text, bool signed = false)
    {
        var narrow = Narrow(text);
        var styles = NumberStyles.AllowDecimalPoint | (signed ? NumberStyles.AllowLeadingSign : NumberStyles.None);
        return narrow.Length <= LongestNumber
            && (!narrow.Contains(',', StringComparison.Ordinal) || Grouped().IsMatch(narrow))
            && decimal.TryParse(
                narrow.Replace(",", "", StringComparison.Ordinal), styles, CultureInfo.InvariantCulture,
                out var number)
                ? number
                : null;
    }

    /// <summary>Reads a yes or no: 是, 否, true, false, in any case.</summary>
    public static bool? Flag(string text) => Narrow(text).ToLowerInvariant() switch
    {
        "true" or "是" => true,
        "false" or "否" => false,
        _ => null,
    };

    private static int Whole(Match found, string part) =>
        int.Parse(found.Groups[part].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("""
        ^(?:(?<y>[0-9]{4})(?<s>[-/.])(?<m>[0-9]{1,2})\k<s>(?<d>[0-9]{1,2})|(?<y>[0-9]{4})(?<m>[0-9]{2})(?<d>[0-9]{2})
        |(?:(?<y>[0-9]{4})\ ?年\ ?)?(?<m>[0-9]{1,2})\ ?月\ ?(?<d>[0-9]{1,2})\ ?[日号])
        (?:[T\ ](?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.0+)?)?)?
        (?:\ ?\(?(?:星期|周)(?<w>[一二三四五六日天])\)?)?$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex DayForm();

    [GeneratedRegex(@"^[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?$")]
    private static partial Regex Grouped();
}
