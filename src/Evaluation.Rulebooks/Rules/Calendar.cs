using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Rules;

/// <summary>A moment some days after the last day of a week, in the district's time.</summary>
/// <param name="DaysAfter">0 is the last day itself.</param>
/// <param name="At">The time of day.</param>
public sealed record DueTime(int DaysAfter, TimeOnly At);

/// <summary>The dated frame of an edition: weeks, deadlines and the assessment year.</summary>
/// <param name="WeekStarts">First day of the week.</param>
/// <param name="Offset">The district's time against universal time.</param>
/// <param name="ReportDue">When a week's report is due.</param>
/// <param name="CutOff">When the office stops taking facts for the week's bulletin.</param>
/// <param name="YearStarts">Month and day on which an assessment year begins.</param>
public sealed record Calendar(
    DayOfWeek WeekStarts, TimeSpan Offset, DueTime ReportDue, DueTime CutOff, (int Month, int Day) YearStarts)
{
    /// <summary>The number of a week that some years have; no other makes a fortnight with it.</summary>
    public const int LoneWeek = 53;

    /// <summary>
    /// The first day of rules, without a day since then that has none; set by <see cref="RuleSet"/>, null in an edition
    /// by itself.
    /// </summary>
    public DateOnly? First { get; init; }

    /// <summary>
    /// The day of the month with which months end, and with them two months, quarters and halves; null for the last.
    /// </summary>
    public int? MonthEnds { get; init; }

    /// <summary>The week that holds a day.</summary>
    public Week WeekOf(DateOnly day) => Week.Of(day, WeekStarts);

    /// <summary>The moment at which the week's report is due; a report at that very moment is on time.</summary>
    public DateTimeOffset ReportDueFor(Week week) => Moment(week, ReportDue);

    /// <summary>The moment at which the week's facts are cut off.</summary>
    public DateTimeOffset CutOffFor(Week week) => Moment(week, CutOff);

    /// <summary>First day of the assessment year that holds a day.</summary>
    public DateOnly YearOf(DateOnly day)
    {
        var start = new DateOnly(day.Year, YearStarts.Month, YearStarts.Day);
        return day >= start ? start : start.AddYears(-1);
    }

    /// <summary>
    /// First day of the assessment year to which a week's year to date belongs: the year of the week's first day. A
    /// week over new year closes the old year up to its last day; its days of the new year are included from the next
    /// week on. The first week of rules closes no year: it belongs to that of their first day.
    /// </summary>
    public DateOnly YearOf(Week week) =>
        YearOf(First is { } first && week.Start < first && first <= week.End ? first : week.Start);

    /// <summary>First day of the period that holds a day.</summary>
    public DateOnly StartOf(Period span, DateOnly day) => span switch
    {
        Period.Week => WeekOf(day).Start,
        Period.TenDays => new DateOnly(day.Year, day.Month, Math.Min((day.Day - 1) / 10, 2) * 10 + 1),
        Period.Fortnight => FortnightOf(day).Start,
        Period.HalfMonth => new DateOnly(day.Year, day.Month, day.Day < 16 ? 1 : 16),
        Period.Month or Period.Bimonth or Period.Quarter or Period.Half => FirstOf(NamedBy(span, day)),
        Period.Year => YearOf(day),
        _ => day,
    };

    /// <summary>Last day of the period that holds a day.</summary>
    public DateOnly EndOf(Period span, DateOnly day)
    {
        var start = StartOf(span, day);
        return span switch
        {
            Period.Week => start.AddDays(6),
            Period.TenDays when start.Day < 21 => start.AddDays(9),
            Period.Fortnight => start.AddDays(WeekOf(start).Number == LoneWeek ? 6 : 13),
            Period.HalfMonth when start.Day == 1 => start.AddDays(14),
            Period.TenDays or Period.HalfMonth => new DateOnly(start.Year, start.Month, 1).AddMonths(1).AddDays(-1),
            Period.Month or Period.Bimonth or Period.Quarter or Period.Half =>
                FirstOf(NamedBy(span, day).AddMonths(MonthsOf(span))).AddDays(-1),
            Period.Year => start.AddYears(1).AddDays(-1),
            _ => day,
        };
    }

    /// <summary>The first days of the periods that hold the days from one to another.</summary>
    public IEnumerable<DateOnly> Starts(Period span, DateOnly from, DateOnly to)
    {
        for (var start = StartOf(span, from); start <= to; start = EndOf(span, start).AddDays(1))
        {
            yield return start;
        }
    }

    /// <summary>
    /// The name of the period that holds a day, as targets name it; see <see cref="PeriodNames"/>. An assessment year
    /// has the number of the year in which it begins.
    /// </summary>
    public string NameOf(Period span, DateOnly day) => PeriodNames.Of(span, NamedBy(span, day));

    /// <summary>
    /// The day by which the period that holds a day is named: its first one, or the first of the month in which its
    /// first month ends.
    /// </summary>
    public DateOnly NamedBy(Period span, DateOnly day)
    {
        if (span is Period.Month or Period.Bimonth or Period.Quarter or Period.Half)
        {
            var (month, months) = (MonthOf(day), MonthsOf(span));
            return new DateOnly(month.Year, (month.Month - 1) / months * months + 1, 1);
        }

        return span == Period.Year && MonthEnds is not null ? MonthOf(YearOf(day)) : StartOf(span, day);
    }

    /// <summary>First and last day of a period, by its name; null when the text names none.</summary>
    public (DateOnly First, DateOnly Last)? DaysOf(string name) =>
        PeriodNames.DayOf(name, this) is var (span, day) ? (StartOf(span, day), EndOf(span, day)) : null;

    /// <summary>The share of the assessment year that is over at the end of a day, by days.</summary>
    public decimal Elapsed(DateOnly day)
    {
        var (start, end) = (YearOf(day), EndOf(Period.Year, day));
        return Below(day.DayNumber - start.DayNumber + 1, end.DayNumber - start.DayNumber + 1);
    }

    /// <summary>The share of the assessment year that is over at the end of a day, by whole months.</summary>
    public decimal ElapsedMonths(DateOnly day) => Below(Months(YearOf(day), day), 12);

    /// <summary>The whole months from a day to the end of another.</summary>
    internal static int Months(DateOnly first, DateOnly last)
    {
        var next = last.AddDays(1);
        var months = (next.Year - first.Year) * 12 + next.Month - first.Month;
        return next.Day < first.Day ? months - 1 : months;
    }

    // The first day of the month in which the month ends that holds a day.
    private DateOnly MonthOf(DateOnly day) =>
        new DateOnly(day.Year, day.Month, 1).AddMonths(day.Day > MonthEnds ? 1 : 0);

    private DateOnly FirstOf(DateOnly month) => MonthEnds is { } end ? month.AddMonths(-1).AddDays(end) : month;

    private static int MonthsOf(Period span) => span switch
    {
        Period.Bimonth => 2,
        Period.Quarter => 3,
        Period.Half => 6,
        _ => 1,
    };

    // Weeks make fortnights by their numbers, an odd one with the even one after it.
    private Week FortnightOf(DateOnly day) => WeekOf(day) is { Number: var number } week && number % 2 == 0
        ? week.Previous : WeekOf(day);

    // Cut, not rounded: a unit that has exactly what is due must not miss it by the last place of two thirds.
    internal static decimal Below(int over, int all) => Math.Round((decimal)over / all, 27, MidpointRounding.ToZero);

    private DateTimeOffset Moment(Week week, DueTime due) =>
        new(week.End.AddDays(due.DaysAfter).ToDateTime(due.At), Offset);
}
