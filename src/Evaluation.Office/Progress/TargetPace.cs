namespace Evaluation.Office.Progress;

/// <summary>
/// How a target is kept pace with: what was done, against the days of the period that are over. Shares are of 1 and
/// rounded where they are printed; paces are for seven days.
/// </summary>
/// <param name="Target">What is to be reached; above 0, or nothing is said of rates.</param>
/// <param name="Done">What was done up to the day, what was done before the evaluation began included.</param>
/// <param name="First">The first day of the period.</param>
/// <param name="Last">Its last day.</param>
/// <param name="Through">The day up to which is counted, the end of a week; not before the first day.</param>
public sealed record TargetPace(decimal Target, decimal Done, DateOnly First, DateOnly Last, DateOnly Through)
{
    private const decimal Week = 7m;

    /// <summary>The days of the period.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>The days that are over at the end of the day, at most all.</summary>
    public int Over => Math.Min(Days, Through.DayNumber - First.DayNumber + 1);

    /// <summary>The share of the period that is over.</summary>
    public decimal Elapsed => (decimal)Over / Days;

    /// <summary>The share of the target that is done; null without anything to reach.</summary>
    public decimal? Rate => Target > 0m ? Done / Target : null;

    /// <summary>By how many percentage points more is done than time is over; negative when behind.</summary>
    public decimal? Ahead => (Rate - Elapsed) * 100m;

    /// <summary>What was done in a week so far, on average.</summary>
    public decimal PerWeek => Done / Over * Week;

    /// <summary>What has to be done in each week that is left; 0 once the target is reached, null at the end.</summary>
    public decimal? NeededPerWeek => Over == Days ? null : Math.Max(0m, Target - Done) / (Days - Over) * Week;

    /// <summary>How many times the pace so far that is; null at the end, and where nothing was done.</summary>
    public decimal? Times => Done > 0m ? NeededPerWeek / PerWeek : null;
}
