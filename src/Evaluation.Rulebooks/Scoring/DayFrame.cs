using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>
/// What the calendar says of a day under its edition; computed when the day changes, not for every fact.
/// </summary>
internal sealed class DayFrame
{
    private readonly DateOnly[] begins = new DateOnly[(int)Period.Year + 1];

    /// <param name="plan">The plan of the edition in force.</param>
    /// <param name="day">The day.</param>
    /// <param name="restart">The last day until then on which an edition started over.</param>
    public DayFrame(EditionPlan plan, DateOnly day, DateOnly restart)
    {
        (Plan, Day, Restart) = (plan, day, restart);
        var edition = plan.Edition;
        Week = edition.Calendar.WeekOf(day);
        Year = edition.Calendar.YearOf(day);
        foreach (var span in Tally.Spans)
        {
            var start = edition.Calendar.StartOf(span, day);
            begins[(int)span] = start > restart ? start : restart;
        }
    }

    /// <summary>The plan of the edition in force.</summary>
    public EditionPlan Plan { get; }

    public Rulebook Edition => Plan.Edition;

    public DateOnly Day { get; }

    /// <summary>The last day until then on which an edition started caps, counts and repeated facts over.</summary>
    public DateOnly Restart { get; }

    public Week Week { get; }

    /// <summary>First day of its assessment year.</summary>
    public DateOnly Year { get; }

    /// <summary>First day from which caps and counts run.</summary>
    public DateOnly BeginOf(Period span) => begins[(int)span];
}
