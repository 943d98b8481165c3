using System.Collections.Immutable;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Weeks;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>A day with the holiday it belongs to, for example 春节.</summary>
public sealed record NamedDay(DateOnly Day, string Name);

/// <summary>
/// The holidays of a year were stated (放假安排), as the State Council announces them; a later statement of the same
/// year replaces this one. Stream `calendar`.
/// </summary>
/// <param name="Year">The year.</param>
/// <param name="Holidays">Days off, those on weekends too.</param>
/// <param name="Workdays">Saturdays and Sundays that are worked (调休).</param>
/// <param name="Document">Document number (文号).</param>
[StoredAs("calendar.stated.v1")]
public sealed record CalendarStated(
    int Year, IReadOnlyList<NamedDay> Holidays, IReadOnlyList<NamedDay> Workdays, string Document);

/// <summary>A day found by counting working days.</summary>
/// <param name="Day">The day.</param>
/// <param name="Assumed">
/// Years on the way whose holidays were not stated; in them only Saturdays and Sundays are off.
/// </param>
public sealed record CountedDay(DateOnly Day, IReadOnlyList<int> Assumed)
{
    /// <summary>What was assumed, in brackets; empty when nothing was.</summary>
    public string Note() =>
        Assumed.Count == 0 ? "" : $"（{string.Join('、', Assumed)}年放假安排未登记，按周六、周日休息推算）";

    /// <inheritdoc/>
    public override string ToString() => $"{Day:yyyy-MM-dd}{Note()}";
}

/// <summary>Which days are worked (工作日), by the holidays stated so far.</summary>
/// <param name="ByYear">The statement that holds for each year.</param>
public sealed record WorkingDays(ImmutableSortedDictionary<int, CalendarStated> ByYear)
{
    /// <summary>The stream of the holidays.</summary>
    public const string Stream = "calendar";

    /// <summary>Nothing was stated: Saturdays and Sundays are off.</summary>
    public static readonly WorkingDays None = new(ImmutableSortedDictionary<int, CalendarStated>.Empty);

    private readonly ImmutableHashSet<DateOnly> holidays =
        [.. ByYear.Values.SelectMany(stated => stated.Holidays).Select(one => one.Day)];

    private readonly ImmutableHashSet<DateOnly> workdays =
        [.. ByYear.Values.SelectMany(stated => stated.Workdays).Select(one => one.Day)];

    /// <summary>Whether a day is worked.</summary>
    public bool IsWorked(DateOnly day) =>
        workdays.Contains(day) || (!IsWeekend(day) && !holidays.Contains(day));

    /// <summary>The n-th working day after a day; the day itself is not counted.</summary>
    /// <param name="day">The day from which is counted.</param>
    /// <param name="count">From 1.</param>
    public CountedDay After(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var assumed = new SortedSet<int>();
        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            left -= IsWorked(day) ? 1 : 0;
            if (!ByYear.ContainsKey(day.Year))
            {
                assumed.Add(day.Year);
            }
        }

        return new CountedDay(day, [.. assumed]);
    }

    /// <summary>The working days after an event of their stream.</summary>
    public static WorkingDays Evolve(WorkingDays? known, object @event) => @event switch
    {
        CalendarStated e => new WorkingDays((known ?? None).ByYear.SetItem(e.Year, e)),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to the working days."),
    };

    internal static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}

/// <summary>What may be stated about working days.</summary>
public static class CalendarDecider
{
    private const int EarliestYear = 2000, LatestYear = 2199;

    /// <summary>States the holidays of a year.</summary>
    public static Decision State(WorkingDays? known, CalendarStated request)
    {
        if (Characters.ShowsNothing(request.Document))
        {
            return Decision.Refuse("document-missing", "放假安排没有文号。", "document", "请填写公布放假安排的文号。");
        }

        if (request.Year is < EarliestYear or > LatestYear)
        {
            return Decision.Refuse(
                "year-wrong", $"年份{request.Year}不在{EarliestYear}至{LatestYear}之间。", "year", "请核对年份。");
        }

        if (request.Holidays.Count == 0)
        {
            return Decision.Refuse("days-missing", "没有写明任何放假日。", "holidays", "请逐日填写放假日。");
        }

        return Days(request)
            .Select(one => Wrong(request.Year, one.At, one.Day, one.Worked))
            .FirstOrDefault(no => no is not null)
            ?? Twice(request)
            ?? (Same(known?.ByYear.GetValueOrDefault(request.Year), request)
                ? Refusal.Repeated($"{request.Year}年放假安排（{request.Document}）已在案。", "calendar")
                : Decision.Accept(request));
    }

    private static IEnumerable<(string At, NamedDay Day, bool Worked)> Days(CalendarStated request) =>
        request.Holidays.Select((day, i) => ($"holidays[{i}]", day, false))
            .Concat(request.Workdays.Select((day, i) => ($"workdays[{i}]", day, true)));

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

    private static Decision? Twice(CalendarStated request)
    {
        var seen = new HashSet<DateOnly>();
        foreach (var (at, day, _) in Days(request))
        {
            if (!seen.Add(day.Day))
            {
                return Decision.Refuse("day-twice", $"{day.Day:yyyy-MM-dd}写了两次。", at, "每一天只写一次。");
            }
        }

        return null;
    }

    private static bool Same(CalendarStated? standing, CalendarStated request) =>
        standing is not null && standing.Document == request.Document
        && standing.Holidays.SequenceEqual(request.Holidays) && standing.Workdays.SequenceEqual(request.Workdays);
}
