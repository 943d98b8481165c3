using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Projects;

/// <summary>What may become of a project on file: another name, an end, going on, two of one.</summary>
public static class ProjectChanges
{
    /// <summary>Renames a project.</summary>
    /// <param name="project">The project; null when there is none.</param>
    /// <param name="request">The new name.</param>
    /// <param name="filed">The day on which it was filed.</param>
    /// <param name="today">The day in the district.</param>
    public static Decision Rename(Project? project, ProjectRenamed request, DateOnly filed, DateOnly today) =>
        project is null ? ProjectDecider.Unknown(request.Project)
        : NameMissing(request.Name) ?? (request.Name == project.Name
            ? Refusal.Repeated($"“{request.Name}”就是该项目现在的名称。", "name")
            : Days("变更日期", request.From, "from", filed, today)
                ?? ReasonMissing(request.Reason, "请写明依据，例如：备案变更。"))
        ?? Decision.Accept(request);

    /// <summary>Stops a project; what was credited later must be taken back first.</summary>
    /// <param name="project">The project; null when there is none.</param>
    /// <param name="filed">The day on which it was filed.</param>
    /// <param name="today">The day in the district.</param>
    public static Decision Stop(Project? project, ProjectStopped request, DateOnly filed, DateOnly today)
    {
        if (project is null)
        {
            return ProjectDecider.Unknown(request.Project);
        }

        if (project.Stopped is { } stopped)
        {
            return stopped.On == request.On
                ? Refusal.Repeated($"项目“{project.Name}”已于{stopped.On:yyyy-MM-dd}终止。", "on")
                : Decision.Conflict(
                    "already-stopped", $"项目“{project.Name}”已于{stopped.On:yyyy-MM-dd}终止。", "on",
                    "日期登记错了的，请先登记恢复，再登记终止。");
        }

        if (project.Halts is [.., { Until: { } resumed }] && request.On < resumed)
        {
            return Decision.Refuse(
                "before-resumption", $"终止日期{request.On:yyyy-MM-dd}早于上一次恢复的日期{resumed:yyyy-MM-dd}。", "on",
                "请更正日期。");
        }

        var later = project.Stages.Values.Concat(project.Tranches.Values)
            .Where(credit => credit.OccurredOn > request.On).OrderBy(credit => credit.OccurredOn).ToList();
        return Days("终止日期", request.On, "on", filed, today)
            ?? ReasonMissing(request.Reason, "请写明终止的原因。")
            ?? (later is [var first, ..]
                ? Decision.Conflict(
                    "credited-later",
                    $"终止日期{request.On:yyyy-MM-dd}以后，还有{later.Count}件已计入的事项，最早的是“{first.Claim}”"
                        + $"（{first.OccurredOn:yyyy-MM-dd}）。", "on", "请更正终止日期，或先冲销这些事项。")
                : Decision.Accept(request));
    }

    /// <summary>Lets a stopped project go on.</summary>
    /// <param name="project">The project; null when there is none.</param>
    /// <param name="request">From when.</param>
    /// <param name="today">The day in the district.</param>
    public static Decision Resume(Project? project, ProjectResumed request, DateOnly today) =>
        project is null ? ProjectDecider.Unknown(request.Project)
        : project.Stopped is not { } stopped
            ? Decision.Conflict(
                "not-stopped", $"项目“{project.Name}”没有终止。", "from", "无需恢复；请核对项目编号。")
        : request.From < stopped.On
            ? Decision.Refuse(
                "before-stop", $"恢复日期{request.From:yyyy-MM-dd}早于终止日期{stopped.On:yyyy-MM-dd}。", "from",
                "请更正日期；终止登记错了的，恢复日期填终止当日。")
        : Days("恢复日期", request.From, "from", stopped.On, today)
            ?? ReasonMissing(request.Reason, "请写明恢复的依据。") ?? Decision.Accept(request);

    /// <summary>
    /// Makes a part of a project a project of its own. What was credited stays with the whole, and no part reaches
    /// those stages again; introducer and shares go along.
    /// </summary>
    /// <param name="whole">The whole; null when there is none.</param>
    /// <param name="part">What is on file under the part's number; null for nothing.</param>
    /// <param name="name">The part's name.</param>
    /// <returns>The decisions on the whole and on the part; neither happens when one refuses.</returns>
    public static (Decision Whole, Decision Part) Split(
        Project? whole, Project? part, ProjectSplit request, string name)
    {
        var refused = Refused(whole, part, request, name);
        return refused is not null ? (refused, refused) : (
            Decision.Accept(request),
            Decision.Accept(new ProjectPartFiled(
                request.Part, name, request.Project, whole!.Enterprise, whole.Industry, request.Contracted,
                request.FixedAsset, whole.Introducer, whole.Shares,
                [
                    .. whole.Reached.AddRange(whole.Stages.Where(one => !whole.Reached.ContainsKey(one.Key)))
                        .Select(one => new ReachedStage(one.Key, one.Value.Claim, one.Value.OccurredOn)),
                ])));
    }

    private static Decision? Refused(Project? whole, Project? part, ProjectSplit request, string name) =>
        request.Part == request.Project
            ? Decision.Refuse("own-part", "拆出的项目与原项目编号相同。", "part", "请给拆出的项目另编号。")
        : whole is null ? ProjectDecider.Unknown(request.Project)
        : part is not null
            ? part.Whole == whole.Id && part.Name == name && whole.Parts.Contains(part.Id)
                ? Refusal.Repeated($"项目“{name}”已从“{whole.Name}”拆出。", "part")
                : Decision.Conflict(
                    "project-exists", $"项目编号“{request.Part}”已用于“{part.Name}”。", "part", "请另编号。")
        : whole.Stopped is { } stopped
            ? Decision.Conflict(
                "already-stopped", $"项目“{whole.Name}”已于{stopped.On:yyyy-MM-dd}终止。", "project",
                "仍要拆分的，请先登记恢复。")
        : NameMissing(name) ?? (name == whole.Name
            ? Decision.Refuse("name-taken", $"拆出的项目与原项目同名“{name}”。", "name", "请另取能区分的名称。")
        : Amount("签约金额", "contracted", request.Contracted, whole.Contracted)
            ?? Amount("固定资产投资", "fixed_asset", request.FixedAsset, whole.FixedAsset)
            ?? ReasonMissing(request.Reason, "请写明拆分的依据，例如：补充协议。"));

    private static Decision? Amount(string what, string where, decimal part, decimal whole) =>
        part < 0m ? Decision.Refuse("field-wrong", $"拆出的{what}为负。", where, "请更正金额。")
        : part > whole
            ? Decision.Refuse(
                "part-too-large", $"拆出的{what}{Money.Format(part)}多于原项目的{Money.Format(whole)}。", where,
                "请更正金额；原项目的金额登记错了的，请先核对。")
        : null;

    private static Decision? Days(string what, DateOnly day, string where, DateOnly first, DateOnly today) =>
        day > today
            ? Decision.Refuse(
                "in-the-future", $"{what}{day:yyyy-MM-dd}晚于今天{today:yyyy-MM-dd}。", where,
                "请到当日再登记，或更正日期。")
        : day < first
            ? Decision.Refuse(
                "before-filing", $"{what}{day:yyyy-MM-dd}早于登记项目的日期{first:yyyy-MM-dd}。", where,
                "请更正日期；登记以前已经如此的，填登记当日。")
        : null;

    private static Decision? NameMissing(string name) => Characters.ShowsNothing(name)
        ? Decision.Refuse("name-missing", "项目名称为空。", "name", "请填写项目名称。")
        : null;

    private static Decision? ReasonMissing(string reason, string remedy) => Characters.ShowsNothing(reason)
        ? Decision.Refuse("reason-missing", "没有写明理由。", "reason", remedy)
        : null;
}
