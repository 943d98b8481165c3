using Evaluation.Rulebooks.Words;
using Evaluation.Server.Tests.Founding;
using FluentAssertions;
using Microsoft.Playwright;

namespace Evaluation.Browser.Tests;

/// <summary>
/// A district from an empty machine to its first sealed week, step by step as its people take them in the browser.
/// </summary>
internal sealed class FirstWeek(Chromium chromium, ServedProgram program) : IAsyncDisposable
{
    /// <summary>The district's code.</summary>
    public const string District = "xin-qu";

    /// <summary>How many claims the clerks report.</summary>
    public const int Claims = 20;

    private const int MostChecks = 20;

    private const string Phrase = "河涌边有三只白鹭飞", Excel =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly string[] Reporters = ["unit0", "unit1", "unit8", "unit9"];

    private readonly Dictionary<string, Visitor> people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> links = new(StringComparer.Ordinal);

    /// <summary>The last whole week: its cut-off lies ahead, so that it is closed early.</summary>
    public static Week Week { get; } = Week.Of(
        DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).DateTime), DayOfWeek.Monday)
        .Previous;

    /// <summary>The page on which the week is closed, confirmed and sealed.</summary>
    public static string Gate => $"/{District}/weeks/{Week.Id}";

    /// <summary>Whoever has come in, by the end of the account; `admin` for the first administrator.</summary>
    public async Task<Visitor> AsAsync(string person)
    {
        if (!people.TryGetValue(person, out var visitor))
        {
            people[person] = visitor = await chromium.VisitAsync(program.Site);
            await (person == "admin"
                ? visitor.EnterAsync(program.FirstLink, Phrase, ("zeng.nianci", "曾念慈"))
                : visitor.EnterAsync(links[person], Phrase));
        }

        return visitor;
    }

    /// <summary>The administrator founds the district and hands in its list.</summary>
    public async Task FoundAsync()
    {
        var admin = await AsAsync("admin");
        await admin.GoAsync("/");
        await admin.LookAsync();
        await admin.PressAsync("现在建立");
        await admin.TypeAsync("name", "新区");
        await admin.TypeAsync("district", District);
        await admin.TypeAsync("issuer", "新区招商引资考评办公室");
        await admin.LookAsync();
        await admin.PressAsync("建立范围");
        await admin.LookAsync();

        await admin.PressAsync("填写单位");
        await HandInAsync(admin, "主任");
        (await admin.TextAsync()).Should().Contain("共1处有误，未接收任何内容");
        await admin.LookAsync();
        await HandInAsync(admin, null);
        await admin.LookAsync();
        await admin.PressAsync("接收", "form .row");
        await admin.LookAsync();
        foreach (var row in await admin.Page.Locator("table tbody tr").AllAsync())
        {
            if (await row.Locator("th, td").AllInnerTextsAsync() is [_, var account, var link, ..])
            {
                links[account.Split('.')[^1]] = link;
            }
        }

        links.Should().HaveCount(FilledList.Units.Count + FilledList.Office.Count);
    }

    /// <summary>The committee adopts a rulebook, states the holidays and decides with which week it begins.</summary>
    public async Task DecideAsync()
    {
        var member = await AsAsync("luo");
        await member.GoAsync($"/{District}/setup");
        await member.LookAsync();
        await member.PressAsync("选用、检查、采纳");
        await member.ChooseAsync("model", "dinghu");
        await member.TypeAsync("year", $"{Week.End.Year}");
        await member.ChooseAsync("cut_days", "7");
        await member.TypeAsync("cut_at", "23:59");
        await member.ChooseAsync("report_days", "1");
        await member.TypeAsync("report_at", "00:00");
        await member.TypeAsync("pattern", "新考〔{year}〕{number}号");
        await member.PressAsync("套用");
        var text = await member.Page.Locator("#text").InputValueAsync();
        await member.TypeAsync("text", text.Replace("gives: 0.5", "gives: 0,5", StringComparison.Ordinal));
        await member.PressAsync("检查");
        (await member.TextAsync()).Should().Contain("处错误").And.NotContain("采纳办法须有文号");
        await member.LookAsync();
        await member.TypeAsync("text", text);
        await member.PressAsync("检查");
        await member.TypeAsync("document", "新招委〔2026〕1号");
        await member.LookAsync();
        await member.PressAsync("采纳", ".stack");

        await member.GoAsync($"/{District}/setup/holidays");
        await member.TypeAsync("document", "国办发明电〔2025〕7号");
        var first = member.Page.Locator("tbody tr").First;
        await first.Locator("[name=from]").FillAsync("1月1日");
        await first.Locator("[name=to]").FillAsync("1月3日");
        await member.LookAsync();
        await member.PressAsync("登记放假安排", "form");
        await member.TypeAsync("document", "新招委〔2026〕2号");
        await member.ChooseAsync("week", Week.Id);
        await member.PressAsync("登记起始周", "#begin");
        await member.LookAsync();
    }

    /// <summary>Three clerks report five leads each.</summary>
    public async Task ReportAsync()
    {
        foreach (var (unit, i) in Reporters.SkipLast(1).Select((unit, i) => (unit, i)))
        {
            var clerk = await AsAsync(unit);
            for (var number = 0; number < Claims / Reporters.Length; number++)
            {
                await clerk.GoAsync($"/{District}/claims/report?kind=lead");
                await clerk.TypeAsync("occurred_on", $"{Week.Start.AddDays(number):yyyy-MM-dd}");
                await clerk.TypeAsync("title", $"第{(i * 5) + number + 1}条线索：新材料企业有意落户");
                await clerk.PressAsync("提交填报");
            }

            await clerk.LookAsync();
        }
    }

    /// <summary>The fourth clerk sends a table of five, first with a day that is none.</summary>
    public async Task UploadAsync()
    {
        var clerk = await AsAsync(Reporters[^1]);
        await clerk.GoAsync($"/{District}/start");
        await clerk.PressAsync("上传Excel");
        await clerk.LookAsync();
        var rows = string.Concat(Enumerable.Range(0, Claims / Reporters.Length).Select(number =>
            $"招商线索,{Week.Start.AddDays(number):yyyy-MM-dd},表里第{number + 1}条线索\n"));
        await SendAsync(clerk, $"类别,发生日期,线索内容\n{rows}招商线索,13月1日,错行\n");
        (await clerk.TextAsync()).Should().Contain("有1处有误，还不能接收").And.Contain("B7");
        await clerk.LookAsync();
        await SendAsync(clerk, $"类别,发生日期,线索内容\n{rows}");
        await clerk.LookAsync();
        await clerk.PressAsync("全部接收");
        await EndedAsync(clerk);
        (await clerk.TextAsync()).Should().Contain("已接收");
        await clerk.LookAsync();
    }

    private static async Task SendAsync(Visitor clerk, string rows)
    {
        await clerk.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "周.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes(rows),
        });
        await clerk.PressAsync("核对", "form .actions");
        await EndedAsync(clerk);
    }

    // The page looks again by itself.
    private static Task EndedAsync(Visitor clerk) =>
        Assertions.Expect(clerk.Page.Locator("progress")).ToHaveCountAsync(0);

    /// <summary>
    /// A clerk reports with a photograph and a document, is told at the field what is wrong with another file, and the
    /// verifier sees the photograph beside the claim.
    /// </summary>
    public async Task ProveAsync()
    {
        var clerk = await AsAsync(Reporters[0]);
        await clerk.GoAsync($"/{District}/claims/report?kind=lead");
        await clerk.LookAsync();
        await clerk.TypeAsync("occurred_on", $"{Week.Start:yyyy-MM-dd}");
        await clerk.TypeAsync("title", "新材料企业有意落户");
        var files = clerk.Page.Locator("#evidence-files");
        await files.SetInputFilesAsync(
        [
            new FilePayload { Name = "现场.png", MimeType = "image/png", Buffer = await clerk.Page.ScreenshotAsync() },
            new FilePayload { Name = "录音.mp3", MimeType = "audio/mpeg", Buffer = [.. "ID3"u8] },
        ]);
        await clerk.PressAsync("提交填报");
        (await clerk.TextAsync()).Should().Contain("已上传：现场.png").And.Contain("“录音.mp3”不是可以接收的文件");
        await clerk.LookAsync();
        await clerk.PressAsync("提交填报");
        (await clerk.TextAsync()).Should().Contain("佐证文件（1个）");
        await SeesPicturesAsync(clerk);
        await clerk.LookAsync();

        var verifier = await AsAsync("liang");
        await verifier.GoAsync($"/{District}/verify");
        await SeesPicturesAsync(verifier);
        await verifier.LookAsync();
        await verifier.PressAsync("现场.png", ".proofs");
        await SeesPicturesAsync(verifier);
        await verifier.LookAsync();
    }

    private static async Task SeesPicturesAsync(Visitor visitor)
    {
        var pictures = visitor.Page.Locator("main img");
        (await pictures.CountAsync()).Should().Be(1);
        await pictures.First.ScrollIntoViewIfNeededAsync();
        await visitor.Page.WaitForFunctionAsync("document.querySelector('main img').naturalWidth > 0");
    }

    /// <summary>The verifier accepts all claims.</summary>
    public async Task VerifyAsync()
    {
        var verifier = await AsAsync("liang");
        await verifier.GoAsync($"/{District}/verify");
        await verifier.LookAsync();
        for (var number = 0; number < Claims; number++)
        {
            await verifier.PressAsync("认定", "form.judge");
        }

        await verifier.LookAsync();
    }

    /// <summary>Closed by one person, confirmed by another, sealed by a third.</summary>
    public async Task PublishAsync()
    {
        var closer = await AsAsync("su");
        await closer.GoAsync(Gate);
        await closer.LookAsync();
        await closer.Page.Locator("form[action$='/close'] [name=document]").FillAsync("新考〔2026〕3号");
        await closer.PressAsync("办理截止");
        await closer.LookAsync();
        await WaiveAsync();

        var second = await AsAsync("deng");
        await second.GoAsync(Gate);
        await second.PressAsync("确认通报稿");
        await second.LookAsync();

        var sealer = await AsAsync("xie");
        await sealer.GoAsync(Gate);
        await sealer.LookAsync();
        await sealer.PressAsync("签发通报");
        await sealer.GoAsync($"/{District}/bulletins/{Week.Id}");
        await sealer.LookAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in people.Values)
        {
            await visitor.DisposeAsync();
        }
    }

    private static async Task HandInAsync(Visitor admin, string? wrong)
    {
        await admin.Page.Locator("[name=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "名单.xlsx",
            MimeType = Excel,
            Buffer = FilledList.Make(District, Week.Start, wrong),
        });
        await admin.PressAsync("检查");
    }

    // What the conditions of sealing name and the committee does not mind.
    private async Task WaiveAsync()
    {
        var member = await AsAsync("luo");
        for (var round = 0; round < MostChecks; round++)
        {
            await member.GoAsync(Gate);
            var form = member.Page.Locator("form:has(button:has-text('豁免所选'))").First;
            if (await form.CountAsync() == 0)
            {
                return;
            }

            await member.LookAsync();
            foreach (var box in await form.Locator("input[type=checkbox]").AllAsync())
            {
                await box.CheckAsync();
            }

            await form.Locator("[name=reason]").FillAsync("不影响本周排名");
            await form.Locator("[name=document]").FillAsync("新招委〔2026〕4号");
            await member.PressAsync("豁免所选");
        }

        throw new InvalidOperationException("Findings remain though they were waived.");
    }
}
