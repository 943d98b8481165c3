using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Evaluation.Office.Claims;
using Evaluation.Office.Tests.Imports;
using Evaluation.Server.Imports;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>A file of claims on the page and by the interface: checked, looked at, taken over all or nothing.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class UploadTests(PostgresFixture postgres)
{
    private const string Page = "claims/upload";
    private const string Head = "类别,单位,发生日期,企业,带队领导,洽谈内容\n";
    private const string Good = Head + "外出拜访企业,桂城街道,2023-01-04,鼎新,党政一把手,谈扩产\n"
        + "外出拜访企业,,2023-01-05,肇庆鼎新材料有限公司,班子成员,\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clerk_downloads_the_template_fills_it_in_has_it_checked_and_takes_it_over()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.CaughtUpAsync();
        using var chen = new Desk(town, "chen", Town.District);
        using var client = town.Client("chen");
        var template = await client.GetByteArrayAsync($"/{Town.District}/claims/upload/template.xlsx?kind=visit", Ct);
        var file = FilledTemplate.With(template, FilledTemplate.Rows(
            ["", "@2023-01-04", "鼎新", "党政一把手"], ["", "2023年1月5日", "肇庆鼎新材料有限公司", "班子成员"]));
        var last = await town.LastAsync();

        (await chen.UploadAsync(Page, Page, file, ("do", "check"))).Status.Should().Be(302);
        var page = await EndedAsync(chen);

        page.Should().Contain("读入2行：2件新事项").And.Contain("示例行未读（第2行）")
            .And.Contain("“2023年1月5日”按2023-01-05理解");
        (await town.LastAsync()).Should().Be(last, "a check stores nothing");
        (await TakeAsync(chen, page)).Should().Contain("✓ 已接收");
        await town.CaughtUpAsync();
        var claims = await ClaimsAsync(town);
        claims.Select(claim => (claim.Unit, claim.ReportedBy, claim.Text("enterprise"), claim.Status)).Should().Equal(
            ("桂城街道", "chen", "鼎新", ClaimStatus.Reported), ("桂城街道", "chen", "鼎新", ClaimStatus.Reported));

        last = await town.LastAsync();
        await chen.UploadAsync(Page, Page, file, ("do", "check"));
        (await EndedAsync(chen)).Should().Contain("没有新内容：2行此前都已在案").And.NotContain("全部接收（");
        (await town.LastAsync()).Should().Be(last);
        claims[0].ReportedAt.Should().BeCloseTo(DateTimeOffset.Now, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Faults_stand_at_their_cells_and_nothing_is_taken_over()
    {
        await using var town = await Town.NewAsync(postgres);
        using var chen = new Desk(town, "chen", Town.District);
        const string csv = Good + "外出拜访企业,桂城街道,2023-13-04,无名厂,班子,\n"
            + "外出拜访企业,永安镇,2023-01-05,鼎新,班子成员,\n";

        await chen.UploadAsync(Page, Page, Encoding.UTF8.GetBytes(csv), ("do", "check"));
        var page = await EndedAsync(chen);

        page.Should().Contain("有4处有误，还不能接收").And.NotContain("全部接收（");
        Regex.Matches(page, "<th scope=\"row\">([A-Z0-9]+)</th>").Select(found => found.Groups[1].Value).Should()
            .BeEquivalentTo("C4", "E4", "D4", "B5");
        page.Should().Contain("没有企业“无名厂”").And.Contain("不能为“永安镇”填报");
        (await ClaimsAsync(town)).Should().BeEmpty();

        using var client = town.Client("chen");
        var copy = await client.GetByteArrayAsync($"/{Town.District}/claims/upload/copy.xlsx", Ct);
        await chen.UploadAsync(
            Page, Page,
            FilledTemplate.With(copy, "C4=2023-01-06", "D4=鼎新", "E4=班子成员", "B5="),
            ("do", "check"));
        (await EndedAsync(chen)).Should().Contain("读入4行：4件新事项");
    }

    [Fact]
    public async Task What_may_repeat_something_is_shown_before_it_is_taken_over()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.CaughtUpAsync();
        using var chen = new Desk(town, "chen", Town.District);
        const string same = "外出拜访企业,桂城街道,2023-01-04,鼎新,党政一把手,\n";

        await chen.UploadAsync(Page, Page, Encoding.UTF8.GetBytes(Head + same + same), ("do", "check"));
        var page = await EndedAsync(chen);

        page.Should().Contain("第V1号重复（待核验）").And.Contain("第3行：与第2行重复")
            .And.Contain("全部接收（2件新事项）");
    }

    [Fact]
    public async Task What_changed_after_the_check_is_shown_again_and_not_stored()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.CaughtUpAsync();
        using var chen = new Desk(town, "chen", Town.District);
        await chen.UploadAsync(
            Page, Page, Encoding.UTF8.GetBytes(Good.Replace("谈扩产", "", StringComparison.Ordinal)), ("do", "check"));
        var page = await EndedAsync(chen);
        await town.VisitAsync("V1");
        await town.CaughtUpAsync();

        var after = await TakeAsync(chen, page);

        after.Should().Contain("系统里的内容有了变动，没有接收").And.Contain("第V1号重复");
        (await ClaimsAsync(town)).Should().ContainSingle();
        (await TakeAsync(chen, page)).Should().Contain("核对结果与页面上的不同，没有接收");
        (await TakeAsync(chen, after)).Should().Contain("✓ 已接收");
        await town.CaughtUpAsync();
        (await ClaimsAsync(town)).Should().HaveCount(3);
    }

    [Fact]
    public async Task Pressed_twice_at_once_it_is_taken_over_once()
    {
        await using var town = await Town.NewAsync(postgres);
        using var chen = new Desk(town, "chen", Town.District);
        await chen.UploadAsync(Page, Page, Encoding.UTF8.GetBytes(Good), ("do", "check"));
        var page = await EndedAsync(chen);

        var pressed = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => TakeAsync(chen, page)));

        pressed.Should().OnlyContain(one => one.Contains("✓ 已接收"));
        await town.CaughtUpAsync();
        (await ClaimsAsync(town)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Nobody_sees_or_takes_over_the_file_of_another_one()
    {
        await using var town = await Town.NewAsync(postgres);
        using var chen = new Desk(town, "chen", Town.District);
        using var li = new Desk(town, "li", Town.District);
        await chen.UploadAsync(Page, Page, Encoding.UTF8.GetBytes(Good), ("do", "check"));
        var page = await EndedAsync(chen);

        (await li.SeeAsync(Page)).Text.Should().NotContain("谈扩产").And.NotContain("核对结果");
        (await li.SendAsync(Page, $"{Page}/take", Taking(page))).Text.Should().Contain("这份核对结果已经不在了");
        (await li.SeeAsync($"{Page}/copy.xlsx")).Status.Should().Be(404);
        (await ClaimsAsync(town)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_Enter_key_neither_checks_nor_takes_over()
    {
        await using var town = await Town.NewAsync(postgres);
        using var chen = new Desk(town, "chen", Town.District);
        (await chen.UploadAsync(Page, Page, null, ("paste", "类别\t发生日期"), ("do", "stay"))).Text.Should()
            .Contain("还没有核对").And.Contain("类别\t发生日期");
        (await chen.UploadAsync(Page, Page, null, ("do", "check"))).Text.Should().Contain("没有选择文件");
        await chen.UploadAsync(
            Page, Page, null, ("paste", Good.Replace(',', '\t')), ("do", "check"));
        var page = await EndedAsync(chen);
        page.Should().Contain("读入2行：2件新事项");
        await chen.SendAsync(
            Page, $"{Page}/take", Taking(page).Where(field => field.Name != "do").Append(("do", "stay")));
        (await chen.SeeAsync(Page)).Text.Should().Contain("全部接收（");
    }

    [Fact]
    public async Task Programs_get_the_same_check()
    {
        await using var town = await Town.NewAsync(postgres);
        var (status, _, begun) = await town.PostAsync(
            "chen", "claim-files", new ClaimFileBody("周.csv", Encoding.UTF8.GetBytes(Good)));
        status.Should().Be(200);
        using var client = town.Client("chen");
        var answer = await AnswerAsync(client);

        answer.GetProperty("number").GetString().Should().Be(begun.GetProperty("stream").GetString());
        var check = answer.GetProperty("check");
        check.GetProperty("reported").GetInt32().Should().Be(2);
        (await town.PostAsync("chen", "claim-files/take", new ClaimFileTakenBody(
            answer.GetProperty("number").GetString()!, "falsch"))).Code.Should().Be("stale-version");
        (await town.PostAsync("chen", "claim-files/take", new ClaimFileTakenBody(
            answer.GetProperty("number").GetString()!, check.GetProperty("digest").GetString()!))).Status.Should()
            .Be(200);
        (await AnswerAsync(client)).GetProperty("state").GetString().Should().Be("Taken");
        (await town.PostAsync("ding", "claim-files", new ClaimFileBody("周.csv", [1]))).Status.Should().Be(403);
        (await town.PostAsync("chen", "claim-files", new ClaimFileBody("周\u0000.csv", [1]))).Code.Should()
            .Be("text-wrong");
    }

    [Fact]
    public async Task A_check_that_a_server_left_is_begun_again_by_whoever_looks()
    {
        await using var town = await Town.NewAsync(postgres);
        using var chen = new Desk(town, "chen", Town.District);
        await chen.UploadAsync(Page, Page, Encoding.UTF8.GetBytes(Good), ("do", "check"));
        await EndedAsync(chen);
        await SqlAsync(
            town,
            $"update {StoreSetup.DocumentSchema}.claim_upload set state = 'Checking', result = null, beat = now()");
        (await chen.SeeAsync(Page)).Text.Should().Contain("正在核对");
        (await chen.UploadAsync(Page, Page, Encoding.UTF8.GetBytes(Good), ("do", "check"))).Text.Should()
            .Contain("您的上一份文件还在办理");

        await SqlAsync(town, $"update {StoreSetup.DocumentSchema}.claim_upload set beat = now() - interval '1 minute'");

        (await EndedAsync(chen)).Should().Contain("读入2行：2件新事项");
    }

    [Fact]
    public async Task Five_thousand_rows_are_checked_while_others_work()
    {
        await using var town = await Town.NewAsync(postgres);
        using var zhou = new Desk(town, "zhou", Town.District);
        var rows = string.Concat(Enumerable.Range(0, 5000).Select(i =>
            $"外出拜访企业,{(i % 2 == 0 ? "桂城街道" : "永安镇")},2023-01-{1 + (i % 28):00},"
            + $"鼎新,班子成员,第{i}次\n"));

        await zhou.UploadAsync(Page, Page, Encoding.UTF8.GetBytes(Head + rows), ("do", "check"));

        (await zhou.SeeAsync("claims")).Status.Should().Be(200);
        var page = await EndedAsync(zhou);
        page.Should().Contain("读入5000行：5000件新事项");
        (await TakeAsync(zhou, page)).Should().Contain("✓ 已接收");
    }

    private static async Task<string> EndedAsync(Desk desk)
    {
        for (var i = 0; i < 600; i++)
        {
            var page = (await desk.SeeAsync(Page)).Text;
            if (!page.Contains("<progress", StringComparison.Ordinal))
            {
                return page;
            }

            await Task.Delay(100, Ct);
        }

        throw new TimeoutException("The file was not worked on in a minute.");
    }

    private static async Task<string> TakeAsync(Desk desk, string page)
    {
        var (status, text) = await desk.SendAsync(Page, $"{Page}/take", Taking(page));
        return status == 302 ? await EndedAsync(desk) : text;
    }

    private static IEnumerable<(string Name, string Value)> Taking(string page) =>
    [
        ("number", Regex.Match(page, "name=\"number\" value=\"([^\"]+)\"").Groups[1].Value),
        ("digest", Regex.Match(page, "name=\"digest\" value=\"([^\"]+)\"").Groups[1].Value), ("do", "take"),
    ];

    private static async Task<JsonElement> AnswerAsync(HttpClient client)
    {
        for (var i = 0; ; i++)
        {
            var answer = JsonSerializer.Deserialize<JsonElement>(
                await client.GetStringAsync($"/api/{Town.District}/claim-files", Ct));
            if (i == 600 || answer.GetProperty("state").GetString() is not ("Checking" or "Taking"))
            {
                return answer;
            }

            await Task.Delay(100, Ct);
        }
    }

    private static Task<List<Claim>> ClaimsAsync(Town town) => town.Get<Board.Live.BoardReader>().ClaimsAsync(
        Town.District, Enum.GetValues<ClaimStatus>(), null, 100, Ct);

    private static async Task SqlAsync(Town town, string sql)
    {
        await using var command = town.Get<Databases>().For(Town.District).Command(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
