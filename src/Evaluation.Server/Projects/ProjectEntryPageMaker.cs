using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Projects;

/// <summary>
/// Makes the pages on which a project's file is changed: what it changes is seen before it is entered.
/// </summary>
public sealed class ProjectEntryPageMaker(
    RequestContext request, BoardReader board, PageFrames frames, IHttpContextAccessor http)
{
    private const string AsItIs = "已计入的事项、得分和排名不变；已签发的通报不变。";

    private DateOnly Today => DateOnly.FromDateTime(request.Sign().At.DateTime);

    /// <summary>The fresh form of a change.</summary>
    public Task<IResult> FormAsync(ProjectForm form, string project, CancellationToken ct) =>
        ShowAsync(form, project, new FormReading(null), null, null, null, ct);

    /// <summary>Looks at what a change would do, or enters it.</summary>
    public async Task<IResult> EnterAsync(ProjectForm form, string project, FormReading sent, CancellationToken ct)
    {
        var command = Read(form, project, sent, sent.Seen);
        if (sent.Faults.Count > 0)
        {
            return await ShowAsync(form, project, sent, null, null, sent.Faults[0], ct);
        }

        if (sent.Does == "enter")
        {
            return await request.GoOnAsync(
                command, $"{Links.Project(request.District, project)}?done=yes",
                refusal => ShowAsync(form, project, sent, null, null, refusal, ct), ct);
        }

        // Before the preview: what comes in after it was not looked at.
        var at = await VersionAsync(project, ct);
        return (await PreviewAsync(project, command, ct)).TryGet(out var preview, out var refused)
            ? await ShowAsync(form, project, sent, preview, at, null, ct)
            : await ShowAsync(form, project, sent, null, null, refused, ct);
    }

    private object Read(ProjectForm form, string project, FormReading sent, long seen)
    {
        var (by, reason) = (request.Sign(), sent.Must("reason"));
        switch (form.Key)
        {
            case "name":
                return new RenameProject(
                    by, new ProjectRenamed(project, sent.Must("name"), sent.Day("from"), reason), seen);
            case "stop":
                return new StopProject(by, new ProjectStopped(project, sent.Day("on"), reason), seen);
            case "resume":
                return new ResumeProject(by, new ProjectResumed(project, sent.Day("from"), reason), seen);
            default:
                var part = sent.Must("part");
                if (part.Length > 0 && Names.Check(part, "part") is { } unnamed)
                {
                    sent.Add(unnamed);
                }

                return new SplitProject(
                    by,
                    new ProjectSplit(
                        project, part, TypedAmount.Of(sent, "contracted", sent.Must("contracted")),
                        TypedAmount.Of(sent, "fixed_asset", sent.Filled("fixed_asset") ?? "0元"), reason),
                    sent.Must("name"), seen);
        }
    }

    private async Task<Result<EntryPreview>> PreviewAsync(string project, object command, CancellationToken ct)
    {
        await using var session = request.Session();
        var known = await session.StateAsync<Project>(Project.StreamOf(project), ct);
        var filed = await FiledOn.OfAsync(session, Project.StreamOf(project), request.Sign().At.Offset, ct);
        switch (command)
        {
            case RenameProject { Name: var e }:
                return Unless(ProjectChanges.Rename(known, e, filed, Today), () => new EntryPreview(
                    $"“{known!.Name}”自{Print.Day(e.From)}起改称“{e.Name}”。",
                    ["旧名留在档案里；今后印发的通报用新名称。", AsItIs], []));
            case StopProject { Stop: var e }:
                var waiting = await WaitingAsync(project, ct);
                return Unless(ProjectChanges.Stop(known, e, filed, Today), () => new EntryPreview(
                    $"“{known!.Name}”于{Print.Day(e.On)}终止。",
                    [
                        $"{Print.Day(e.On)}以后发生的签约、阶段和增资不再受理、不再认定；当日和以前的照常办理。",
                        .. Lost(waiting.FindAll(claim => claim.OccurredOn > e.On)), AsItIs,
                    ],
                    []));
            case ResumeProject { Resumption: var e }:
                return Unless(ProjectChanges.Resume(known, e, Today), () => new EntryPreview(
                    $"“{known!.Name}”自{Print.Day(e.From)}起恢复。",
                    [$"{Print.Day(e.From)}起发生的签约、阶段和增资重新受理；终止期间的仍不受理。", AsItIs], []));
            case SplitProject { Split: var e, Name: var name }:
                var part = await session.StateAsync<Project>(Project.StreamOf(e.Part), ct);
                var (whole, filing) = ProjectChanges.Split(known, part, e, name);
                return Unless(whole, () => Split(known!, e, (ProjectPartFiled)filing.Events[0]));
            default:
                throw new InvalidOperationException($"{command.GetType().Name} changes no project.");
        }
    }

    private static EntryPreview Split(Project whole, ProjectSplit split, ProjectPartFiled part) => new(
        $"从“{whole.Name}”拆出“{part.Name}”（{part.Project}）。",
        [
            "以后的事项按填报的项目编号计；已填报和已计入的仍属原项目。",
            part.Reached.Count == 0 ? "原项目还没有计入任何阶段，两个项目各自计。"
                : $"原项目已计入的{Print.Names(part.Reached.Select(one => ProjectStages.LabelOf(one.Stage)))}"
                    + "不在拆出的项目重复计入；应当改计的，先冲销再按拆出的项目填报。",
            part.Introducer is null ? "首谈单位还没有认定，两个项目以后各自认定。"
                : $"首谈单位“{part.Introducer}”和分享比例随同拆出的项目。",
            AsItIs,
        ],
        [
            new EntryTable(
                "金额", ["项目", "签约金额", "固定资产投资"],
                [
                    ["原项目现在", Money.Format(whole.Contracted), Money.Format(whole.FixedAsset)],
                    [
                        "原项目拆分后", Money.Format(whole.Contracted - split.Contracted),
                        Money.Format(whole.FixedAsset - split.FixedAsset),
                    ],
                    ["拆出的项目", Money.Format(split.Contracted), Money.Format(split.FixedAsset)],
                ]),
        ]);

    private async Task<List<Claim>> WaitingAsync(string project, CancellationToken ct) =>
        (await board.ClaimsAsync(
            request.District, [ClaimStatus.Reported, ClaimStatus.Returned], null, int.MaxValue, ct))
            .FindAll(claim => BuiltInKinds.OfProject(claim.Kind) && claim.Text("project") == project);

    private static string[] Lost(List<Claim> waiting) => waiting.Count == 0 ? []
        :
        [
            $"待核验的{waiting.Count}件事项发生在这以后，将不能认定："
                + $"{Print.Names(waiting.Select(claim => claim.Id))}。",
        ];

    private async Task<long?> VersionAsync(string project, CancellationToken ct)
    {
        await using var session = request.Session();
        return (await session.VersionedAsync<Project>(Project.StreamOf(project), ct))?.Version;
    }

    private static Result<EntryPreview> Unless(Decision decision, Func<EntryPreview> preview) =>
        decision.Refusal is { } refusal ? refusal : preview();

    private async Task<IResult> ShowAsync(
        ProjectForm form, string project, FormReading sent, EntryPreview? preview, long? at, Refusal? refusal,
        CancellationToken ct)
    {
        await using var session = request.Session();
        if (await session.VersionedAsync<Project>(Project.StreamOf(project), ct) is not { } known)
        {
            return Answers.Problem(ProjectDecider.Unknown(Characters.Short(project)));
        }

        var fields = sent.Shown(form.Inputs(Today), refusal);
        return await PageResults.PageAsync<EntryPage, EntryView>(
            new EntryView(
                await frames.OfAsync(http.HttpContext!, request.District, ct), form.Title, form.Button,
                Links.ProjectStep(request.District, project, form.Key), fields, preview,
                at, FormReading.Beside(fields, refusal))
            {
                About = $"{known.State.Name}（编号{known.State.Id}，签约金额{Money.Format(known.State.Contracted)}）",
                Remark = form.Key == "split" ? "拆分后不能合回。" : "登记过的事都留在案，以后可以再登记更正。",
                Back = (Links.Project(request.District, project), "回到项目"),
            },
            Answers.StatusOf(refusal));
    }
}
