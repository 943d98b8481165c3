using System.Globalization;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Server.Kit.Pages;

/// <summary>Numbers, days and names as an official expects to read them; never in the machine's culture.</summary>
public static class Print
{
    private const string Numerals = "一二三四五六七八九十", WeekDays = "日一二三四五六";

    /// <summary>2023年3月5日.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy'年'M'月'd'日'", CultureInfo.InvariantCulture);

    /// <summary>3月5日.</summary>
    public static string ShortDay(DateOnly day) => day.ToString("M'月'd'日'", CultureInfo.InvariantCulture);

    /// <summary>2023-03-05, for attributes.</summary>
    public static string IsoDay(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>2023年2月27日至3月5日; the year is repeated only when it changes.</summary>
    public static string Days(DateOnly from, DateOnly to) =>
        $"{Day(from)}至{(from.Year == to.Year ? ShortDay(to) : Day(to))}";

    /// <summary>2023年3月7日18:00, in the moment's own offset.</summary>
    public static string Moment(DateTimeOffset moment) =>
        moment.ToString("yyyy'年'M'月'd'日'HH':'mm", CultureInfo.InvariantCulture);

    /// <summary>3月7日18:00, where the year is plain.</summary>
    public static string ShortMoment(DateTimeOffset moment) =>
        moment.ToString("M'月'd'日'HH':'mm", CultureInfo.InvariantCulture);

    /// <summary>2023-W09 as 2023年第9周, 2023-05 as 2023年5月.</summary>
    public static string Week(string id) => PeriodNames.Title(id);

    /// <summary>2023年7月17日（周一）12:00, of what is due then.</summary>
    public static string Deadline(DateTimeOffset due) => string.Create(
        CultureInfo.InvariantCulture,
        $"{due:yyyy'年'M'月'd'日'}（周{WeekDays[(int)due.DayOfWeek]}）{due:HH':'mm}");

    /// <summary>A whole number.</summary>
    public static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Exact points with at least the printed places, so that lines visibly add up to their total.</summary>
    public static string Exact(decimal points, int decimals) => points.ToString(
        "0." + new string('0', decimals) + new string('#', 20 - decimals), CultureInfo.InvariantCulture);

    /// <summary>A figure of a column with its unit of measure.</summary>
    public static string Figure(decimal figure, BulletinColumn column) =>
        BulletinFiles.Figure(figure, column) + column.UnitOfMeasure;

    /// <summary>The style classes that apply, for one attribute.</summary>
    public static string Classes(params ReadOnlySpan<string?> names) =>
        string.Join(' ', names.ToArray().Where(name => name is not null));

    /// <summary>Names in one list.</summary>
    public static string Names(IEnumerable<string> names) => string.Join('、', names);

    /// <summary>The first ten numbers in Chinese, for headings; 1 is 一.</summary>
    public static string Ordinal(int number) =>
        number <= Numerals.Length ? Numerals[(number - 1)..number] : Whole(number);

    /// <summary>A heading in phrases: cut before the office's own word 招商引资 and before a bracket.</summary>
    public static string[] Phrases(string text) => text
        .Replace("招商引资", "\n招商引资", StringComparison.Ordinal).Replace("（", "\n（", StringComparison.Ordinal)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A name as part of an address: letters of every script, everything else escaped.</summary>
    public static string Anchor(string prefix, string id) => $"{prefix}-{Uri.EscapeDataString(id)}";
}
