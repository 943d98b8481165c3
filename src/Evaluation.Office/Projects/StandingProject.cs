using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Office.Projects;

/// <summary>
/// A project in the stage in which it stands on a day: of those that it reached, the last in their order.
/// </summary>
/// <param name="Since">The day on which it reached it.</param>
/// <param name="Days">How many days ago that was.</param>
public sealed record StandingProject(Project Project, ProjectStage Stage, DateOnly Since, int Days)
{
    /// <summary>After how many days in a stage a project is said to be stuck.</summary>
    public const int LongDays = 90;

    /// <summary>Whether it is stuck: longer than 90 days in a stage after which there is another one.</summary>
    public bool Stuck => Days > LongDays && Stage != ProjectStages.InOrder[^1];

    /// <summary>The stages that a project, or the whole of which it was a part, had reached by a day.</summary>
    public static IEnumerable<(ProjectStage Stage, DateOnly On)> ReachedBy(Project project, DateOnly day) =>
        from stage in ProjectStages.InOrder
        let credit = project.Stages.GetValueOrDefault(stage.Name) ?? project.Reached.GetValueOrDefault(stage.Name)
        where credit is not null && credit.OccurredOn <= day
        select (stage, credit.OccurredOn);

    /// <summary>Where a project stands on a day; null when it has reached no stage by then or is stopped.</summary>
    public static StandingProject? Of(Project project, DateOnly day) =>
        !IsStopped(project, day) && ReachedBy(project, day).LastOrDefault() is ({ } stage, var since)
            ? new StandingProject(project, stage, since, day.DayNumber - since.DayNumber) : null;

    /// <summary>Whether a project is stopped on a day, that of the stop included.</summary>
    public static bool IsStopped(Project project, DateOnly day) =>
        project.Halts.Exists(halt => halt.On <= day && !(halt.Until <= day));
}
