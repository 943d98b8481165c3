using System.Globalization;
using System.Text.Json;
using Evaluation.Office.Publication;
using Evaluation.Office.Tests.Imports;
using Evaluation.Rulebooks.Rules;
using FluentAssertions;

namespace Evaluation.Server.Tests.Cli;

/// <summary>`score`, which needs no database: the published cases and the formats.</summary>
public sealed class ScoreTests
{
    // A database that does not exist: opening it would fail.
    private static readonly Terminal Alone = new("Host=nowhere.invalid");
    private static readonly string[] Files = ["facts", "roster", "targets", "decisions"];
    private static readonly string Cases = Path.Combine(Root(), "seeds", "cases");

    // The published totals and places; the head of each rulebook names its notice.
    [Theory]
    [InlineData("p1", "rulebook", "2024-12-31", 2, "1 U2 2.95, 2 U1 2.78")]
    [InlineData(
        "p2", "rulebook", "2024-06-30", 0,
        "1 霍山县 34, 2 金寨县 32, 3 裕安区 27, 4 舒城县 25, 5 金安区 21, 6 霍邱县 18, 7 市开发区 14, 8 叶集区 3")]
    [InlineData(
        "p2", "large", "2024-06-30", 0,
        "1 霍山县 9, 2 霍邱县 4, 3 金寨县 3, 4 金安区 2, 4 市开发区 2, 4 叶集区 2, 7 裕安区 1, 8 舒城县 0")]
    [InlineData("p2", "rate", "2024-06-30", 1, "1 霍山县 94.1, 2 市开发区 78.6, 3 金寨县 68.8, 4 叶集区 66.7, 5 裕安区 "
        + "63.0, 6 舒城县 52.0, 7 金安区 47.6, 8 霍邱县 38.9")]
    [InlineData(
        "p2", "trips", "2024-06-30", 0,
        "1 舒城县 35, 2 金安区 33, 3 金寨县 24, 4 霍山县 23, 5 霍邱县 22, 6 裕安区 21, 7 市开发区 19, 8 叶集区 18")]
    [InlineData(
        "p3", "rulebook", "2006-10-31", 2,
        "1 省外（省定目标） 412.36, 2 省外（市定目标） 81.74, 3 市内县区间 55.48, 4 全部 42.31, 5 省内市外 -12.92")]
    [InlineData(
        "p3", "rate", "2006-10-31", 2,
        "1 省外（省定目标） 495.69, 2 省外（市定目标） 165.07, 3 市内县区间 138.81, 4 全部 125.64, 5 省内市外 70.41")]
    [InlineData(
        "p4", "rulebook", "2019-12-31", 1,
        "1 高新区 1.8, 2 台儿庄区 3.6, 3 滕州市 3.8, 3 薛城区 3.8, 5 山亭区 4.0, 5 峄城区 4.0, 7 市中区 7.0")]
    [InlineData("p5", "rulebook", "2021-10-31", 2, "1 太原市 20.88")]
    [InlineData(
        "p6", "rulebook", "2023-12-31", 2,
        "1 碧江8/7 114.29, 2 某市63/81 77.78, 3 某市78/132 59.09, 4 某市219.22/589 37.22")]
    [InlineData("p6", "one", "2023-12-31", 1, "1 楚雄60.4/65.85 91.7, 2 楚雄120.44/132.63 90.8, 3 贵池40/45 88.9, 4 "
        + "贵池99.68/145 68.7, 5 某市100.66/242 41.6")]
    [InlineData("p6", "whole", "2023-12-31", 0, "1 楚雄87.88/69.75 126, 2 碧江9.92/8 124")]
    [InlineData("season-1988", "rulebook", "1988-12-31", 0, "1 塞纳 90, 2 普罗斯特 87")]
    public async Task A_published_case_gives_its_published_result(
        string name, string rulebook, string through, int decimals, string expected)
    {
        var printed = await Alone.RunAsync([.. Of(name, rulebook), "--through", through, "--format", "json"]);

        printed.Error.Should().Contain("facts.csv：读入").And.NotContain("有误");
        Totals(printed.Out, decimals).Should().Be(expected);
    }

    // Rules of public documents with facts made up for them; the sums behind the totals were worked by hand.
    [Theory]
    // 1+4×1.2+1+1.5×1.5+0.1+0.8+1; 1+3×0.5×1.2+1+1+0.5+1+1; 1+1.5×1.2+0.6+0.6
    [InlineData(
        "a1", "2022-06-30",
        "1 示例甲镇 10.95, 2 示例乙街道 7.30, 3 示例丙镇 4.00")]
    // 15+12+12+15+7.5+2.5-0.2+2; 11+15+15+7.5+10+2.5-1.8+2.5; 9+9+7.5+7.5+2.5; 15+15+7.5+7.5+2.5+2.5
    [InlineData(
        "a4", "2021-12-31",
        "1 示例甲镇 65.80, 2 示例乙镇 61.70, 3 示例丙镇 35.50, 1 示例丁乡 50.00")]
    [InlineData(
        "a5", "2023-03-31",
        "1 示例一组 101.23, 2 示例二组 80.90")] // 30+15+13⅓+13.4+13+0.5+2+4+10; 15+20+20+8.4+14+3+0.5
    [InlineData("a7", "2023-12-31", "1 示例甲县 75.00, 2 示例乙区 62.50")] // 50+7.5+9+8.5; 30+22.5+10
    [InlineData("a9", "2023-12-31", "1 示例甲县 24.70, 2 示例乙区 21.30")] // 5.2+5.5+0+4+5+3+2; 0+5+5.2+5.1+6
    // 12+8+10+5+5; 7.5+10+4; 80+3.6+5-1; 56+5-5
    [InlineData(
        "a10", "2023-12-31",
        "1 示例甲县 40.00, 2 示例乙区 21.50, 1 示例丙局 87.60, 2 示例丁局 56.00")]
    [InlineData("a11", "2023-12-31", "1 示例甲镇 100.00, 2 示例乙镇 68.00, 1 示例丙局 50.00")] // 100; 75-5-2; 50
    public async Task A_public_rule_counts_its_example_facts_as_by_hand(string name, string through, string expected)
    {
        var printed = await Alone.RunAsync([.. Of(name, "rulebook"), "--through", through, "--format", "json"]);

        printed.Error.Should().Contain("facts.csv：读入").And.NotContain("有误");
        Totals(printed.Out, 2).Should().Be(expected);
    }

    [Fact]
    public async Task A_grade_is_lifted_for_more_than_the_task_and_only_when_the_task_is_met()
    {
        // 60 × 4/5 + 36, with a large project but the task unmet; 30+38; 45+35, with the dollars but the task unmet;
        // 60+24, three more; 30+32; 60+37, with the dollars; no task.
        var printed = await Alone.RunAsync([.. Of("a3", "rulebook"), "--through", "2022-12-31", "--format", "json"]);

        Totals(printed.Out, 0).Should().Be("1 示例甲镇 84 良好, 2 示例乙镇 68 合格, 1 示例丙街道 80 良好, 1 示例丁镇 "
            + "84 优秀晋一档, 2 示例戊镇 62 合格, "
            + "1 示例开发区 97 优秀晋一档, 0 示例己局 38 未下达任务");
    }

    // Ten races, the best four of each half: 白 25+18+25+15 + 18+18+16+16, 黑 25+15+15+13 + 25+25+18+15; three wins
    // each, three seconds to one.
    [Fact]
    public async Task Equal_totals_of_the_best_results_are_told_apart_by_counting_back() =>
        Totals((await Alone.RunAsync([.. Of("season", "rulebook"), "--format", "json"])).Out, 1).Should().Be(
            "1 白 151.0, 2 黑 151.0, 3 青 144.0, 4 蓝 90.0, 5 红 75.5");

    [Theory]
    [InlineData("2024-02-25T23:00:00+08:00", "1 蓝队 9, 2 黄队 4, 3 绿队 2, 4 红队 1")] // 红队 7-6
    [InlineData("2024-02-26T23:00:00+08:00", "1 蓝队 9, 2 红队 5, 3 黄队 4, 4 绿队 2")] // 红队 7-6+6-2
    public async Task A_deduction_that_an_appeal_reduced_is_seen_before_and_after(string knownAt, string expected) =>
        Totals((await Alone.RunAsync([.. Of("league", "rulebook"), "--known-at", knownAt, "--format", "json"])).Out, 0)
            .Should().Be(expected);

    [Fact]
    public async Task Equal_points_of_a_league_are_told_apart_by_goals_in_table_lists_and_prizes()
    {
        var printed =
            (await Alone.RunAsync([.. Of("league", "rulebook"), "--through", "2024-07-31", "--format", "json"])).Out;

        Totals(printed, 0).Should().Be("1 红队 11, 2 蓝队 11, 3 黄队 5, 4 绿队 3"); // Goal difference 5 and 3.
        using var json = JsonDocument.Parse(printed);
        json.RootElement.GetProperty("lists").EnumerateArray()
            .Select(list => $"{list.GetProperty("list")} {list.GetProperty("units")[0]}")
            .Should().Equal("升级 红队", "降级 绿队");
        json.RootElement.GetProperty("prizes").EnumerateArray()
            .Select(prize => $"{prize.GetProperty("unit")} {prize.GetProperty("amount")}")
            .Should().Equal("红队 1000000", "蓝队 400000");
    }

    // The year to date of the last week, group after group, with grade and status where there are any.
    private static string Totals(string printed, int decimals)
    {
        var print = new PrintedPoints(new Precision(decimals, Rounding.HalfUp), decimals);
        using var json = JsonDocument.Parse(printed);
        var rankings = json.RootElement.GetProperty("rankings").EnumerateArray().ToList();
        var last = rankings[^1].GetProperty("week").GetString();
        return string.Join(
            ", ", rankings.Where(
                one => one.GetProperty("scope").GetString() == "year" && one.GetProperty("week").GetString() == last)
            .SelectMany(one => one.GetProperty("rows").EnumerateArray())
            .Select(row => $"{row.GetProperty("rank")} {row.GetProperty("unit")} "
                + $"{print.Text(row.GetProperty("total").GetDecimal())}{Beside(row)}"));

        static string Beside(JsonElement row)
        {
            var grade = row.TryGetProperty("grade", out var given) ? given.GetString() : "";
            var status = row.TryGetProperty("status", out var held)
                ? string.Concat(held.EnumerateArray().Select(one => one.GetString())) : "";
            return grade + status is { Length: > 0 } words ? $" {words}" : "";
        }
    }

    [Theory]
    [InlineData("p7")]
    [InlineData("p1")]
    public async Task Workbooks_give_the_same_bytes_as_CSV(string name)
    {
        var ct = TestContext.Current.CancellationToken;
        var (csv, folder) = (Of(name, "rulebook"), Directory.CreateTempSubdirectory("score-"));
        try
        {
            var xlsx = new List<string>();
            foreach (var word in csv)
            {
                var path = Path.Combine(folder.FullName, Path.GetFileNameWithoutExtension(word) + ".xlsx");
                xlsx.Add(word.EndsWith(".csv", StringComparison.Ordinal) ? path : word);
                if (xlsx[^1] == path)
                {
                    var bytes = Workbook.OfCsv(await File.ReadAllTextAsync(word, ct), TimeSpan.FromHours(8));
                    await File.WriteAllBytesAsync(path, bytes, ct);
                }
            }

            xlsx.Should().Contain(word => word.EndsWith(".xlsx", StringComparison.Ordinal));
            foreach (var format in new[] { "json", "csv", "table" })
            {
                var expected = await Alone.RunAsync([.. csv, "--format", format, "--sheets"]);
                expected.Code.Should().Be(0);
                var printed = await Alone.RunAsync([.. xlsx, "--format", format, "--sheets"]);
                printed.Should().Be(expected with { Error = printed.Error });
                printed.Error.Should().Contain("facts.xlsx：工作表“一”，读入");
            }

            await File.WriteAllBytesAsync(xlsx[^1], [0x50, 0x4B, 3, 4], ct);
            var broken = await Alone.RunAsync([.. xlsx]);
            broken.Code.Should().Be(1);
            broken.Error.Should().Contain($"{xlsx[^1]}：该文件损坏");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task JSON_has_the_sheets_and_the_rankings_of_the_contract()
    {
        using var json = JsonDocument.Parse((await Alone.RunAsync([.. Of("p5", "rulebook"), "--format", "json"])).Out);

        json.RootElement.EnumerateObject().Select(one => one.Name).Should().Equal("sheets", "rankings");
        var sheet = json.RootElement.GetProperty("sheets")[0];
        sheet.EnumerateObject().Select(one => one.Name).Should().Equal("unit", "week", "total", "lines");
        sheet.GetProperty("week").GetString().Should().Be("2021-W43");
        sheet.GetProperty("lines")[0].EnumerateObject().Select(one => one.Name).Should()
            .Equal("clause", "fact", "points", "because");
        sheet.GetProperty("total").GetRawText().Should().Be("20.88");
        var ranking = json.RootElement.GetProperty("rankings")[0];
        ranking.EnumerateObject().Select(one => one.Name).Should().Equal("group", "week", "scope", "rows");
        ranking.GetProperty("rows")[0].EnumerateObject().Select(one => one.Name).Should()
            .Equal("rank", "unit", "total");
    }

    // Sixteen 亿元 are 16 in the printed unit; points stay exact in JSON and are rounded in the table.
    [Fact]
    public async Task The_printed_columns_stand_beside_the_points()
    {
        using var json = JsonDocument.Parse(
            (await Alone.RunAsync([.. Of("a4", "rulebook"), "--through", "2021-12-31", "--format", "json"])).Out);
        var rankings = json.RootElement.GetProperty("rankings").EnumerateArray().ToList();
        var year = rankings.Last(
            one => one.GetProperty("group").GetString() == "大乡镇" && one.GetProperty("scope").GetString() == "year");
        var week = rankings.Last(
            one => one.GetProperty("group").GetString() == "大乡镇" && one.GetProperty("scope").GetString() == "week");
        year.GetProperty("rows")[0].GetProperty("figures").EnumerateObject()
            .Select(one => $"{one.Name} {one.Value.GetRawText()}")
            .Should()
            .Equal("foreign 500", "cash 100", "invested 16", "booked 2", "signed 3", "trips 21", "invitations 4");
        week.GetProperty("rows")[0].GetProperty("figures").GetProperty("invested").GetRawText().Should().Be("0");

        var printed = (await Alone.RunAsync([.. Of("a4", "rulebook"), "--through", "2021-12-31"])).Out;
        printed.Should()
            .Contain(
                "年度市外资金（亿元）").And.MatchRegex(@"示例甲镇\s+500\s+100\s+16\s+2\s+3\s+21\s+4\s+65\.90\s+65\.80");
        (await Alone.RunAsync([.. Of("a5", "rulebook"), "--through", "2023-03-31"])).Out.Should()
            .Contain("101.23").And.NotContain("101.233");
    }

    [Fact]
    public async Task CSV_is_the_rankings_or_with_sheets_the_lines()
    {
        (await Alone.RunAsync([.. Of("p5", "rulebook"), "--format", "csv"])).Out.ReplaceLineEndings("\n").Should().Be(
            "group,week,scope,rank,unit,total\n市,2021-W43,week,1,太原市,20.88\n市,2021-W43,year,1,太原市,20.88\n");
        (await Alone.RunAsync([.. Of("p5", "rulebook"), "--format", "csv", "--sheets"])).Out.ReplaceLineEndings(
            "\n").Should()
            .StartWith("unit,week,clause,fact,points,because\n太原市,2021-W43,奖惩,adjustment/J1,10.25,");
    }

    [Fact]
    public async Task A_table_has_Chinese_headings()
    {
        var printed = await Alone.RunAsync([.. Of("p4", "rulebook")]);

        printed.Code.Should().Be(0);
        printed.Out.Should().Contain("年度位次").And.Contain("台儿庄区");
        (await Alone.RunAsync([.. Of("p4", "rulebook"), "--sheets"])).Out.Should().Contain("理由");
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task Other_cultures_print_the_same(string format)
    {
        var (before, arguments) = (CultureInfo.CurrentCulture,
            (string[])[.. Of("p3", "rate"), "--through", "2006-10-31", "--format", format]);
        var expected = (await Alone.RunAsync(arguments)).Out;
        try
        {
            foreach (var culture in new[] { "de-DE", "ar-SA", "th-TH", "tr-TR" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                (await Alone.RunAsync(arguments)).Out.Should().Be(expected, culture);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("score")]
    [InlineData("score --rulebook none.yaml --facts none.csv")]
    [InlineData("score --rulebook none.yaml --facts none.csv --through 2023-1-1")]
    [InlineData("score --format xml")]
    [InlineData("score --known-at yesterday")]
    public async Task Wrong_usage_and_missing_files_end_with_2(string line)
    {
        var printed = await Alone.RunAsync(line.Split(' '));

        printed.Code.Should().Be(2);
        printed.Error.Should().Contain("evaluation score --help");
    }

    [Theory]
    [InlineData("claim import")]
    [InlineData("claim findings")]
    [InlineData("claim report")]
    [InlineData("rulebook check")]
    public async Task Every_step_of_a_verb_has_help(string step)
    {
        var printed = await Alone.RunAsync([.. step.Split(' '), "--help"]);

        (printed.Code, printed.Error).Should().Be((0, ""));
        printed.Out.Should().Contain($"{step} ");
    }

    [Fact]
    public async Task Help_has_an_example() =>
        (await Alone.RunAsync("score", "--help")).Out.Should()
            .Contain("Example: evaluation score --rulebook").And.Contain("--known-at");

    private static List<string> Of(string name, string rulebook)
    {
        var folder = Path.Combine(Cases, name);
        List<string> arguments = ["score", "--rulebook", Path.Combine(folder, $"{rulebook}.yaml")];
        foreach (var file in Files.Where(file => File.Exists(Path.Combine(folder, $"{file}.csv"))))
        {
            arguments.AddRange([$"--{file}", Path.Combine(folder, $"{file}.csv")]);
        }

        return arguments;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Evaluation.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
