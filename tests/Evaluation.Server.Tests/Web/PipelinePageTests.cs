using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Office.Mandates;
using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Projects;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Cli;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>Where projects stand, the same on the page, by the interface and on the command line.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class PipelinePageTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_projects_stand_is_told_by_every_door_as_of_a_day()
    {
        await using var town = await Town.NewAsync(postgres);
        await FiledAsync(town);

        var answer = await PipelineAsync(town, "gao", "?day=2023-06-30&industry=新材料");
        Say(answer).Should().Be(
            "talks 2 (1 of 新材料), signed 1 (1 of 新材料), started 1 (0 of 新材料); stopped 1; none 1");
        Say(await PipelineAsync(town, "gao", "?day=2023-02-28&industry=新材料")).Should().Be(
            "talks 3 (2 of 新材料), signed 1 (0 of 新材料); stopped 0; none 2", "nothing later is seen");
        Say(await PipelineAsync(town, "gao", "?day=2023-06-30&unit=永安镇&industry=新材料")).Should().Be(
            "talks 1 (0 of 新材料), signed 0 (0 of 新材料), started 1 (0 of 新材料); stopped 0; none 0");
        Say(await PipelineAsync(town, "gao", "?day=2023-06-30&group=部门&industry=新材料")).Should()
            .Be("; stopped 0; none 0");
        await EveryDoorAgreesAsync(town, answer);
        await WrongQuestionsAreRefusedAsync(town);
        await UnitsSeeWhatIsDeclaredAsync(town);
    }

    [Fact]
    public async Task A_stage_out_of_order_is_refused_with_its_reason_and_nothing_is_stored()
    {
        await using var town = await Town.NewAsync(postgres);
        await ProjectAsync(town, "P-1", "chen", "新材料", "signed 2023-03-01");
        await ReportAsync(town, "chen", "C-9", "P-1", "started", new DateOnly(2023, 2, 1));
        var before = await town.LastAsync();

        var refusal = (await town.AskAsync(
            "xu", At(new DateOnly(2023, 6, 1)), by => new VerifyClaim(by, "C-9", "", null))).Refusal!;

        refusal.Code.Should().Be("stage-out-of-order");
        refusal.What.Should().Contain("开工的日期2023-02-01早于签约的2023-03-01");
        (await town.LastAsync()).Should().Be(before);
        var (status, code, _) = await town.PostAsync("xu", "claims/C-9/verify", new { });
        (status, code).Should().Be((409, "stage-out-of-order"));
        (await town.LastAsync()).Should().Be(before);
    }

    private static async Task FiledAsync(Town town)
    {
        await ProjectAsync(town, "P-1", "chen", "新材料", "talks 2023-01-10", "signed 2023-03-01");
        await ProjectAsync(town, "P-2", "chen", "新材料", "talks 2023-02-10");
        await ProjectAsync(town, "P-3", "li", "电子信息", "talks 2023-02-20");
        await ProjectAsync(town, "P-4", "li", "电子信息", "signed 2023-02-01", "started 2023-05-04");
        await ProjectAsync(town, "P-5", "chen", "电子信息", "talks 2023-04-03");
        await ProjectAsync(town, "P-6", "chen", "电子信息");
        await town.DoAsync("zhou", At(new DateOnly(2023, 6, 1)), by => new StopProject(
            by, new ProjectStopped("P-5", new DateOnly(2023, 5, 31), "企业放弃投资"), null));
        await town.CaughtUpAsync();
    }

    private static async Task EveryDoorAgreesAsync(Town town, JsonElement answer)
    {
        string[] ask =
        [
            "project", "pipeline", "--district", Town.District, "--day", "2023-06-30", "--industry", "新材料",
            "--format",
        ];
        var printed = await new Terminal(town.Database).RunAsync([.. ask, "json"]);
        JsonNode.DeepEquals(JsonNode.Parse(printed.Out), JsonNode.Parse(answer.GetRawText())).Should()
            .BeTrue(printed.Out + printed.Error);
        (await new Terminal(town.Database).RunAsync([.. ask, "csv"])).Out.Should()
            .Contain("在谈,2,6亿,1/2 = 50%,4,2,140,140,1/4 = 25%");

        using var desk = new Desk(town, "gao", Town.District);
        var page = await desk.SeeAsync("pipeline?day=2023-06-30&industry=新材料");
        page.Text.Should().Contain("在谈2个，其中新材料1个，占1/2 = 50%").And.Contain("截至2023年6月30日")
            .And.Contain("1/4 = 25%").And.Contain("已终止1个").And.Contain("另有1个在册项目没有登记阶段")
            .And.Contain("停留超过90天的3个").And.Contain("/projects/P-2\"");
        page.Text.Split("<i class=").Should().HaveCount(5, "a square for each of four projects");

        using var client = town.Client("gao");
        var file = await client.GetByteArrayAsync(
            $"/{Town.District}/pipeline.xlsx?day=2023-06-30&unit={Uri.EscapeDataString("永安镇")}", Ct);
        using var book = new ZipArchive(new MemoryStream(file));
        using var sheet = new StreamReader(book.Entries.Single(one => one.Name == "sheet1.xml").Open());
        (await sheet.ReadToEndAsync(Ct)).Should().Contain("P-3").And.Contain("P-4").And.NotContain("P-2");
    }

    private static async Task WrongQuestionsAreRefusedAsync(Town town)
    {
        using var client = town.Client("gao");
        using var desk = new Desk(town, "gao", Town.District);
        foreach (var (query, status, said) in ((string, int, string)[])
            [
                ("day=六月底", 422, "不是日期"), ("day=2090-01-01", 422, "晚于今天"),
                ("day=2999-01-01", 422, "之间"),
                ("day=2023-02-30", 422, "不是日期"), ("day=2023-03-01&from=2023-03-02", 422, "晚于截止日期"),
                ("unit=月球镇", 404, "没有单位"), ("group=乡镇", 404, "没有组别"),
            ])
        {
            using var answer = await client.GetAsync($"/api/{Town.District}/pipeline?{query}", Ct);
            ((int)answer.StatusCode).Should().Be(status, query);
            (await desk.SeeAsync($"pipeline?{query}")).Should().Match<(int Status, string Text)>(
                page => page.Status == status && page.Text.Contains(said), query);
            using var file = await client.GetAsync($"/{Town.District}/pipeline.xlsx?{query}", Ct);
            ((int)file.StatusCode).Should().Be(status, query);
            var printed = await new Terminal(town.Database).RunAsync(
            [
                "project", "pipeline", "--district", Town.District,
                .. query.Split('&').SelectMany(one => new[] { $"--{one.Split('=')[0]}", one.Split('=')[1] }),
            ]);
            (printed.Code == 0).Should().BeFalse(query);
            printed.Error.Should().Contain(said);
        }
    }

    private static async Task UnitsSeeWhatIsDeclaredAsync(Town town)
    {
        using var neighbour = await town.NeighbourAsync();
        using var refused = await neighbour.GetAsync($"/api/{Town.District}/pipeline", Ct);
        refused.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await neighbour.GetFromJsonAsync<JsonElement>($"/api/{Town.Neighbour}/pipeline", Ct)).GetProperty("standing")
            .GetInt32().Should().Be(0);

        var declared = new { others = Visibility.Points, document = "试〔2023〕5号" };
        (await town.PostAsync("gao", "visibility", declared)).Status.Should().Be(200);
        Say(await PipelineAsync(town, "li", "?day=2023-06-30&industry=新材料")).Should().Be(
            "talks 1 (0 of 新材料), signed 0 (0 of 新材料), started 1 (0 of 新材料); stopped 0; none 0");
    }

    private static async Task ProjectAsync(
        Town town, string project, string account, string industry, params string[] stages)
    {
        await town.DoAsync("zhou", Town.Monday, by => new FileProject(
            by, new ProjectFiled(project, $"项目{project}", "鼎新", industry, null, 3 * Money.Yi, 2 * Money.Yi)));
        await town.DoAsync("zhou", Town.Monday, by => new NameIntroducer(
            by, new IntroducerNamed(project, Town.People.First(one => one.Account == account).Unit!), null));
        foreach (var (one, i) in stages.Select((one, i) => (one.Split(' '), i)))
        {
            var (claim, on) = ($"{project}-{i}", DateOnly.ParseExact(one[1], "yyyy-MM-dd"));
            await ReportAsync(town, account, claim, project, one[0], on);
            await town.DoAsync("zhou", At(on).AddDays(1), by => new VerifyClaim(by, claim, "", null));
        }
    }

    private static Task<Outcome> ReportAsync(
        Town town, string account, string claim, string project, string stage, DateOnly on) => town.DoAsync(
        account, At(on), by => new ReportClaim(
            by, claim, by.Unit!, stage == "signed" ? "signing" : "stage", on,
            new Dictionary<string, string>
            {
                ["project"] = project,
                [stage == "signed" ? "contracted" : "stage"] = stage == "signed" ? "3亿" : stage,
            },
            [], []));

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new TimeOnly(18, 0)), TimeSpan.FromHours(8));

    private static async Task<JsonElement> PipelineAsync(Town town, string account, string query)
    {
        using var client = town.Client(account);
        return await client.GetFromJsonAsync<JsonElement>($"/api/{Town.District}/pipeline{query}", Ct);
    }

    private static string Say(JsonElement answer) => string.Join(
        ", ", answer.GetProperty("stages").EnumerateArray().Select(stage =>
            $"{stage.GetProperty("stage")} {stage.GetProperty("count")} ({stage.GetProperty("ofIndustry")} of "
            + $"{answer.GetProperty("industry")})"))
        + $"; stopped {answer.GetProperty("stopped").GetArrayLength()}; "
        + $"none {answer.GetProperty("unstaged").GetArrayLength()}";
}
