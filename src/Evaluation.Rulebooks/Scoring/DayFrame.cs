using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>
/// What the calendar says of a day under its edition; reckoned when the day changes, not for every fact.
/// </summary>
internal sealed class DayFrame
{
    private readonly DateOnly[] begins = new DateOnly[(int)Period.Year + 1];

    /// <summary>Looks at a day.</summary>
    /// <param name="plan">The plan of the edition in force.</param>
    /// <param name="day">The day.</param>
    /// <param name="anew">The last day until then on which an edition began anew.</param>
    public DayFrame(EditionPlan plan, DateOnly day, DateOnly anew)
    {
        (Plan, Day, Anew) = (plan, day, anew);
        var edition = plan.Edition;
        Week = edition.Calendar.WeekOf(day);
        Year = edition.Calendar.YearOf(day);
        foreach (var span in Tally.Spans)
        {
            var start = edition.Calendar.StartOf(span, day);
            begins[(int)span] = start > anew ? start : anew;
        }
    }

    /// <summary>The plan of the edition in force.</summary>
    public EditionPlan Plan { get; }

    /// <summary>The edition in force.</summary>
    public Rulebook Edition => Plan.Edition;

    /// <summary>The day.</summary>
    public DateOnly Day { get; }

    /// <summary>The last day until then on which an edition began caps, counts and repeated facts anew.</summary>
    public DateOnly Anew { get; }

    /// <summary>Its week.</summary>
    public Week Week { get; }

    /// <summary>First day of its assessment year.</summary>
    public DateOnly Year { get; }

    /// <summary>First day from which caps and counts run.</summary>
    public DateOnly BeginOf(Period span) => begins[(int)span];
}
