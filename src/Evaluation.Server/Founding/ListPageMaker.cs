using Evaluation.Office.Imports;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Founding;

/// <summary>Makes the page on which units, leaders and people are handed in.</summary>
internal sealed class ListPageMaker(
    RequestContext request, FoundingDesk desk, PageFrames frames, IHttpContextAccessor accessor)
{
    // The fields of the sheets' texts, in the order of the sheets.
    private static readonly string[] Fields = ["units", "leaders", "people"];

    private HttpContext Http => accessor.HttpContext!;

    /// <summary>The empty page.</summary>
    public Task<IResult> ShowAsync(CancellationToken ct) =>
        ShownAsync(new Dictionary<string, TextTable>(), new FilesResult<CheckedList>(null, []), null, null, ct);

    /// <summary>Checks what was handed in and, when asked to, takes it.</summary>
    public async Task<IResult> HandInAsync(IFormCollection form, CancellationToken ct)
    {
        var (what, file) = (form["do"].ToString(), form.Files.GetFile("file"));
        var tables = file is { Length: > 0 }
            ? FoundingFile.Workbook(await BytesAsync(file, ct))
            : FoundingFile.Sheets.Zip(Fields, (sheet, field) => (sheet, Text: form[field].ToString()))
                .Where(one => !string.IsNullOrWhiteSpace(one.Text))
                .ToDictionary(one => one.sheet.Name, one => FoundingFile.Pasted(one.sheet, one.Text));
        if (tables.Count == 0 && file is not { Length: > 0 })
        {
            return await ShownAsync(
                tables, new FilesResult<CheckedList>(null, []), null,
                new Refusal(
                    "list-missing", "没有选择文件，也没有填写任何行。", "file", "请选择填好的工作簿，或粘贴各行。"),
                ct);
        }

        var hand = Hand(ct);
        var found = await desk.CheckAsync(tables, hand, ct);
        if (what != "take" || file is { Length: > 0 } || found.Value is not { } list)
        {
            return await ShownAsync(
                tables, found, null, what == "take" && found.Value is null ? Faulty(found) : null, ct);
        }

        return (await desk.TakeAsync(list, hand, ct)).TryGet(out var taken, out var refusal)
            ? await ShownAsync(
                taken.Refused is null ? new Dictionary<string, TextTable>() : tables, found, taken, taken.Refused, ct)
            : await ShownAsync(tables, found, null, refusal, ct);
    }

    private static Refusal Faulty(FilesResult<CheckedList> found) => new(
        "list-faulty", $"名单有{found.Faults.Count}处有误。", "file", "请改正所标的各处后重新检查，未接收任何内容。");

    private FoundingHand Hand(CancellationToken ct) => new(
        request.District, request.Sign(), SessionCookie.DoerOf(Http),
        Person.Of(Http.User) is { Administrator: true }, request.May<GiveMandate>(),
        command => request.AskAsync(command, ct));

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    private async Task<IResult> ShownAsync(
        IReadOnlyDictionary<string, TextTable> tables, FilesResult<CheckedList> found, TakenList? taken,
        Refusal? refusal, CancellationToken ct) =>
        await PageResults.PageAsync<UnitListPage, ListView>(
            new ListView(
                await frames.OfAsync(Http, request.District, ct),
                [
                    .. FoundingFile.Sheets.Zip(Fields, (sheet, field) =>
                        SheetOf(sheet, field, tables.GetValueOrDefault(sheet.Name), found.Faults)),
                ],
                found.Notes, found.Faults.Count, taken is null && found.Value is { } list ? Said(list) : null,
                taken is null ? null : Said(taken), refusal)
            {
                Elsewhere = [.. found.Faults.Where(fault => FoundingFile.Sheets.All(
                    sheet => fault.File != FoundingFile.Called(sheet.Name)))],
            },
            Answers.StatusOf(refusal));

    private static ListSheetView SheetOf(
        FoundingSheet sheet, string field, TextTable? table, IReadOnlyList<Fault> all)
    {
        var faults = all.Where(fault => fault.File == FoundingFile.Called(sheet.Name)).ToList();
        if (table is null)
        {
            return new ListSheetView(sheet.Name, field, sheet.Columns, [], faults, "");
        }

        var rows = table.Rows.Take(FoundingFile.MostRows).Select(row =>
        {
            var here = faults.FindAll(fault => fault.Row == row.Location.Row);
            var cells = table.Columns.Select((column, i) => (
                i < row.Cells.Count ? row.Cells[i] : "", Joined(here.FindAll(fault => fault.Column == column))));
            return new ListRowView(
                row.Location.Row, [.. cells],
                Joined(here.FindAll(fault => !table.Columns.Contains(fault.Column))));
        }).ToList();
        var numbers = rows.Select(row => row.Number).ToHashSet();
        return new ListSheetView(
            sheet.Name, field, table.Columns, rows, faults.FindAll(fault => !numbers.Contains(fault.Row)),
            FoundingFile.TextOf(table));
    }

    private static string? Joined(List<Fault> faults) =>
        faults.Count == 0 ? null : string.Join("", faults.Select(fault => fault.What + fault.Remedy));

    private static string Said(CheckedList list)
    {
        var plan = list.Plan;
        return plan.Changes.Count + plan.Mandates.Count + list.NewAccounts == 0
            ? "名单所列都已在案，没有新的内容。"
            : $"将登记单位{plan.Changes.OfType<UnitEntered>().Count()}家、"
                + $"领导{plan.Changes.OfType<LeaderAppointed>().Count()}人，"
                + $"新开账号{list.NewAccounts}个，授予职责{plan.Mandates.Count}项。";
    }

    private ListTakenView Said(TakenList taken) => new(
        $"已登记单位{taken.Units}家、领导{taken.Leaders}人，授予职责{taken.Mandates}项。",
        [
            .. taken.Links.Select(one => (
                one.Person, one.Link.Account,
                $"{Http.Request.Scheme}://{Http.Request.Host}{Links.Welcome(one.Link.Secret)}")),
        ],
        taken.Links.Count == 0 ? "" : AccountTimes.Of(taken.Links[0].Link.Until));
}
