using Evaluation.Office.Units;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Projects;

/// <summary>What is asked of a pipeline.</summary>
/// <param name="From">The first day of the period in which is counted what moved.</param>
/// <param name="Day">Its last day, on which is counted what stands.</param>
/// <param name="Unit">Only projects with which the unit is credited; null for all.</param>
/// <param name="Group">Only projects of units of the ranking group; null for all.</param>
/// <param name="Industry">The industry whose part of each stage is wanted; null for none.</param>
public sealed record PipelineAsk(DateOnly From, DateOnly Day, string? Unit, string? Group, string? Industry)
{
    /// <summary>Why it cannot be answered; null when it can.</summary>
    public Refusal? Check(Roster roster) =>
        From > Day
            ? new Refusal(
                "days-reversed", $"起始日期{From:yyyy-MM-dd}晚于截止日期{Day:yyyy-MM-dd}。", "from", "请更正日期。")
        : Unit is { } unit && !roster.Knows(unit) ? RosterDecider.UnknownUnit(roster, unit)
        : Group is { } group && !roster.Terms.Exists(term => term.Group == group)
            ? Refusal.Unknown(
                "group", "组别", group, Finding.Nearest(group, roster.Terms.Select(term => term.Group).Distinct()))
        : null;

    internal bool Takes(Project project, Roster roster) =>
        (Unit is null && Group is null) || project.CreditedShares.Any(share =>
            (Unit is null || share.Unit == Unit) && (Group is null || roster.On(share.Unit, Day)?.Group == Group));
}

/// <summary>The part of an industry, with its own denominator.</summary>
/// <param name="Part">How many are of the industry.</param>
/// <param name="Of">Of how many; 0 for a stage in which nothing stands.</param>
public sealed record IndustryPart(int Part, int Of)
{
    /// <summary>The part, from 0 to 1, to 4 decimals; null where there is nothing to be a part of.</summary>
    public decimal? Rate => Of == 0 ? null : Math.Round((decimal)Part / Of, 4, MidpointRounding.AwayFromZero);
}

/// <summary>What stands in a stage on a day, and what moved through it.</summary>
/// <param name="Projects">Those that stand in it, the longest in it first.</param>
/// <param name="Entered">How many reached it in the period, stopped ones too.</param>
/// <param name="Reached">How many ever reached it.</param>
/// <param name="WentOn">How many of these reached a later stage.</param>
public sealed record StageStock(
    ProjectStage Stage, IReadOnlyList<StandingProject> Projects, int Entered, int Reached, int WentOn)
{
    /// <summary>The contracted amounts of those that stand in it, in yuan.</summary>
    public decimal Amount => Projects.Sum(one => one.Project.Contracted);

    /// <summary>How many of them are stuck.</summary>
    public int Stuck => Projects.Count(one => one.Stuck);

    /// <summary>The middle of the days in the stage, of two middle ones the longer; null when nothing stands.</summary>
    public int? Median => Projects.Count == 0 ? null : Projects[(Projects.Count - 1) / 2].Days;

    /// <summary>The most days in the stage; null when nothing stands.</summary>
    public int? Longest => Projects.Count == 0 ? null : Projects[0].Days;

    /// <summary>How many of those that stand in it are of an industry.</summary>
    public IndustryPart PartOf(string industry) =>
        new(Projects.Count(one => one.Project.Industry == industry), Projects.Count);
}

/// <summary>Capital increases of a period.</summary>
/// <param name="Projects">How many different projects were increased.</param>
/// <param name="Times">How many increases there were.</param>
/// <param name="Amount">What they came to, in yuan.</param>
public sealed record IncreasesOf(int Projects, int Times, decimal Amount);

/// <summary>Where the projects of a district stand on a day, and how they moved in a period (项目进度).</summary>
/// <param name="Stages">The stages that any of them ever reached, in order.</param>
/// <param name="Stopped">Those that are stopped on the day.</param>
/// <param name="Unstaged">Those on file that have reached no stage by the day.</param>
/// <param name="Increases">The increases of the period.</param>
public sealed record Pipeline(
    PipelineAsk Ask, IReadOnlyList<StageStock> Stages, IReadOnlyList<Project> Stopped, IReadOnlyList<Project> Unstaged,
    IncreasesOf Increases)
{
    /// <summary>How many projects stand in some stage.</summary>
    public int Standing => Stages.Sum(stage => stage.Projects.Count);

    /// <summary>Makes the pipeline.</summary>
    /// <param name="projects">The projects on file, as they are now.</param>
    /// <param name="ask">What is asked; must have passed its check.</param>
    public static Pipeline Of(IEnumerable<Project> projects, PipelineAsk ask, Roster roster)
    {
        var taken = projects.Where(project => ask.Takes(project, roster)).ToList();
        var standing = taken.Select(project => StandingProject.Of(project, ask.Day)).OfType<StandingProject>()
            .OrderByDescending(one => one.Days).ThenBy(one => one.Project.Id, StringComparer.Ordinal)
            .ToLookup(one => one.Stage);
        var reached = taken.ConvertAll(project => StandingProject.ReachedBy(project, ask.Day).ToList());
        var tranches = taken.SelectMany(project => project.Tranches.Values.Select(one => (project.Id, Credit: one)))
            .Where(one => ask.From <= one.Credit.OccurredOn && one.Credit.OccurredOn <= ask.Day).ToList();
        return new Pipeline(
            ask,
            [
                .. from stage in ProjectStages.InOrder
                   let all = reached.FindAll(one => one.Exists(it => it.Stage == stage))
                   where all.Count > 0
                   select new StageStock(
                       stage, [.. standing[stage]],
                       all.Count(one => one.Exists(it => it.Stage == stage && it.On >= ask.From)), all.Count,
                       all.Count(one => one[^1].Stage != stage)),
            ],
            taken.FindAll(project => StandingProject.IsStopped(project, ask.Day)),
            [.. taken.Where((project, i) => reached[i].Count == 0 && !StandingProject.IsStopped(project, ask.Day))],
            new IncreasesOf(
                tranches.Select(one => one.Id).Distinct(StringComparer.Ordinal).Count(), tranches.Count,
                tranches.Sum(one => one.Credit.Amount)));
    }
}
