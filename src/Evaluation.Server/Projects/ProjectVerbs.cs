using System.CommandLine;
using System.Globalization;
using Evaluation.Office.Mandates;
using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Projects;

/// <summary>`project`: the projects on file, listed and changed.</summary>
internal static class ProjectVerbs
{
    private static readonly (string Name, string Heading, Func<Project, string> Cell)[] Columns =
    [
        ("project", "编号", one => one.Id),
        ("name", "名称", one => one.Name),
        ("enterprise", "企业", one => one.Enterprise),
        ("contracted", ">签约金额", one => Money.Format(one.Contracted)),
        ("introducer", "首谈单位", one => one.Introducer ?? ""),
        ("whole", "拆自", one => one.Whole ?? ""),
        ("stopped", "终止", one => one.Stopped is { } stop
            ? stop.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : ""),
    ];

    private static readonly (string Name, string Heading, Func<StageAnswer, string> Cell)[] StageColumns =
    [
        ("stage", "阶段", one => one.Label),
        ("count", ">存量", one => Whole(one.Count)),
        ("amount", ">签约金额", one => Money.Format(one.Amount)),
        ("of_industry", ">其中", one => one.OfIndustry is { } part ? PartPrint.Of(part, one.Count) : ""),
        ("entered", ">期内进入", one => Whole(one.Entered)),
        ("stuck", ">超90天", one => Whole(one.Stuck)),
        ("median_days", ">停留中位", one => Whole(one.MedianDays)),
        ("longest_days", ">最长", one => Whole(one.LongestDays)),
        ("went_on", ">转入以后阶段", one => PartPrint.Of(one.WentOn, one.Reached)),
    ];

    /// <summary>Builds the `project` command with its steps.</summary>
    public static Command Make(Shell shell)
    {
        var (format, find) = (
            Ask.Format(), Ask.May("--find", "A part of a name, a number or a firm; all projects when not given."));
        var verb = new Command(
            "project", "List the projects on file (项目), or change one: name, stop, going on, two of one.\n\n"
            + "Example: evaluation project --district dinghu --find 电池")
        {
            find, Ask.District(), format, Rename(shell), Stop(shell), Resume(shell), Split(shell),
            PipelineVerb(shell),
        };
        verb.OnDistrict(shell, CliSession.ReadAsync, async (session, district, parsed, ct) =>
        {
            Output.Rows(
                shell, parsed.GetValue(format)!, "projects", Columns,
                await session.Get<FileSearch>().AllAsync<Project>(
                    district, new SoughtFiles("project/", parsed.GetValue(find) ?? ""), Project.Evolve, ct));
            return Shell.Done;
        });
        return verb;
    }

    private static Command PipelineVerb(Shell shell)
    {
        var (day, from) = (
            Ask.May("--day", "The day; the end of the last closed week when not given. For example 2023-07-02."),
            Ask.May("--from", "The first day of what moved; that of the assessment year when not given."));
        var (unit, group, industry, format) = (
            Ask.May("--unit", "Only projects with which this unit is credited."),
            Ask.May("--group", "Only projects of units of this ranking group."),
            Ask.May("--industry", "The industry whose part of each stage is told."), Ask.Format());
        var verb = new Command(
            "pipeline", "Show where the projects stand on a day and how they moved (项目进度).\n\n"
            + "Example: evaluation project pipeline --district zhaoqing --unit 肇庆高新区 --industry 新能源汽车")
        {
            day, from, unit, group, industry, Ask.District(), format,
        };
        verb.OnDistrict(shell, CliSession.ReadAsync, async (session, district, parsed, ct) =>
        {
            var query = new PipelineQuery(
                parsed.GetValue(day), parsed.GetValue(from), parsed.GetValue(unit), parsed.GetValue(group),
                parsed.GetValue(industry));
            if (!(await session.Get<Pipelines>().OfAsync(
                district, query, shell.Clock.GetUtcNow(), new Sight(null, Visibility.All), ct))
                .TryGet(out var seen, out var refusal))
            {
                return shell.Refuse(refusal);
            }

            if (parsed.GetValue(format) == Ask.Json)
            {
                Output.Json(shell, seen.Answer);
                return Shell.Done;
            }

            Output.Rows(shell, parsed.GetValue(format)!, "stages", StageColumns, seen.Answer.Stages);
            return Shell.Done;
        });
        return verb;
    }

    private static Command Rename(Shell shell)
    {
        var (project, name) = (TheProject(), Ask.Must("--name", "The new name."));
        var (from, reason) = (Ask.Day("--from", "The first day of the new name."), Reason());
        return ChangeCommand.Verb(
            shell, "rename", "Give a project another name.\n\n"
            + "Example: evaluation project rename P-2023-01 --name 动力电池产业园 --from 2023-07-03 --reason 备案变更 "
            + "--as kaoping.liang",
            typeof(RenameProject), [project, name, from, reason],
            change => new RenameProject(
                change.By,
                new ProjectRenamed(
                    change.Parsed.GetValue(project)!, change.Parsed.GetValue(name)!,
                    change.Parsed.GetValue(from)!.Value, change.Parsed.GetValue(reason)!),
                null));
    }

    private static Command Stop(Shell shell)
    {
        var (project, on, reason) = (TheProject(), Ask.Day("--on", "The day of the stop."), Reason());
        return ChangeCommand.Verb(
            shell, "stop", "Stop a project (终止): what happens after the day is not credited.\n\n"
            + "Example: evaluation project stop P-2023-01 --on 2023-07-03 --reason 企业放弃投资 --as kaoping.liang",
            typeof(StopProject), [project, on, reason],
            change => new StopProject(
                change.By,
                new ProjectStopped(
                    change.Parsed.GetValue(project)!, change.Parsed.GetValue(on)!.Value,
                    change.Parsed.GetValue(reason)!),
                null));
    }

    private static Command Resume(Shell shell)
    {
        var (project, from, reason) = (
            TheProject(), Ask.Day("--from", "The first day on which it takes claims again."), Reason());
        return ChangeCommand.Verb(
            shell, "resume", "Let a stopped project go on (恢复).\n\n"
            + "Example: evaluation project resume P-2023-01 --from 2023-08-01 --reason 重新签约 --as kaoping.liang",
            typeof(ResumeProject), [project, from, reason],
            change => new ResumeProject(
                change.By,
                new ProjectResumed(
                    change.Parsed.GetValue(project)!, change.Parsed.GetValue(from)!.Value,
                    change.Parsed.GetValue(reason)!),
                null));
    }

    private static Command Split(Shell shell)
    {
        var (project, part, name) = (
            TheProject(), Ask.Must("--part", "The number of the part."), Ask.Must("--name", "Its name."));
        var (contracted, fixedAsset, reason) = (
            Ask.Must("--contracted", "How much of the contracted amount goes with it, for example 3000万."),
            Ask.May("--fixed-asset", "How much of the fixed-asset amount goes with it."), Reason());
        return ChangeCommand.Verb(
            shell, "split", "Make a part of a project a project of its own (拆分).\n"
            + "What was credited stays with the whole, and no part reaches those stages again.\n\n"
            + "Example: evaluation project split P-2023-01 --part P-2023-01-2 --name 电池回收项目 --contracted 3000万 "
            + "--reason 补充协议 --as kaoping.liang",
            typeof(SplitProject), [project, part, name, contracted, fixedAsset, reason],
            change =>
            {
                var parsed = change.Parsed;
                var amount = Money.Parse(parsed.GetValue(contracted)!, out var why);
                var asset = Money.Parse(parsed.GetValue(fixedAsset) ?? "0元", out var whyFixed);
                return Names.Check(parsed.GetValue(part)!, "part") is { } unnamed ? unnamed
                    : amount is null || asset is null
                        ? new Refusal(
                            "field-wrong", amount is null ? why : whyFixed,
                            amount is null ? "contracted" : "fixed-asset",
                            "请写明单位，例如 3000万、1.2亿，且不得为负。")
                    : new SplitProject(
                        change.By,
                        new ProjectSplit(
                            parsed.GetValue(project)!, parsed.GetValue(part)!, amount.Value, asset.Value,
                            parsed.GetValue(reason)!),
                        parsed.GetValue(name)!, null);
            });
    }

    private static string Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static Argument<string> TheProject() => new("PROJECT") { Description = "The project's number (编号)." };

    private static Option<string> Reason() => Ask.Must("--reason", "Why, and by which paper.");
}
