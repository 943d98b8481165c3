using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.SecondCount;

/// <summary>
/// The calendar by counting days: a period lasts from a day on which one begins to the day before the next.
/// </summary>
internal static class Days
{
    /// <summary>The periods that have an end, the shortest first.</summary>
    public static readonly Period[] ShortestFirst =
    [
        Period.Week, Period.TenDays, Period.Fortnight, Period.HalfMonth, Period.Month, Period.Bimonth, Period.Quarter,
        Period.Half, Period.Year,
    ];

    private const int Places = 27;

    /// <summary>Whether a period begins on a day.</summary>
    public static bool Begins(Calendar calendar, Period period, DateOnly day) => period switch
    {
        Period.Week => day.DayOfWeek == calendar.WeekStarts,
        Period.TenDays => day.Day is 1 or 11 or 21,
        Period.Fortnight => day.DayOfWeek == calendar.WeekStarts && NumberOfWeek(day) % 2 == 1,
        Period.HalfMonth => day.Day is 1 or 16,
        Period.Month => day.Day == 1 + (calendar.MonthEnds ?? 0),
        Period.Bimonth => Begins(calendar, Period.Month, day) && Month(calendar, day).Month % 2 == 1,
        Period.Quarter => Begins(calendar, Period.Month, day) && Month(calendar, day).Month is 1 or 4 or 7 or 10,
        Period.Half => Begins(calendar, Period.Month, day) && Month(calendar, day).Month is 1 or 7,
        Period.Year => day.Month == calendar.YearStarts.Month && day.Day == calendar.YearStarts.Day,
        _ => true,
    };

    /// <summary>Whether a period ends on a day.</summary>
    public static bool Ends(Calendar calendar, Period period, DateOnly day) => Begins(calendar, period, day.AddDays(1));

    /// <summary>First day of the period that holds a day.</summary>
    public static DateOnly First(Calendar calendar, Period period, DateOnly day)
    {
        while (!Begins(calendar, period, day))
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    /// <summary>Last day of the period that holds a day.</summary>
    public static DateOnly Last(Calendar calendar, Period period, DateOnly day)
    {
        while (!Ends(calendar, period, day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>
    /// How targets name the period that holds a day: 2023, 2023-H1, 2023-Q1, 2023-B1, 2023-05, 2023-05-H1, 2023-F05,
    /// 2023-05-T1, 2023-W05.
    /// </summary>
    public static string Name(Calendar calendar, Period period, DateOnly day)
    {
        var first = Named(calendar, period, day);
        var fourth = first.AddDays(3);
        return period switch
        {
            Period.Week => $"{fourth.Year:0000}-W{NumberOfWeek(first):00}",
            Period.TenDays => $"{first.Year:0000}-{first.Month:00}-T{(first.Day + 9) / 10}",
            Period.Fortnight => $"{fourth.Year:0000}-F{(NumberOfWeek(first) + 1) / 2:00}",
            Period.HalfMonth => $"{first.Year:0000}-{first.Month:00}-H{(first.Day == 1 ? 1 : 2)}",
            Period.Bimonth => $"{first.Year:0000}-B{(first.Month + 1) / 2}",
            Period.Month => $"{first.Year:0000}-{first.Month:00}",
            Period.Quarter => $"{first.Year:0000}-Q{(first.Month + 2) / 3}",
            Period.Half => $"{first.Year:0000}-H{(first.Month == 1 ? 1 : 2)}",
            Period.Year => $"{first.Year:0000}",
            _ => $"{first:O}",
        };
    }

    /// <summary>
    /// The day by which the period that holds a day is named: where months do not end with their last day, the first of
    /// the month in which it, or its first month, ends.
    /// </summary>
    public static DateOnly Named(Calendar calendar, Period period, DateOnly day)
    {
        var first = First(calendar, period, day);
        return calendar.MonthEnds is null
            || period is Period.Week or Period.TenDays or Period.Fortnight or Period.HalfMonth or Period.Fact
                ? first : Month(calendar, first);
    }

    // The first day of the month in which the month ends that holds a day.
    private static DateOnly Month(Calendar calendar, DateOnly day)
    {
        while (calendar.MonthEnds is { } end && day.Day != end)
        {
            day = day.AddDays(1);
        }

        return new DateOnly(day.Year, day.Month, 1);
    }

    /// <summary>The share of the year that is over at the end of a day, by days.</summary>
    public static decimal Elapsed(Calendar calendar, DateOnly day)
    {
        var first = First(calendar, Period.Year, day);
        var last = Last(calendar, Period.Year, day);
        return Share(Count(first, day), Count(first, last));
    }

    /// <summary>The share of the year that is over at the end of a day, by whole months.</summary>
    public static decimal ElapsedMonths(Calendar calendar, DateOnly day) =>
        Share(WholeMonths(First(calendar, Period.Year, day), day), 12);

    /// <summary>The whole months from a day to the end of another.</summary>
    public static int WholeMonths(DateOnly first, DateOnly day)
    {
        var months = 0;
        while (first.AddMonths(months + 1) <= day.AddDays(1))
        {
            months++;
        }

        return months;
    }

    /// <summary>A part of days or months of all of them.</summary>
    public static decimal Share(int part, int all) => Cut((decimal)part / all);

    /// <summary>Each day from the first to the last.</summary>
    public static IEnumerable<DateOnly> Each(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private static int NumberOfWeek(DateOnly first) => (first.AddDays(3).DayOfYear + 6) / 7;

    private static int Count(DateOnly first, DateOnly last) => last.DayNumber - first.DayNumber + 1;

    // Who has exactly what is due must not be behind by the last place of two thirds.
    private static decimal Cut(decimal share) => Math.Round(share, Places, MidpointRounding.ToZero);
}
