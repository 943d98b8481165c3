using Evaluation.Office.Lists;
using Evaluation.Office.Projects;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Projects;

/// <summary>Makes the pages.</summary>
public sealed class ProjectPageMaker(
    RequestContext request, FileSearch search, Sights sights, PageFrames frames, IHttpContextAccessor http)
{
    private const string Family = "project/";

    private static readonly ListColumn<Project>[] Columns =
    [
        new("编号", 16, one => one.Id), new("名称", 40, one => one.Name), new("企业", 16, one => one.Enterprise),
        new("行业", 16, one => one.Industry), new("前期项目", 16, one => one.Parent ?? ""),
        ListColumns.OfNumbers<Project>("签约金额（元）", one => one.Contracted),
        ListColumns.OfNumbers<Project>("固定资产投资（元）", one => one.FixedAsset),
        ListColumns.OfNumbers<Project>("到位资金（元）", one => one.PaidIn),
        new("首谈单位", 16, one => one.Introducer ?? ""),
        new("分享比例", 30, one => Print.Names(one.Shares.Select(share => $"{share.Unit} {Value.Of(share.Part)}"))),
    ];

    private static readonly char[] Parting = [',', '，', '\t', ' ', '\u3000'];

    /// <summary>The projects whose names, numbers or firms hold a text, with the form of a new one.</summary>
    /// <param name="text">What is looked for; empty for all.</param>
    /// <param name="after">The place after which the page begins; null for the beginning.</param>
    /// <param name="form">The form of a new project.</param>
    /// <param name="refusal">Why it was not filed; null for nothing.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> ListAsync(
        string text, string? after, FormReading form, Refusal? refusal, CancellationToken ct)
    {
        var found = await PageAsync(text, after, ct);
        var fields = form.Shown(
            [
                new FormFieldView("project", "项目编号") { Help = "以后不变，例如 P-2023-12" },
                new FormFieldView("name", "项目名称"),
                new FormFieldView("enterprise", "投资企业") { Help = "已登记企业的代号" },
                new FormFieldView("contracted", "签约金额") { Help = "写明单位，例如 3000万、1.2亿" },
                new FormFieldView("fixed_asset", "其中固定资产投资") { Optional = true },
                new FormFieldView("industry", "行业") { Optional = true },
                new FormFieldView("parent", "前期项目") { Optional = true, Help = "后续期项目填写前期项目的编号" },
            ],
            refusal);
        return await PageResults.PageAsync<ProjectsPage, ProjectsView>(
            new ProjectsView(
                await FrameAsync(ct), text, found.Rows, ListPlaceView.Of(Address(text), found, "个"),
                request.May<FileProject>(), fields, FormReading.Beside(fields, refusal)),
            Answers.StatusOf(refusal));
    }

    /// <summary>The projects found as CSV.</summary>
    public async Task<IResult> CsvAsync(string text, CancellationToken ct) =>
        ListFiles.Csv("项目", Columns, await AllAsync(text, ct));

    /// <summary>The projects found as a workbook.</summary>
    public async Task<IResult> XlsxAsync(string text, CancellationToken ct) =>
        ListFiles.Xlsx("项目", Columns, await AllAsync(text, ct));

    /// <summary>Files a project.</summary>
    public async Task<IResult> FileAsync(FormReading form, CancellationToken ct)
    {
        var (project, name, enterprise) = (form.Must("project"), form.Must("name"), form.Must("enterprise"));
        var (contracted, fixedAsset) = (TypedAmount.Of(form, "contracted", form.Must("contracted")),
            TypedAmount.Of(form, "fixed_asset", form.Filled("fixed_asset") ?? "0元"));
        if (project.Length > 0 && Names.Check(project, "project") is { } unnamed)
        {
            form.Add(unnamed);
        }

        var filed = new ProjectFiled(
            project, name, enterprise, form.Text("industry"), form.Filled("parent"), contracted, fixedAsset);
        return form.Faults is [var fault, ..] ? await ListAsync("", null, form, fault, ct)
            : form.Does != "file" ? await ListAsync("", null, form, FormReading.NotAsked("登记"), ct)
            : await request.GoOnAsync(
                new FileProject(request.Sign(), filed), $"{Links.Project(request.District, project)}?done=yes",
                refusal => ListAsync("", null, form, refusal, ct), ct);
    }

    /// <summary>A project with the forms of its first introducer and of shares.</summary>
    public async Task<IResult> ShowAsync(
        string project, FormReading form, Refusal? refusal, bool done, CancellationToken ct)
    {
        await using var session = request.Session();
        if (await session.StateAsync<Project>(Project.StreamOf(project), ct) is not { } known)
        {
            return Answers.Problem(ProjectDecider.Unknown(Characters.Short(project)));
        }

        if (!(await sights.OfAsync(ct)).ShowsProject(known))
        {
            return Answers.Problem(Sight.NotShown);
        }

        var roster = await session.StateAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
        var introducer = form.Shown(
            [
                new FormFieldView("unit", "首谈单位")
                {
                    Choices = [.. roster.Terms.Where(term => term.To is null)
                        .Select(term => new SuggestionView(term.Unit, term.Name))],
                },
            ],
            refusal);
        var shares = form.Shown(
            [
                new FormFieldView("shares", "分享比例")
                {
                    Lines = 3,
                    Help = "一行一个：单位，比例；合计为1，例如 永安镇，0.6",
                    Typed = known.Shares.Count == 0 ? []
                        : [string.Join('\n', known.Shares.Select(one => $"{one.Unit}，{Value.Of(one.Part)}"))],
                },
                new FormFieldView("source", "依据") { Help = "协议名称或条款" },
            ],
            refusal);
        return await PageResults.PageAsync<ProjectPage, ProjectView>(
            new ProjectView(
                await FrameAsync(ct), known, request.May<NameIntroducer>() && known.Introducer is null, introducer,
                request.May<AgreeShares>(), shares, FormReading.Beside([.. introducer, .. shares], refusal),
                done ? "已登记，现在的内容如下。" : null)
            {
                Entries =
                [
                    .. ProjectForm.All.Where(one => one.Fits(known) && request.Actor.Is(ForAttribute.Of(one.Command)))
                        .Select(one => (Links.ProjectStep(request.District, known.Id, one.Key), one.Title)),
                ],
            },
            Answers.StatusOf(refusal));
    }

    /// <summary>Names the first introducer.</summary>
    public async Task<IResult> NameAsync(string project, FormReading form, CancellationToken ct)
    {
        var unit = form.Must("unit");
        return form.Faults is [var fault, ..] ? await ShowAsync(project, form, fault, false, ct)
            : form.Does != "name" ? await ShowAsync(project, form, FormReading.NotAsked("登记"), false, ct)
            : await request.GoOnAsync(
                new NameIntroducer(request.Sign(), new IntroducerNamed(project, unit), null),
                $"{Links.Project(request.District, project)}?done=yes",
                refusal => ShowAsync(project, form, refusal, false, ct), ct);
    }

    /// <summary>Agrees the shares.</summary>
    public async Task<IResult> AgreeAsync(string project, FormReading form, CancellationToken ct)
    {
        var shares = new List<Share>();
        foreach (var line in form.Must("shares").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            if (line.Split(Parting, StringSplitOptions.RemoveEmptyEntries) is [var unit, var text]
                && Typed.Number(text) is { } part)
            {
                shares.Add(new Share(unit, part));
            }
            else
            {
                form.Add(new Refusal(
                    "share-wrong", $"“{Characters.Short(line)}”读不出。", "shares", "请写成：永安镇，0.6。"));
            }
        }

        var source = form.Must("source");
        return form.Faults is [var fault, ..] ? await ShowAsync(project, form, fault, false, ct)
            : form.Does != "agree" ? await ShowAsync(project, form, FormReading.NotAsked("登记"), false, ct)
            : await request.GoOnAsync(
                new AgreeShares(request.Sign(), new SharesAgreed(project, shares, source), null),
                $"{Links.Project(request.District, project)}?done=yes",
                refusal => ShowAsync(project, form, refusal, false, ct), ct);
    }

    private Task<FrameView> FrameAsync(CancellationToken ct) =>
        frames.OfAsync(http.HttpContext!, request.District, ct);

    private ListAddress Address(string text) => new(Links.Projects(request.District), [("q", text)]);

    private async Task<IReadOnlyList<Project>> AllAsync(string text, CancellationToken ct)
    {
        var sight = await sights.OfAsync(ct);
        return [.. (await search.AllAsync<Project>(
            request.District, new SoughtFiles(Family, text), Project.Evolve, ct)).Where(sight.ShowsProject)];
    }

    // Which projects somebody sees is known only once they are read, so that they stand on one page.
    private async Task<ListPage<Project>> PageAsync(string text, string? after, CancellationToken ct)
    {
        if ((await sights.OfAsync(ct)).OnlyPublished)
        {
            var own = await AllAsync(text, ct);
            return new ListPage<Project>(own, own.Count, 0, null, null);
        }

        return await search.PageAsync<Project>(
            request.District, new SoughtFiles(Family, text), ListKey.Parse(after), Project.Evolve, ct);
    }
}
