using System.Globalization;
using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Rules;

/// <summary>
/// The names of periods, as targets and lists have them: 2023, 2023-H1, 2023-Q1, 2023-B1 (January and February),
/// 2023-05, 2023-05-H1 (half a month), 2023-F05 (weeks 9 and 10), 2023-05-T1 (ten days), 2023-W05.
/// </summary>
public static partial class PeriodNames
{
    /// <summary>How to write one, for an official who did not.</summary>
    public const string HowWritten =
        "请写成 2023、2023-H1、2023-Q1、2023-05 或 2023-W05；两个月写 2023-B1（1—2月），"
        + "半月写 2023-03-H1，旬写 2023-03-T1，双周写 2023-F05（第9—10周）。";

    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    /// <summary>The name of a period.</summary>
    /// <param name="span">Which period.</param>
    /// <param name="start">The day by which it is named; see <see cref="Calendar.NamedBy"/>.</param>
    public static string Of(Period span, DateOnly start)
    {
        var week = new Week(start);
        return span switch
        {
            Period.Week => week.Id,
            Period.TenDays => Text($"{start:yyyy-MM}-T{start.Day / 10 + 1}"),
            Period.Fortnight => Text($"{week.Year:0000}-F{(week.Number + 1) / 2:00}"),
            Period.HalfMonth => Text($"{start:yyyy-MM}-H{start.Day / 15 + 1}"),
            Period.Month => Text($"{start:yyyy-MM}"),
            Period.Bimonth => Text($"{start.Year:0000}-B{(start.Month + 1) / 2}"),
            Period.Quarter => Text($"{start.Year:0000}-Q{(start.Month + 2) / 3}"),
            Period.Half => Text($"{start.Year:0000}-H{(start.Month + 5) / 6}"),
            Period.Year => Text($"{start.Year:0000}"),
            _ => Text($"{start:yyyy-MM-dd}"),
        };
    }

    /// <summary>Whether a text has the form of a name; a year need not have 53 weeks.</summary>
    public static bool IsName(string text) => Form().IsMatch(text);

    /// <summary>Whether a text has the form of a name of a period other than a week.</summary>
    public static bool IsPeriod(string? text) => text is not null && IsName(text) && !text.Contains('W');

    /// <summary>
    /// A name in the words of an official: 2023年1—2月, 2023年3月上半月, 2023年1月上旬, 2023年第9—10周（双周）.
    /// The names of other periods remain what they are, as sealed bulletins print them.
    /// </summary>
    public static string InWords(string name)
    {
        var match = Form().Match(name);
        var (year, month) = (match.Groups["year"].Value, Number(match, "month"));
        return Number(match, "tens") is > 0 and var tens ? $"{year}年{month}月{"上中下"[tens - 1]}旬"
            : Number(match, "part") is > 0 and var part ? $"{year}年{month}月{"上下"[part - 1]}半月"
            : Number(match, "bimonth") is > 0 and var pair ? $"{year}年{pair * 2 - 1}—{pair * 2}月"
            : Number(match, "fortnight") is not (> 0 and var weeks) ? name
            : weeks * 2 > Calendar.LoneWeek ? $"{year}年第{Calendar.LoneWeek}周（双周）"
            : $"{year}年第{weeks * 2 - 1}—{weeks * 2}周（双周）";
    }

    /// <summary>A name as the title of a paper about the period has it: 2023年5月, 2023年第二季度, 2023年度.</summary>
    public static string Title(string name)
    {
        var match = Form().Match(name);
        var year = match.Groups["year"].Value;
        return !match.Success ? name
            : InWords(name) is var words && words != name ? words
            : Number(match, "month") is > 0 and var month ? $"{year}年{month}月"
            : Number(match, "quarter") is > 0 and var quarter ? $"{year}年第{"一二三四"[quarter - 1]}季度"
            : Number(match, "half") is > 0 and var half ? $"{year}年{"上下"[half - 1]}半年"
            : Number(match, "week") is > 0 and var week ? $"{year}年第{week}周"
            : $"{year}年度";
    }

    /// <summary>Which period a name means, and a day of it; null when it means none of this calendar.</summary>
    internal static (Period Span, DateOnly Day)? DayOf(string name, Calendar calendar)
    {
        var match = Form().Match(name);
        if (!match.Success || Number(match, "year") is not (>= FirstYear and <= LastYear and var year))
        {
            return null;
        }

        DateOnly Month(int month, int day = 1) => new(year, month, day);
        (Period, DateOnly?) named = match switch
        {
            _ when Number(match, "tens") is > 0 and var tens =>
                (Period.TenDays, Month(Number(match, "month"), tens * 10 - 9)),
            _ when Number(match, "part") is > 0 and var part =>
                (Period.HalfMonth, Month(Number(match, "month"), part * 15 - 14)),
            _ when Number(match, "month") is > 0 and var month => (Period.Month, Month(month)),
            _ when Number(match, "bimonth") is > 0 and var pair => (Period.Bimonth, Month(pair * 2 - 1)),
            _ when Number(match, "quarter") is > 0 and var quarter => (Period.Quarter, Month(quarter * 3 - 2)),
            _ when Number(match, "half") is > 0 and var half => (Period.Half, Month(half * 6 - 5)),
            _ when Number(match, "week") is > 0 and var week => (Period.Week, First(week)),
            _ when Number(match, "fortnight") is > 0 and var weeks => (Period.Fortnight, First(weeks * 2 - 1)),
            _ => (Period.Year, Year(Month(calendar.YearStarts.Month, calendar.YearStarts.Day))),
        };
        return named is (var span, { } day) ? (span, day) : null;

        DateOnly Year(DateOnly starts) =>
            calendar.NamedBy(Period.Year, starts).Year == year ? starts : starts.AddYears(-1);

        DateOnly? First(int week) => Week.Parse(Text($"{year:0000}-W{week:00}"), calendar.WeekStarts)?.Start;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static int Number(Match match, string group) =>
        int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : 0;

    [GeneratedRegex(
        @"\A(?<year>[0-9]{4})(-H(?<half>[12])|-Q(?<quarter>[1-4])|-B(?<bimonth>[1-6])"
        + @"|-F(?<fortnight>0[1-9]|1[0-9]|2[0-7])|-W(?<week>0[1-9]|[1-4][0-9]|5[0-3])"
        + @"|-(?<month>0[1-9]|1[0-2])(-T(?<tens>[1-3])|-H(?<part>[12]))?)?\z")]
    private static partial Regex Form();
}
