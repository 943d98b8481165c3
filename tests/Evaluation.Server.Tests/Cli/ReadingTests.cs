using System.Text.Json;
using FluentAssertions;

namespace Evaluation.Server.Tests.Cli;

/// <summary>Verbs that only look.</summary>
public sealed class ReadingTests(SmallDistrict district) : IClassFixture<SmallDistrict>
{
    [Fact]
    public void A_folder_is_loaded()
    {
        district.Loaded.Error.Should().NotContain("warn").And.NotContain("fail");
        district.Loaded.Out.Should().Contain("小镇（xiaozhen）已载入：3件事项，2周。");
        district.Loaded.Code.Should().Be(0);
    }

    [Fact]
    public async Task The_board_shows_the_last_closed_week()
    {
        var printed = await RunAsync("board");

        printed.Code.Should().Be(0);
        printed.Out.Should().Contain("2023-W02（1月9日至1月15日，已签发）").And.Contain("外出招商(家次)");
    }

    [Fact]
    public async Task The_board_as_JSON_follows_the_contract()
    {
        using var json = JsonDocument.Parse((await RunAsync("board", "--week", "2023-W02", "--format", "json")).Out);

        var rankings = json.RootElement.GetProperty("rankings").EnumerateArray().ToList();
        rankings.Select(one => one.GetProperty("scope").GetString()).Should().Equal("week", "year");
        rankings[0].GetProperty("rows").EnumerateArray()
            .Select(row =>
                (row.GetProperty("rank").GetInt32(), row.GetProperty("unit").GetString(),
                    row.GetProperty("total").GetDecimal()))
            .Should().Equal((1, "西镇", 0.7m), (2, "东镇", -0.5m));
        rankings[1].GetProperty("group").GetString().Should().Be("镇街");
        rankings[1].GetProperty("week").GetString().Should().Be("2023-W02");
    }

    [Fact]
    public async Task One_scope_comes_alone_when_asked_for() =>
        (await RunAsync("board", "--scope", "year", "--format", "csv")).Out.ReplaceLineEndings("\n").Should().Be(
            "group,week,scope,rank,unit,total\n镇街,2023-W02,year,1,西镇,0.7\n镇街,2023-W02,year,2,东镇,0\n");

    [Fact]
    public async Task A_sheet_is_explained_down_to_the_events_and_adds_up()
    {
        var printed = await RunAsync("explain", "--unit", "西镇");

        printed.Code.Should().Be(0);
        printed.Out.Should().Contain("第一条 外出拜访企业，每家次计0.5分").And.Contain("小镇乙厂有限公司")
            .And.Contain("claim/V-3 第2版　claim.verified.v1　ban.liang　2023-01-12 10:01")
            .And.Contain("adjustment/D-1 第1版　adjustment.decided.v1　hui.luo")
            .And.Contain("合计：0.5 + 0.2 = 0.7分，与排名中的得分一致。");
    }

    [Fact]
    public async Task A_repeated_visit_and_a_missing_report_are_lines_of_their_own()
    {
        using var json = JsonDocument.Parse((await RunAsync("explain", "--unit", "东镇", "--format", "json")).Out);

        var sheet = json.RootElement.GetProperty("sheets").EnumerateArray().Single();
        sheet.GetProperty("total").GetDecimal().Should().Be(-0.5m);
        var lines = sheet.GetProperty("lines").EnumerateArray().ToList();
        lines.Sum(line => line.GetProperty("points").GetDecimal()).Should().Be(-0.5m);
        lines[0].GetProperty("fact").GetString().Should().Be("V-2");
        lines[0].GetProperty("because").GetString().Should().Contain("V-1").And.Contain("重复");
        lines[0].GetProperty("events").GetArrayLength().Should().Be(2);
        lines[1].GetProperty("clause").GetString().Should().Be("第二条");
        lines[1].GetProperty("events").GetArrayLength().Should().Be(0, "a report that never came has no events");
    }

    [Fact]
    public async Task The_board_and_the_sheet_say_why_a_rank_differs_from_last_weeks()
    {
        const string rose = "西镇累计由第2位升至第1位：本周得0.7分，超过东镇（本周扣0.5分，现领先0.7分）。";

        (await RunAsync("board")).Out.Should().Contain("与上周相比：").And.Contain(rose);
        (await RunAsync("explain", "--unit", "西镇")).Out.Should().Contain($"位次：{rose}");
        using var board = JsonDocument.Parse((await RunAsync("board", "--format", "json")).Out);
        var moves = board.RootElement.GetProperty("moves").EnumerateArray().ToList();
        moves.Select(
            move => (move.GetProperty("unit").GetString(), move.GetProperty("before").GetInt32(),
                move.GetProperty("now").GetInt32()))
            .Should().Equal(("西镇", 2, 1), ("东镇", 1, 2));
        moves[1].GetProperty("overtakenBy")[0].GetProperty("unit").GetString().Should().Be("西镇");
        using var sheet = JsonDocument.Parse((await RunAsync("explain", "--unit", "西镇", "--format", "json")).Out);
        sheet.RootElement.GetProperty("move").GetProperty("sentence").GetString().Should().Be(rose);
    }

    [Fact]
    public async Task The_year_adds_up_too()
    {
        var printed = await RunAsync("explain", "--unit", "东镇", "--year");

        printed.Code.Should().Be(0);
        printed.Out.Should().Contain("2023-W02").And.Contain("= 0分，与排名中的得分一致。");
    }

    [Fact]
    public async Task Lines_can_be_picked_while_the_sum_stays_the_sheet_s()
    {
        var printed = await RunAsync("explain", "--unit", "西镇", "--fact", "V-3");

        printed.Out.Should()
            .Contain("所列1行小计：0.5分。").And.Contain("= 0.7分").And.NotContain("adjustment/D-1 第1版");
    }

    [Theory]
    [InlineData("unknown", "board", "--district", "nowhere")]
    [InlineData("2023-W60", "board", "--week", "2023-W60")]
    [InlineData("2025-W10没有排名", "board", "--week", "2025-W10")]
    [InlineData("可用组别：镇街", "board", "--group", "村")]
    [InlineData("没有单位“南镇”", "explain", "--unit", "南镇")]
    [InlineData("第一条", "explain", "--unit", "西镇", "--clause", "第九条")]
    [InlineData("没有该事项的计分行“V-9”", "explain", "--unit", "西镇", "--fact", "V-9")]
    [InlineData("没有事项“V-9”", "claim", "show", "--id", "V-9")]
    [InlineData("2023-W07没有已签发的通报", "recount", "--week", "2023-W07")]
    public async Task What_does_not_exist_is_refused_with_a_reason(string reason, params string[] arguments)
    {
        var printed = await RunAsync(arguments);

        printed.Code.Should().Be(1);
        (printed.Error + printed.Out).Should().Contain(reason == "unknown" ? "没有考评单位范围“nowhere”" : reason);
    }

    [Theory]
    [InlineData("board", "--scope", "month")]
    [InlineData("board", "--format", "xml")]
    [InlineData("explain")]
    [InlineData("recount", "--all", "--week", "2023-W01")]
    [InlineData("close", "--week", "2023-W03")]
    [InlineData("dance")]
    [InlineData()]
    public async Task Wrong_usage_says_where_help_is(params string[] arguments)
    {
        var printed = await RunAsync(arguments);

        printed.Code.Should().Be(2);
        printed.Error.Should().Contain("--help");
        printed.Out.Should().BeEmpty();
    }

    [Fact]
    public async Task A_claim_is_shown_with_everything_that_happened_to_it()
    {
        var printed = await RunAsync("claim", "show", "--id", "V-1");

        printed.Out.Should()
            .Contain("V-1　东镇　2023-01-03　已认定").And.Contain("claim.reported.v1　dong.lin　2023-01-04 09:00");
    }

    [Fact]
    public async Task The_roster_is_listed_on_a_day()
    {
        (await RunAsync("roster", "--on", "2023-01-09", "--format", "csv")).Out.Should()
            .Contain("东镇,东镇,镇街,镇街,2023-01-01,,周东来");
        (await RunAsync("roster", "--on", "2022-12-31")).Out.Should().Contain("共0行");
    }

    [Fact]
    public async Task Sealed_weeks_recount_to_the_same_bytes()
    {
        var printed = await RunAsync("recount", "--all");

        printed.Code.Should().Be(0);
        printed.Out.Should().Contain("共2期，全部一致。");
    }

    [Fact]
    public async Task Help_teaches_with_an_example()
    {
        var printed = await RunAsync("claim", "report", "--help");

        printed.Code.Should().Be(0);
        printed.Out.Should().Contain("Example: evaluation claim report --id");
    }

    private Task<Printed> RunAsync(params string[] arguments) => district.Terminal.RunAsync(arguments);
}
