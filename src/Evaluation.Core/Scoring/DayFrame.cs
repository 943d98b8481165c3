using Evaluation.Core.Rules;
using Evaluation.Core.Words;

namespace Evaluation.Core.Scoring;

/// <summary>What the calendar says of a day under its edition; reckoned when the day changes, not for every fact.</summary>
internal sealed class DayFrame
{
    private readonly DateOnly[] begins = new DateOnly[(int)Period.Year + 1];

    /// <summary>Looks at a day.</summary>
    public DayFrame(EditionPlan plan, DateOnly day)
    {
        (Plan, Day) = (plan, day);
        var edition = plan.Edition;
        Week = edition.Calendar.WeekOf(day);
        Year = edition.Calendar.YearOf(day);
        foreach (var span in Tally.Spans)
        {
            begins[(int)span] = edition.BeginOf(span, day);
        }
    }

    /// <summary>The plan of the edition in force.</summary>
    public EditionPlan Plan { get; }

    /// <summary>The edition in force.</summary>
    public Rulebook Edition => Plan.Edition;

    /// <summary>The day.</summary>
    public DateOnly Day { get; }

    /// <summary>Its week.</summary>
    public Week Week { get; }

    /// <summary>First day of its assessment year.</summary>
    public DateOnly Year { get; }

    /// <summary>First day from which caps and counts run.</summary>
    public DateOnly BeginOf(Period span) => begins[(int)span];
}
