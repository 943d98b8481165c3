using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Projects;

/// <summary>Where the projects stand on a day, and how they moved in a period.</summary>
/// <param name="From">The first day of the period, which ends on the day.</param>
/// <param name="Unit">The unit whose projects these are; null for all.</param>
/// <param name="Group">The ranking group whose projects these are; null for all.</param>
/// <param name="Industry">The industry whose part of each stage is told; null for none.</param>
/// <param name="Standing">How many projects stand in some stage.</param>
/// <param name="Stages">The stages that any of them ever reached, in order.</param>
/// <param name="Increases">The capital increases of the period.</param>
/// <param name="Stopped">The projects that are stopped on the day.</param>
/// <param name="Unstaged">The projects on file that have reached no stage by the day.</param>
public sealed record PipelineAnswer(
    DateOnly Day, DateOnly From, string? Unit, string? Group, string? Industry, int Standing,
    IReadOnlyList<StageAnswer> Stages, IncreasesOf Increases, IReadOnlyList<NamedProject> Stopped,
    IReadOnlyList<NamedProject> Unstaged)
{
    /// <summary>A pipeline as it is answered.</summary>
    internal static PipelineAnswer Of(Pipeline one) => new(
        one.Ask.Day, one.Ask.From, one.Ask.Unit, one.Ask.Group, one.Ask.Industry, one.Standing,
        [.. one.Stages.Select(stage => StageAnswer.Of(stage, one.Ask.Industry))], one.Increases,
        [.. one.Stopped.Select(NamedProject.Of)], [.. one.Unstaged.Select(NamedProject.Of)]);
}

/// <summary>A project by its number and name.</summary>
public sealed record NamedProject(string Project, string Name)
{
    internal static NamedProject Of(Project project) => new(project.Id, project.Name);
}

/// <summary>What stands in a stage, and what moved through it.</summary>
/// <param name="Stage">The stage as claims write it.</param>
/// <param name="Label">The same in print.</param>
/// <param name="Count">How many projects stand in it.</param>
/// <param name="Amount">Their contracted amounts, in yuan.</param>
/// <param name="OfIndustry">How many of them are of the industry asked for; null when none was.</param>
/// <param name="IndustryRate">Their share of the count, from 0 to 1; null as before, and of an empty stage.</param>
/// <param name="Entered">How many reached it in the period.</param>
/// <param name="Stuck">How many have stood in it for more than 90 days.</param>
/// <param name="MedianDays">The middle of their days in it; null for an empty stage.</param>
/// <param name="LongestDays">The most of their days in it; null for an empty stage.</param>
/// <param name="Reached">How many ever reached it.</param>
/// <param name="WentOn">How many of these reached a later stage.</param>
/// <param name="Projects">Those that stand in it, the longest in it first.</param>
public sealed record StageAnswer(
    string Stage, string Label, int Count, decimal Amount, int? OfIndustry, decimal? IndustryRate, int Entered,
    int Stuck, int? MedianDays, int? LongestDays, int Reached, int WentOn, IReadOnlyList<StandingAnswer> Projects)
{
    internal static StageAnswer Of(StageStock stock, string? industry)
    {
        var part = industry is null ? null : stock.PartOf(industry);
        return new StageAnswer(
            stock.Stage.Name, stock.Stage.Label, stock.Projects.Count, stock.Amount, part?.Part, part?.Rate,
            stock.Entered, stock.Stuck, stock.Median, stock.Longest, stock.Reached, stock.WentOn,
            [.. stock.Projects.Select(one => StandingAnswer.Of(one, industry))]);
    }
}

/// <summary>A project in its stage.</summary>
/// <param name="Project">Its number.</param>
/// <param name="Units">Who is credited with it.</param>
/// <param name="Contracted">Its contracted amount, in yuan.</param>
/// <param name="Stage">The stage in print.</param>
/// <param name="Since">The day on which it reached the stage.</param>
/// <param name="Days">How many days ago that was.</param>
/// <param name="Stuck">Whether that is more than 90 days, and another stage follows.</param>
/// <param name="OfIndustry">Whether it is of the industry asked for.</param>
/// <param name="Parent">The earlier phase; null for a first one.</param>
/// <param name="Increases">How many increases it ever had.</param>
public sealed record StandingAnswer(
    string Project, string Name, string Enterprise, string Industry, IReadOnlyList<string> Units, decimal Contracted,
    string Stage, DateOnly Since, int Days, bool Stuck, bool OfIndustry, string? Parent, int Increases)
{
    internal static StandingAnswer Of(StandingProject one, string? industry) => new(
        one.Project.Id, one.Project.Name, one.Project.Enterprise, one.Project.Industry,
        [.. one.Project.CreditedShares.Select(share => share.Unit)], one.Project.Contracted, one.Stage.Label, one.Since,
        one.Days, one.Stuck, one.Project.Industry == industry, one.Project.Parent, one.Project.Tranches.Count);
}

/// <summary>Parts of a whole in print.</summary>
internal static class PartPrint
{
    /// <summary>15/44 = 34%; a dash where there is nothing to be a part of.</summary>
    public static string Of(int part, int whole) => whole == 0 ? "—"
        : $"{part}/{whole} = {Value.Of(Math.Round(part * 100m / whole, MidpointRounding.AwayFromZero))}%";
}
