using System.Security.Cryptography;
using System.Text;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Weeks;

/// <summary>A notice of holidays as it is handed in.</summary>
/// <param name="Stated">Its days, its document and the year that it is about.</param>
/// <param name="Usual">Days that it makes again what they are without a statement.</param>
/// <param name="Replace">
/// Whether it takes the place of all that was stated of the year; otherwise only the days that it names change.
/// </param>
/// <param name="Seen">The code of the difference that was shown before a replacement; null while it was not.</param>
public sealed record CalendarNotice(
    CalendarStated Stated, IReadOnlyList<NamedDay> Usual, bool Replace = false, string? Seen = null);

/// <summary>What may be stated about working days.</summary>
public static class CalendarDecider
{
    private const int EarliestYear = 2000, LatestYear = 2199;

    /// <summary>
    /// States the holidays of a year, or amends the days that a notice names once the year was stated. A year is
    /// replaced only by name, by somebody who has seen what that changes.
    /// </summary>
    public static Decision State(WorkingDays? known, CalendarNotice notice)
    {
        var request = notice.Stated;
        if (Characters.ShowsNothing(request.Document))
        {
            return Decision.Refuse("document-missing", "放假安排没有文号。", "document", "请填写公布放假安排的文号。");
        }

        if (request.Year is < EarliestYear or > LatestYear)
        {
            return Decision.Refuse(
                "year-wrong", $"年份{request.Year}不在{EarliestYear}至{LatestYear}之间。", "year", "请核对年份。");
        }

        var whole = notice.Replace || known?.ByYear.ContainsKey(request.Year) != true;
        if (whole ? request.Holidays.Count == 0 : !Days(notice).Any())
        {
            return Decision.Refuse("days-missing", "没有写明任何放假日。", "holidays", "请逐日填写放假日。");
        }

        return Days(notice)
            .Select(one => Wrong(request.Year, one.At, one.Day, one.Worked))
            .FirstOrDefault(no => no is not null)
            ?? Twice(notice)
            ?? Changed(known ?? WorkingDays.None, notice, whole);
    }

    /// <summary>What a notice changes, day by day, in sentences; empty for nothing.</summary>
    public static IReadOnlyList<string> Difference(WorkingDays? known, CalendarNotice notice)
    {
        var before = known ?? WorkingDays.None;
        var whole = notice.Replace || !before.ByYear.ContainsKey(notice.Stated.Year);
        var (old, now) = (Stated(before), Stated(WorkingDays.Evolve(before, EventOf(notice, whole))));
        return
        [
            .. old.Keys.Union(now.Keys).Order().Select(day => (
                Day: day, Old: old.GetValueOrDefault(day, "未列"), Now: now.GetValueOrDefault(day, "不再列")))
                .Where(one => one.Old != one.Now)
                .Select(one => $"{one.Day:yyyy-MM-dd}由{one.Old}改为{one.Now}"),
        ];
    }

    /// <summary>The code by which somebody says that a difference was seen.</summary>
    public static string CodeOf(IReadOnlyList<string> difference) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', difference))))[..8];

    private static Decision Changed(WorkingDays known, CalendarNotice notice, bool whole)
    {
        var (year, difference) = (notice.Stated.Year, Difference(known, notice));
        if (difference.Count == 0)
        {
            return Refusal.Repeated($"{year}年放假安排（{notice.Stated.Document}）所列各日已在案。", "calendar");
        }

        return whole && known.ByYear.ContainsKey(year) && notice.Seen != CodeOf(difference)
            ? Decision.Conflict(
                "difference-unseen",
                $"整年替换{year}年放假安排将改变{difference.Count}日：{string.Join('；', difference)}。", "seen",
                $"核对无误的，请写明 seen 为 {CodeOf(difference)} 重新提交；只调整个别日子的，不要写 replace。")
            : Decision.Accept(EventOf(notice, whole));
    }

    private static object EventOf(CalendarNotice notice, bool whole) => whole ? notice.Stated
        : new CalendarAmended(
            notice.Stated.Year, notice.Stated.Holidays, notice.Stated.Workdays, notice.Usual, notice.Stated.Document);

    private static Dictionary<DateOnly, string> Stated(WorkingDays known) => known.ByYear.Values
        .SelectMany(year => year.Holidays.Select(one => (one.Day, Word: $"{one.Name}放假"))
            .Concat(year.Workdays.Select(one => (one.Day, Word: $"{one.Name}上班"))))
        .GroupBy(one => one.Day).ToDictionary(same => same.Key, same => same.Last().Word);

    private static IEnumerable<(string At, NamedDay Day, bool Worked)> Days(CalendarNotice notice) =>
        notice.Stated.Holidays.Select((day, i) => ($"holidays[{i}]", day, false))
            .Concat(notice.Stated.Workdays.Select((day, i) => ($"workdays[{i}]", day, true)))
            .Concat(notice.Usual.Select((day, i) => ($"usual[{i}]", day, false)));

    // New year's holiday may begin in the year before, and the notice of a year may reach into the next.
    private static Decision? Wrong(int year, string at, NamedDay day, bool worked) =>
        day.Day < new DateOnly(year - 1, 12, 1) || day.Day > new DateOnly(year + 1, 1, 31)
            ? Decision.Refuse(
                "day-out-of-year", $"{day.Day:yyyy-MM-dd}不属于{year}年的放假安排。",
                at, "请核对日期和年份。")
        : Characters.ShowsNothing(day.Name)
            ? Decision.Refuse("name-missing", $"{day.Day:yyyy-MM-dd}没有写明节日。", at, "请填写节日名称，例如 春节。")
        : worked && !WorkingDays.IsWeekend(day.Day)
            ? Decision.Refuse(
                "workday-wrong", $"{day.Day:yyyy-MM-dd}不是周六或周日，不能是调休上班日。",
                at, "只填写周末上班的日子。")
        : null;

    private static Decision? Twice(CalendarNotice notice)
    {
        var seen = new HashSet<DateOnly>();
        foreach (var (at, day, _) in Days(notice))
        {
            if (!seen.Add(day.Day))
            {
                return Decision.Refuse("day-twice", $"{day.Day:yyyy-MM-dd}写了两次。", at, "每一天只写一次。");
            }
        }

        return null;
    }
}
