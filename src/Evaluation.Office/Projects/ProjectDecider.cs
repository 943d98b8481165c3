using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Projects;

/// <summary>
/// What may happen to a project. The project's own stream is the boundary for everything that may happen only once
/// across claims: one first introducer, each stage and each tranche once, shares that add to one.
/// </summary>
public static class ProjectDecider
{
    /// <summary>Files a project.</summary>
    public static Decision File(Project? project, ProjectFiled request) =>
        project is not null
            ? project.Filed == request
                ? Refusal.Repeated($"项目“{request.Name}”已在册。", "project")
                : Decision.Conflict(
                    "project-exists", $"项目编号“{request.Project}”已用于“{project.Name}”。", "project", "请另编号。")
            : Characters.ShowsNothing(request.Name)
                ? Decision.Refuse("name-missing", "项目名称为空。", "name", "请填写项目名称。")
            : request.Parent == request.Project
                ? Decision.Refuse("own-parent", "项目不能是自身的后续期。", "parent", "请更正前期项目编号。")
            : request.Contracted < 0 || request.FixedAsset < 0
                ? Decision.Refuse("field-wrong", "投资额为负。", "contracted", "请更正投资额。")
            : Decision.Accept(request);

    /// <summary>
    /// Why a project cannot be called so: its firm has another one of that name, typed in whichever way. Null when it
    /// can; projects of different firms may have one name.
    /// </summary>
    /// <param name="others">Projects on file.</param>
    /// <param name="project">The number of the project to be named.</param>
    /// <param name="enterprise">Its firm.</param>
    /// <param name="name">How it is to be called.</param>
    public static Refusal? Alike(IEnumerable<Project> others, string project, string enterprise, string name) =>
        others.FirstOrDefault(one => one.Id != project && one.Enterprise == enterprise
            && Sameness.Equal(one.Name, name)) is { } other
                ? Refusal.Conflict(
                    "project-alike", $"企业“{enterprise}”已有名为“{other.Name}”的项目，编号“{other.Id}”。", "name",
                    $"同一项目请使用编号“{other.Id}”；确属另一项目的，请在名称中写明期次或地点。")
                : null;

    /// <summary>Names the first introducer; any second one is refused.</summary>
    public static Decision NameIntroducer(Project? project, IntroducerNamed request, Roster roster) =>
        project is null ? Unknown(request.Project)
        : roster.Listed(request.Unit) is var listed && listed != request.Unit
            ? NameIntroducer(project, request with { Unit = listed }, roster)
        : !roster.Knows(request.Unit) ? RosterDecider.UnknownUnit(roster, request.Unit)
        : project.Introducer == request.Unit
            ? Refusal.Repeated($"“{request.Unit}”已是项目“{project.Name}”的首谈单位。", "introducer")
        : project.Introducer is not null
            ? Decision.Conflict(
                "introducer-exists", $"项目“{project.Name}”的首谈单位已认定为“{project.Introducer}”。", "introducer",
                "首谈单位只有一个；如有异议请申请裁定。")
        : Decision.Accept(request);

    /// <summary>Agrees the shares.</summary>
    public static Decision AgreeShares(Project? project, SharesAgreed request, Roster roster) =>
        project is null ? Unknown(request.Project)
        : request.Shares.Any(share => roster.Listed(share.Unit) != share.Unit)
            ? AgreeShares(project, request with { Shares = Share.Listed(request.Shares, roster.Listed) }, roster)
        : Share.Check(request.Shares) is { } refusal ? refusal
        : request.Shares.FirstOrDefault(share => !roster.Knows(share.Unit)) is { } stranger
            ? RosterDecider.UnknownUnit(roster, stranger.Unit)
        : Characters.ShowsNothing(request.Source)
            ? Decision.Refuse("source-missing", "没有写明分享依据。", "source", "请填写协议名称或规则条款。")
        : project.Shares.SequenceEqual(request.Shares) ? Refusal.Repeated("分享比例与在案的一致。", "shares")
        : Decision.Accept(request);

    /// <summary>
    /// Credits a verified claim of kind signing, stage or increase; a second credit for the same thing is refused.
    /// </summary>
    public static Decision Credit(Project? project, Claim claim)
    {
        if (project is null)
        {
            return Unknown(claim.Text("project"));
        }

        if (project.Halts.Find(halt => halt.Covers(claim.OccurredOn)) is { } halted)
        {
            return halted.Refuse(claim.OccurredOn);
        }

        if (project.CreditedShares.Count == 0 && claim.Shares.Count == 0)
        {
            return Decision.Refuse(
                "introducer-missing", $"项目“{project.Name}”尚未认定首谈单位。", "project",
                "请先认定首谈单位或登记分享协议。");
        }

        if (claim.Kind == BuiltInKinds.Increase)
        {
            var tranche = (int)claim.Facts["tranche"].Number!.Value;
            return project.Tranches.TryGetValue(tranche, out var earlier)
                ? Decision.Conflict(
                    "tranche-credited",
                    $"项目“{project.Name}”第{tranche}期增资已由事项“{earlier.Claim}”计入。", "tranche",
                    "同一期增资只计一次；后续增资请填写新的期次和新增部分。")
                : Decision.Accept(new TrancheCredited(
                    project.Id, tranche, claim.Facts["amount"].Number!.Value, claim.Id, claim.OccurredOn));
        }

        var stage = claim.Kind == BuiltInKinds.Signing ? ProjectStages.Signed : claim.Text("stage");
        var paidIn = claim.Facts.TryGetValue("paid_in", out var paid) ? paid.Number ?? 0m : 0m;
        return project.Reached.TryGetValue(stage, out var reached)
            ? Decision.Conflict(
                "stage-reached",
                $"“{project.Name}”拆分以前，该阶段已随原项目“{project.Whole}”由事项“{reached.Claim}”"
                    + $"于{reached.OccurredOn:O}计入。", "stage",
                $"每个阶段只计一次；应当计在本项目的，请先冲销事项“{reached.Claim}”，再按本项目填报。")
            : project.Stages.TryGetValue(stage, out var credited)
            ? Decision.Conflict(
                "stage-credited",
                $"项目“{project.Name}”的该阶段已由事项“{credited.Claim}”于{credited.OccurredOn:O}计入。", "stage",
                "每个阶段只计一次。")
            : OutOfOrder(project, stage, claim.OccurredOn) is { } refusal ? refusal
            : Decision.Accept(new StageCredited(project.Id, stage, claim.Id, claim.OccurredOn, paidIn));
    }

    private static Refusal? OutOfOrder(Project project, string stage, DateOnly on)
    {
        var (own, reached) = (ProjectStages.LabelOf(stage), project.Reached.Concat(project.Stages));
        foreach (var (other, credit) in reached.OrderBy(one => ProjectStages.PlaceOf(one.Key)))
        {
            var (label, day) = (ProjectStages.LabelOf(other), credit.OccurredOn);
            var what = ProjectStages.Follows(stage, other) && on < day ? $"早于{label}的{day:yyyy-MM-dd}"
                : ProjectStages.Follows(other, stage) && on > day ? $"晚于已计入的{label}（{day:yyyy-MM-dd}）"
                : null;
            if (what is not null)
            {
                return Refusal.Conflict(
                    "stage-out-of-order", $"项目“{project.Name}”{own}的日期{on:yyyy-MM-dd}{what}。", "occurred_on",
                    $"请更正日期；{label}登记错了的，请先冲销事项“{credit.Claim}”。");
            }
        }

        return null;
    }

    /// <summary>Takes a claim's credit back.</summary>
    public static Decision Reverse(Project? project, Claim claim) =>
        project is null ? Unknown(claim.Text("project"))
        : project.Stages.Values.Concat(project.Tranches.Values).Any(credit => credit.Claim == claim.Id)
            ? Decision.Accept(new CreditReversed(project.Id, claim.Id))
            : Decision.Accept();

    /// <summary>What the project's file adds to the facts of a claim, for the rules to use.</summary>
    public static IReadOnlyDictionary<string, Value> FactsFor(Project project, Claim claim)
    {
        var facts = new Dictionary<string, Value>(StringComparer.Ordinal)
        {
            ["industry"] = Value.Of(project.Industry),
            ["enterprise"] = Value.Of(project.Enterprise),
        };
        if (claim.Kind != BuiltInKinds.Signing)
        {
            facts["contracted"] = Value.Of(project.Contracted);
        }

        if (project.Parent is { } parent)
        {
            facts["parent"] = Value.Of(parent);
        }

        if ((project.Stages.GetValueOrDefault(ProjectStages.Signed)
            ?? project.Reached.GetValueOrDefault(ProjectStages.Signed)) is { } signed)
        {
            facts["signed_on"] = Value.Of(signed.OccurredOn);
        }

        if (claim.Kind == BuiltInKinds.Increase)
        {
            facts["increased_before"] = Value.Of(project.Tranches.Values.Sum(credit => credit.Amount));
        }

        return facts;
    }

    /// <summary>The refusal for a project that is not on file.</summary>
    public static Refusal Unknown(string project) =>
        Refusal.Unknown("project", "项目", project, "请先登记项目，或核对编号。");
}
