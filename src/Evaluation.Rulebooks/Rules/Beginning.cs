namespace Evaluation.Rulebooks.Rules;

/// <summary>What is done with a period that had begun before the evaluation did (起始期间).</summary>
public enum CutPeriods
{
    /// <summary>It is not judged, and the sheet says so.</summary>
    Unjudged,

    /// <summary>It is judged from the first day of the evaluation, towards the targets as they were given.</summary>
    Whole,

    /// <summary>It is judged from the first day of the evaluation, towards targets in proportion to the days.</summary>
    Proportional,
}

/// <summary>The first day of the evaluation: that of the rules, or a later one on which the district began.</summary>
/// <param name="Day">The day; the earliest there is when nothing is known of it.</param>
/// <param name="OfDistrict">Whether it is the district's, not that of the rules.</param>
/// <param name="Calendar">The calendar of the edition that judges.</param>
/// <param name="Rule">What that edition does with a period cut by the day; null when it says nothing.</param>
public readonly record struct Beginning(DateOnly Day, bool OfDistrict, Calendar Calendar, CutPeriods? Rule)
{
    /// <summary>The beginning as an edition sees it.</summary>
    /// <param name="edition">The edition that judges.</param>
    /// <param name="district">The first day of the district's first week; null when it began with the rules.</param>
    public static Beginning Of(Rulebook edition, DateOnly? district)
    {
        var rules = edition.Calendar.First ?? DateOnly.MinValue;
        return district is { } own && own > rules
            ? new(own, true, edition.Calendar, edition.FirstPeriods)
            : new(rules, false, edition.Calendar, edition.FirstPeriods);
    }

    /// <summary>A beginning that cuts no period, for those that are judged with what was brought along.</summary>
    public static Beginning Before(Rulebook edition) => new(DateOnly.MinValue, false, edition.Calendar, null);

    /// <summary>
    /// First day from which the period that holds a day is judged: its own, or the first of the evaluation when that
    /// cuts it and the edition judges such periods. Null when it is not judged.
    /// </summary>
    public DateOnly? JudgedFrom(Period period, DateOnly day) =>
        day < Day ? null
        : !Cuts(period, day) ? Calendar.StartOf(period, day)
        : Rule is CutPeriods.Whole or CutPeriods.Proportional ? Day : null;

    /// <summary>
    /// Whether the period is not judged because the beginning cuts it, and the sheet says so: when the edition wants
    /// it, or when the district, not the rules, began within the period.
    /// </summary>
    public bool Says(Period period, DateOnly day) =>
        Day <= day && Cuts(period, day) && (Rule is CutPeriods.Unjudged || (Rule is null && OfDistrict));

    /// <summary>The share of a period's days that are judged, by a day of it; 1 for a whole period.</summary>
    public decimal Share(Period period, DateOnly day) => Day <= day && Cuts(period, day)
        ? Calendar.Below(
            Calendar.EndOf(period, day).DayNumber - Day.DayNumber + 1,
            Calendar.EndOf(period, day).DayNumber - Calendar.StartOf(period, day).DayNumber + 1)
        : 1m;

    /// <summary>A target of the period, in proportion where the edition says so.</summary>
    public decimal? Target(decimal? whole, Period period, DateOnly day) =>
        Rule == CutPeriods.Proportional ? whole * Share(period, day) : whole;

    /// <summary>
    /// The share of the assessment year that is over at the end of a day, by days and by whole months: of the year, or
    /// in proportion of the part that is judged.
    /// </summary>
    public (decimal Days, decimal Months) Elapsed(DateOnly day)
    {
        if (Rule != CutPeriods.Proportional || !Cuts(Period.Year, day) || day < Day)
        {
            return (Calendar.Elapsed(day), Calendar.ElapsedMonths(day));
        }

        var end = Calendar.EndOf(Period.Year, day);
        var days = Calendar.Below(day.DayNumber - Day.DayNumber + 1, end.DayNumber - Day.DayNumber + 1);
        return Calendar.Months(Day, end) is > 0 and var months
            ? (days, Calendar.Below(Calendar.Months(Day, day), months))
            : (days, days);
    }

    private bool Cuts(Period period, DateOnly day) => Calendar.StartOf(period, day) < Day;
}
