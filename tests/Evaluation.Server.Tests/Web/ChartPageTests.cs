using System.Net;
using System.Text.RegularExpressions;
using Evaluation.Office.Mandates;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>The overview, the trends and the page of a unit, before the first bulletin and after each.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed partial class ChartPageTests(PostgresFixture postgres)
{
    private const string Pages = $"/{Town.District}", Unit = "桂城街道";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_the_first_bulletin_each_page_says_so()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.CaughtUpAsync();
        foreach (var page in (string[])["overview", "trends"])
        {
            (await TextAsync(town, "ding", page)).Should().Contain("还没有签发的周通报").And.NotContain("<svg");
        }

        (await TextAsync(town, "ding", $"trends/{Unit}")).Should().Contain($"还没有{Unit}的位次和得分");
        (await TextAsync(town, "ding", "overview")).Should().Contain("事项待核验").And.Contain("1件");
        (await TextAsync(town, "li", "overview")).Should()
            .NotContain("事项待核验", "what waits in the office is the office's").And.Contain("没有待办");
    }

    [Fact]
    public async Task Two_sealed_weeks_are_drawn_and_lead_to_every_point()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        await SealAsync(town, Town.First);
        var one = await TextAsync(town, "ding", "overview");
        one.Should().Contain("2023年第1周").And.Contain($"{Unit}本周得").And.Contain("没有下达年度目标");
        (await TextAsync(town, "ding", "trends")).Should().Contain("两期通报以后才有走势图")
            .And.NotContain("<polyline");

        await SealAsync(town, Town.First.Next);
        (await town.PostAsync("gao", "targets", new
        {
            document = "试〔2023〕3号",
            targets = new[] { new { unit = "*", indicator = "visits", period = "2023", amount = 10m } },
        })).Status.Should().Be(200);

        var overview = await TextAsync(town, "gao", "overview");
        overview.Should().Contain("2023年第2周").And.Contain("个百分点").And.Contain("时间进度")
            .And.Contain($"{Pages}/bulletins/2023-W02")
            .And.Contain($"href=\"{Pages}/trends/{Uri.EscapeDataString(Unit)}\"")
            .And.Contain("周周报未报").And.NotContain("<script");
        var trends = await TextAsync(town, "li", "trends");
        trends.Should().Contain("2023年第1至2周").And.Contain("<polyline").And.Contain("查看数据表")
            .And.Contain("外出招商：");
        var page = await TextAsync(town, "li", $"trends/{Unit}");
        page.Should().Contain("无上年同期").And.Contain("环比").And.Contain("得分最多的事")
            .And.Contain($"{Pages}/board/2023-W01/{Uri.EscapeDataString(Unit)}");
        Ids().Matches(page).Select(id => id.Value).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Where_others_are_seen_in_bulletins_only_a_point_leads_to_the_bulletin()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        await SealAsync(town, Town.First);
        (await town.PostAsync("gao", "visibility", new { others = Visibility.Points, document = "试〔2023〕9号" }))
            .Status.Should().Be(200);
        (await TextAsync(town, "li", $"trends/{Unit}")).Should()
            .Contain($"{Pages}/bulletins/2023-W01#sheet-").And.NotContain($"{Pages}/board/2023-W01/");
        (await TextAsync(town, "chen", $"trends/{Unit}")).Should()
            .Contain($"{Pages}/board/2023-W01/", "the own sheet is seen");
    }

    [Fact]
    public async Task Strangers_sign_in_first_and_an_unknown_unit_is_named()
    {
        await using var town = await Town.NewAsync(postgres);
        using var stranger = town.Client();
        foreach (var page in (string[])["overview", "trends", $"trends/{Unit}"])
        {
            using var answer = await stranger.GetAsync($"{Pages}/{page}", Ct);
            answer.StatusCode.Should().NotBe(HttpStatusCode.OK);
        }

        using var client = town.Client("ding");
        using var unknown = await client.GetAsync($"{Pages}/trends/没有的镇", Ct);
        unknown.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await unknown.Content.ReadAsStringAsync(Ct)).Should().NotBeEmpty();
    }

    private static async Task SealAsync(Town town, Week week)
    {
        (await town.CloseAsync(week)).Refusal.Should().BeNull();
        (await town.SealAsync(week)).Refusal.Should().BeNull();
        await town.CaughtUpAsync();
    }

    private static async Task<string> TextAsync(Town town, string account, string page)
    {
        using var client = town.Client(account);
        using var answer = await client.GetAsync($"{Pages}/{page}", Ct);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, "{0}", page);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
    }

    [GeneratedRegex(" id=\"[^\"]+\"")]
    private static partial Regex Ids();
}
