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
    /// <param name="restart">The last day until then on which an edition started over.</param>
    public DayFrame(EditionPlan plan, DateOnly day, DateOnly restart)
    {
        (Plan, Day, Restart) = (plan, day, restart);
        var edition = plan.Edition;
        Week = edition.Calendar.WeekOf(day);
        Year = edition.Calendar.YearOf(day);
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

    /// <summary>First day from which caps and counts run; found when it is first asked for.</summary>
    public DateOnly BeginOf(Period span)
    {
        ref var begin = ref begins[(int)span];
        if (begin == default)
        {
            var start = Edition.Calendar.StartOf(span, Day);
            begin = start > Restart ? start : Restart;
        }

        return begin;
    }
}
