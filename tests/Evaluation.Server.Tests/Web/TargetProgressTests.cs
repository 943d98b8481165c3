using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Office.Mandates;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Cli;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>Targets against what was done, the same on the page, by the interface and on the command line.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class TargetProgressTests(PostgresFixture postgres)
{
    private static readonly Week Second = Town.First.Next;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task How_targets_go_is_told_by_every_door_as_of_the_end_of_a_week()
    {
        await using var town = await Town.NewAsync(postgres);
        await VisitsAsync(town);
        (await GiveAsync(town, ("+", 100m, 20m), ("桂城街道", 10m, null), ("*", 4m, null))).Should().Be((200, null));
        await town.CaughtUpAsync();

        var answer = await ProgressAsync(town, "gao", "?week=2023-W01");
        Say(answer).Should().Be(
            "2023 visits 0.0219 [合计 22/100 期初20 0.22 +19.8, 永安镇 1/4 期初0 0.25 +22.8, "
            + "桂城街道 1/10 期初0 0.1 +7.8, 区教育局 0/4 期初0 0 -2.2, 区财政局 0/4 期初0 0 -2.2]");
        Say(await ProgressAsync(town, "gao", "?week=2023-W02")).Should().StartWith(
            "2023 visits 0.0411 [合计 23/100 期初20 0.23 +18.9, 永安镇 1/4");
        await EveryDoorAgreesAsync(town, answer);
        await WrongWeeksAreRefusedAsync(town);
        await UnitsSeeWhatIsDeclaredAsync(town);
    }

    [Fact]
    public async Task An_opening_value_that_is_no_whole_target_s_is_refused_at_each_door_and_nothing_is_stored()
    {
        await using var town = await Town.NewAsync(postgres);
        var before = await town.LastAsync();
        (await GiveAsync(town, ("桂城街道", 10m, 3m))).Should().Be((422, "opening-of-unit"));
        (await GiveAsync(town, ("+", 10m, -3m))).Should().Be((422, "amount-wrong"));

        using var desk = new Desk(town, "gao", Town.District);
        (await desk.SendAsync(
            "targets", "targets", ("document", "委3号"), ("targets", "桂城街道，外出招商，2023年，60，5"),
            ("do", "give")))
            .Text.Should().Contain("期初数只写在合计的目标上");
        (await desk.SendAsync(
            "targets", "targets", ("document", "委3号"), ("targets", "合计，外出招商，2023年，60，几个"),
            ("do", "give")))
            .Text.Should().Contain("读不出");

        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.csv");
        await File.WriteAllTextAsync(file, "unit,indicator,period,amount,opening\n永安镇,visits,2023,9,2\n", Ct);
        (await new Terminal(town.Database).RunAsync(
            "targets", "give", file, "--document", "委3号", "--district", Town.District, "--as", "gao"))
            .Error.Should().Contain("期初数");
        await File.WriteAllTextAsync(file, "unit,indicator,period,amount,opening\n合计,visits,2023,9,好些\n", Ct);
        (await new Terminal(town.Database).RunAsync(
            "targets", "give", file, "--document", "委3号", "--district", Town.District, "--as", "gao"))
            .Error.Should().Contain("“好些”不是期初数");
        File.Delete(file);
        (await town.LastAsync()).Should().Be(before);

        (await desk.SendAsync(
            "targets", "targets", ("document", "委3号"), ("targets", "合计，外出招商，2023年，60，5"), ("do", "give")))
            .Text.Should().Contain("✓ 已下达").And.Contain("含期初5");
    }

    private static async Task VisitsAsync(Town town)
    {
        await town.VisitAsync("V1");
        await town.VisitAsync("V2", "li", "鼎新", "staff", 4);
        await town.VisitAsync("V3", "chen", "鼎新", "staff", 9);
        foreach (var claim in (string[])["V1", "V2", "V3"])
        {
            await town.DoAsync(
                "zhou", Town.Monday.AddDays(9), by => new Evaluation.Server.Claims.VerifyClaim(by, claim, "", null));
        }

        (await town.CloseAsync(Town.First)).Refusal.Should().BeNull();
        (await town.CloseAsync(Second)).Refusal.Should().BeNull();
    }

    private static async Task EveryDoorAgreesAsync(Town town, JsonElement answer)
    {
        var printed = await new Terminal(town.Database).RunAsync(
            "target", "progress", "--district", Town.District, "--week", "2023-W01", "--format", "json");
        JsonNode.DeepEquals(JsonNode.Parse(printed.Out), JsonNode.Parse(answer.GetRawText())).Should()
            .BeTrue(printed.Out + printed.Error);
        (await new Terminal(town.Database).RunAsync(
            "targets", "progress", "--district", Town.District, "--week", "2023-W01", "--format", "csv")).Out.Should()
            .Contain("外出招商,2023,合计,100,20,22,22.0%,2.2%,19.8,");

        using var desk = new Desk(town, "gao", Town.District);
        var behind = $"claims?status=verified&unit={Uri.EscapeDataString("桂城街道")}&kind=visit&week=2022-W52"
            + "&through=2023-W01";
        (await desk.SeeAsync("targets?week=2023-W01")).Text.Should()
            .Contain("2023年度外出招商完成22.0%，快于时间进度19.8个百分点；4个单位中2个慢于时间进度")
            .And.Contain("截至2023年1月8日").And.Contain("含期初20").And.Contain("+22.8").And.Contain("−2.2")
            .And.Contain("?week=2023-W02")
            .And.Contain(behind);
        (await desk.SeeAsync(behind)).Text.Should().Contain("V1").And.NotContain("V2").And.NotContain("V3");
        (await desk.SeeAsync("targets")).Text.Should().Contain("截至2023年1月15日", "the last closed week is shown");
    }

    private static async Task WrongWeeksAreRefusedAsync(Town town)
    {
        using var client = town.Client("gao");
        using var desk = new Desk(town, "gao", Town.District);
        foreach (var (week, status, said) in ((string, int, string)[])
            [
                ("2023-W60", 404, "没有周次"), ("2023-05", 422, "是期间"), ("2999-W01", 422, "还没有开始"),
            ])
        {
            using var answer = await client.GetAsync($"/api/{Town.District}/targets/progress?week={week}", Ct);
            ((int)answer.StatusCode).Should().Be(status, week);
            var page = await desk.SeeAsync($"targets?week={week}");
            page.Status.Should().Be(status, week);
            page.Text.Should().Contain(said).And.Contain("下达目标");
            var printed = await new Terminal(town.Database).RunAsync(
                "targets", "progress", "--district", Town.District, "--week", week);
            (printed.Code == 0).Should().BeFalse(week);
            printed.Error.Should().Contain(said);
        }
    }

    private static async Task UnitsSeeWhatIsDeclaredAsync(Town town)
    {
        using var neighbour = await town.NeighbourAsync();
        using var refused = await neighbour.GetAsync($"/api/{Town.District}/targets/progress", Ct);
        refused.StatusCode.Should().Be(HttpStatusCode.Forbidden, "a member of another district sees nothing");
        (await neighbour.GetFromJsonAsync<JsonElement>($"/api/{Town.Neighbour}/targets/progress", Ct))
            .GetProperty("targets").GetArrayLength().Should().Be(0);

        var declared = new { others = Visibility.Points, document = "试〔2023〕5号" };
        (await town.PostAsync("gao", "visibility", declared)).Status.Should().Be(200);
        Say(await ProgressAsync(town, "chen", "?week=2023-W01")).Should()
            .Contain("桂城街道 1/10 期初0 0.1 +7.8").And.Contain("永安镇 -/4").And.NotContain("永安镇 1/4");
    }

    private static async Task<(int Status, string? Code)> GiveAsync(
        Town town, params (string Unit, decimal Amount, decimal? Opening)[] targets)
    {
        var (status, code, _) = await town.PostAsync("gao", "targets", new
        {
            document = "试〔2023〕3号",
            targets = targets.Select(one => new
            {
                unit = one.Unit, indicator = "visits", period = "2023", amount = one.Amount, opening = one.Opening,
            }),
        });
        return (status, code);
    }

    private static async Task<JsonElement> ProgressAsync(Town town, string account, string query)
    {
        using var client = town.Client(account);
        return await client.GetFromJsonAsync<JsonElement>($"/api/{Town.District}/targets/progress{query}", Ct);
    }

    private static string Say(JsonElement answer) => string.Join(
        "; ", answer.GetProperty("targets").EnumerateArray().Select(of =>
            $"{of.GetProperty("period")} {of.GetProperty("indicator")} {of.GetProperty("elapsed")} ["
            + string.Join(", ", of.GetProperty("units").EnumerateArray().Prepend(of.GetProperty("whole")).Select(Said))
            + "]"));

    private static string Said(JsonElement one)
    {
        var done = one.GetProperty("done");
        var start = $"{(one.TryGetProperty("unit", out var unit) && unit.GetString() is { } name ? name : "合计")} "
            + $"{(done.ValueKind == JsonValueKind.Null ? "-" : done)}/{one.GetProperty("target")}";
        return done.ValueKind == JsonValueKind.Null ? start
            : FormattableString.Invariant(
                $"{start} 期初{one.GetProperty("opening")} {one.GetProperty("rate")} ")
                + FormattableString.Invariant($"{one.GetProperty("ahead").GetDecimal():+0.0;-0.0}");
    }
}
