using Evaluation.Office.Firms;
using Evaluation.Office.Lists;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Marten;

namespace Evaluation.Server.Firms;

/// <summary>Makes the pages.</summary>
public sealed class FirmPageMaker(
    RequestContext request, FileSearch search, FirmTrials trials, PageFrames frames, IHttpContextAccessor http)
{
    private const string Family = "enterprise/";

    private static readonly ListColumn<Firm>[] Columns =
    [
        new("代号", 16, one => one.Id), new("名称", 40, one => one.Name),
        new("统一社会信用代码", 22, one => one.CreditCode ?? ""), new("行业", 16, one => one.Industry),
        new("链主企业", 10, one => one.ChainLeader ? "是" : "否"), new("别名", 40, one => Print.Names(one.Aliases)),
    ];

    /// <summary>The firms whose names or codes hold a text, with the form of a new one.</summary>
    /// <param name="text">What is looked for; empty for all.</param>
    /// <param name="after">The place after which the page begins; null for the beginning.</param>
    /// <param name="form">The form of a new firm.</param>
    /// <param name="refusal">Why it was not filed; null for nothing.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> ListAsync(
        string text, string? after, FormReading form, Refusal? refusal, CancellationToken ct)
    {
        var found = await search.PageAsync<Firm>(
            request.District, new SoughtFiles(Family, text), ListKey.Parse(after), Firm.Evolve, ct);
        var fields = form.Shown(
            [
                new FormFieldView("enterprise", "代号") { Help = "简称，以后不变，例如 鼎新" },
                new FormFieldView("name", "登记名称"),
                new FormFieldView("credit_code", "统一社会信用代码") { Optional = true, Help = "18位" },
                new FormFieldView("industry", "行业") { Optional = true },
                new FormFieldView("chain_leader", "链主企业")
                {
                    Choices = [new SuggestionView("no", "不是"), new SuggestionView("yes", "是")],
                    Typed = ["no"],
                },
                new FormFieldView("aliases", "别名") { Optional = true, Lines = 2, Help = "一行一个" },
            ],
            refusal);
        return await PageResults.PageAsync<FirmsPage, FirmsView>(
            new FirmsView(
                await frames.OfAsync(http.HttpContext!, request.District, ct), text,
                found.Rows, ListPlaceView.Of(Address(text), found, "家"),
                request.May<FileFirm>(), fields, FormReading.Beside(fields, refusal)),
            Answers.StatusOf(refusal));
    }

    /// <summary>The firms found as CSV.</summary>
    public async Task<IResult> CsvAsync(string text, CancellationToken ct) =>
        ListFiles.Csv("企业", Columns, await AllAsync(text, ct));

    /// <summary>The firms found as a workbook.</summary>
    public async Task<IResult> XlsxAsync(string text, CancellationToken ct) =>
        ListFiles.Xlsx("企业", Columns, await AllAsync(text, ct));

    /// <summary>Files a firm.</summary>
    public async Task<IResult> FileAsync(FormReading form, CancellationToken ct)
    {
        var filed = new FirmFiled(
            form.Must("enterprise"), form.Must("name"), form.Filled("credit_code")?.ToUpperInvariant(),
            form.Text("industry"), form.Text("chain_leader") == "yes");
        if (filed.Enterprise.Length > 0 && Names.Check(filed.Enterprise, "enterprise") is { } unnamed)
        {
            form.Add(unnamed);
        }

        var aliases = form.Text("aliases").Split(
            '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return form.Faults is [var fault, ..] ? await ListAsync("", null, form, fault, ct)
            : form.Does != "file" ? await ListAsync("", null, form, FormReading.NotAsked("登记"), ct)
            : await request.GoOnAsync(
                new FileFirm(request.Sign(), filed, aliases),
                $"{Links.Firm(request.District, filed.Enterprise)}?done=yes",
                refusal => ListAsync("", null, form, refusal, ct), ct);
    }

    /// <summary>A firm with the form of another name.</summary>
    public async Task<IResult> ShowAsync(
        string firm, FormReading form, Refusal? refusal, bool done, CancellationToken ct)
    {
        await using var session = request.Session();
        if (await session.StateAsync<Firm>(Firm.StreamOf(firm), ct) is not { } known)
        {
            return Answers.Problem(FirmDecider.Unknown(Characters.Short(firm)));
        }

        var fields = form.Shown([new FormFieldView("alias", "别名") { Help = "同一企业的另一个名称" }], refusal);
        return await PageResults.PageAsync<FirmPage, FirmView>(
            new FirmView(
                await frames.OfAsync(http.HttpContext!, request.District, ct), known,
                request.May<AddAlias>() && known.MergedInto is null, fields,
                FormReading.Beside(fields, refusal), done ? "已登记，现在的内容如下。" : null)
            {
                Entries =
                [
                    .. FirmForm.All.Where(one => one.Fits(known) && request.Actor.Is(ForAttribute.Of(one.Command)))
                        .Select(one => (Links.FirmStep(request.District, known.Id, one.Key), one.Title)),
                ],
                Stays = known.MergedInto is { } stays ? await NamedAsync(session, stays, ct) : null,
                TakenIn = await TakenInAsync(session, known.Id, ct),
            },
            Answers.StatusOf(refusal));
    }

    private async Task<List<(string Address, string Name)>> TakenInAsync(
        IQuerySession session, string firm, CancellationToken ct)
    {
        var files = new List<(string, string)>();
        foreach (var one in await trials.TakenInAsync(request.District, firm, ct))
        {
            files.Add(await NamedAsync(session, one, ct));
        }

        return files;
    }

    private async Task<(string Address, string Name)> NamedAsync(
        IQuerySession session, string firm, CancellationToken ct) => (
        Links.Firm(request.District, firm),
        await session.StateAsync<Firm>(Firm.StreamOf(firm), ct) is { } known ? $"{known.Name}（{known.Id}）" : firm);

    /// <summary>Adds another name.</summary>
    public async Task<IResult> AddAsync(string firm, FormReading form, CancellationToken ct)
    {
        var alias = form.Must("alias");
        return form.Faults is [var fault, ..] ? await ShowAsync(firm, form, fault, false, ct)
            : form.Does != "add" ? await ShowAsync(firm, form, FormReading.NotAsked("登记"), false, ct)
            : await request.GoOnAsync(
                new AddAlias(request.Sign(), new AliasAdded(firm, alias), null),
                $"{Links.Firm(request.District, firm)}?done=yes",
                refusal => ShowAsync(firm, form, refusal with { Where = "alias" }, false, ct), ct);
    }

    private ListAddress Address(string text) => new(Links.Firms(request.District), [("q", text)]);

    private Task<IReadOnlyList<Firm>> AllAsync(string text, CancellationToken ct) =>
        search.AllAsync<Firm>(request.District, new SoughtFiles(Family, text), Firm.Evolve, ct);
}
