using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>
/// Measures made of others, intermediate results, tables, earlier periods, limits and factors by unit, places over all
/// groups.
/// </summary>
public sealed class MadeMeasureTests
{
    private const string Measures = """
        measures:
          visits: {label: 外出, unit: 家次, count: visit}
          led: {label: 一把手带队, unit: 家次, of: visits, count: visit, where: leader = 'top'}
          rate: {label: 带队率, unit: "%", value: "part(led, visits, 0)", in: 1%}
          index: {label: 指数, unit: 分, value: rate * 10 + visits}

        """;

    private const string Visits = """
        V1 | visit | 坑口街道 | 2023-03-06 | enterprise=甲 leader=top
        V2 | visit | 坑口街道 | 2023-03-07 | enterprise=乙
        V3 | visit | 坑口街道 | 2023-03-08 | enterprise=丙
        V4 | visit | 凤凰镇 | 2023-03-07 | enterprise=乙 leader=top
        V5 | visit | 投资促进局 | 2023-03-08 | enterprise=丙
        V6 | visit | 投资促进局 | 2023-03-09 | enterprise=丁
        """;

    // 1/3 × 10 + 3 and 1 × 10 + 1; nothing in other months.
    [Fact]
    public void A_measure_is_made_of_measures_and_of_made_ones() =>
        TwoCounts.Of(Measures + """
            clauses:
              - {id: 月, text: 月, unit: 分, each: month, where: visits > 0, gives: "round_half_up(index, 2)", cap: none}
            ranking: {groups: [镇街, 部门]}
            """).Give(Visits,
            """
            坑口街道 | 月 | month/2023-03-01 | 6.33
            凤凰镇 | 月 | month/2023-03-01 | 11
            投资促进局 | 月 | month/2023-03-01 | 2
            """);

    [Fact]
    public void A_line_shows_what_it_is_made_of()
    {
        var rules = TwoCounts.Of(Measures
            + "clauses: [{id: 月, text: 月, unit: 分, each: month, where: visits > 0, gives: rate * 3, cap: none}]");

        rules.Scores(Visits)[0].Sheets.SelectMany(sheet => sheet.Lines).Single(line => line.Clause == "月")
            .Steps[0].Text.Should().Be("带队率×3（一把手带队=1、外出=3、带队率=33.333333333333%）");
    }

    // A ratio of a week and a year is that of the figures of both, and no sum of ratios.
    [Fact]
    public void A_ratio_is_printed_in_percent_of_the_figures_beside_it()
    {
        var counts = TwoCounts.Of(Measures + """
            clauses: [{id: 拜访, text: 拜访, unit: 分, each: visit, gives: 1, cap: none}]
            """);
        var edition = counts.Rules.InOrder[0] with
        {
            Bulletin = new BulletinRules("通报", "例", 2, ["visits", "led", "rate"], []),
        };
        var scores = counts.Scores(Visits + "\nV7 | visit | 坑口街道 | 2023-03-13 | enterprise=甲 leader=top");

        var standings = Ranker.Rank(Sample.WeekOf("2023-03-13"), scores, Sample.Roster, edition)[0].Standings;

        // Week: 1 of 1; year: 2 of 4.
        var totals = standings.Single(one => one.Totals.Unit == Sample.Kengkou).Totals;
        (totals.WeekFigures["rate"], totals.YearFigures["rate"]).Should().Be((1m, 0.5m));
    }

    [Theory]
    [InlineData("value: rate", "没有名称“rate”。")]
    [InlineData("value: index", "没有名称“index”。")]
    [InlineData("value: visits, count: visit", "“count”和“value”只能写一个。")]
    [InlineData("value: visits, where: part = 1", "“where”不能与“value”一起写。")]
    [InlineData("count: visit, take: largest", "“take”不能与“count”一起写。")]
    [InlineData("sum: visit.people, distinct: enterprise", "“distinct”不能与“sum”一起写。")]
    [InlineData("sum: visit.part, trim: 1", "“trim”只用于平均数。")]
    [InlineData("value: rank(visits)", "函数“rank”的参数个数或类型不对，或不能用在此处。")]
    public void What_does_not_go_together_is_found(string measure, string what) =>
        RulebookReader.Read(RulebookText.Of($$"""
            measures:
              visits: {label: 外出, unit: 家次, count: visit}
              rate: {label: 率, unit: 个, {{measure}} }
              index: {label: 指数, unit: 分, value: visits}
            clauses: [{id: 月, text: 月, unit: 分, each: month, gives: visits, cap: none}]
            """)).Findings.Select(finding => finding.What).Should().Contain(what);

    // 每家次 = 0.5 × 2 = 1, 带队 = 1 + 1.
    [Fact]
    public void An_intermediate_result_is_used_by_name() =>
        TwoCounts.Of("""
            parameters: {price: 0.5}
            clauses:
              - id: 拜访
                text: 拜访
                unit: 分
                each: visit
                let: {每家次: price * 2, 带队: "if(leader = 'top', 每家次 + 1, 每家次)"}
                gives: 带队
                times: [{name: 系数, factor: 每家次 * 3}]
                cap: none
            ranking: {groups: [镇街, 部门]}
            """).Give(Visits,
            """
            坑口街道 | 拜访 | V1 | 6
            坑口街道 | 拜访 | V2 | 3
            坑口街道 | 拜访 | V3 | 3
            凤凰镇 | 拜访 | V4 | 6
            投资促进局 | 拜访 | V5 | 3
            投资促进局 | 拜访 | V6 | 3
            """);

    // 甲 and 乙 are in the table, 丙 and 丁 are not; the number 3 is found as 3.0.
    [Theory]
    [InlineData("lookup(price, enterprise)", "坑口街道 V1 2, 坑口街道 V2 4, 凤凰镇 V4 4")]
    [InlineData("lookup(price, enterprise, 0.5)",
        "坑口街道 V1 2, 坑口街道 V2 4, 坑口街道 V3 0.5, 凤凰镇 V4 4, 投资促进局 V5 0.5, 投资促进局 V6 0.5")]
    [InlineData("lookup(price, part + 2)",
        "坑口街道 V1 7, 坑口街道 V2 7, 坑口街道 V3 7, 凤凰镇 V4 7, 投资促进局 V5 7, 投资促进局 V6 7")]
    [InlineData("lookup(dated, enterprise)", "坑口街道 V1 1, 坑口街道 V2 5, 凤凰镇 V4 5")]
    public void A_table_is_looked_up(string formula, string expected) =>
        TwoCounts.Of($$"""
            parameters:
              price: {甲: 2, 乙: 4, 3.0: 7}
              dated: {2023-01-01: {甲: 1}, 2023-03-07: {乙: 5} }
            clauses: [{id: 拜访, text: 拜访, unit: 分, each: visit, gives: "{{formula}}", cap: none}]
            ranking: {groups: [镇街, 部门]}
            """).Give(Visits, string.Join('\n', expected.Split(", ").Select(one => one.Split(' '))
            .Select(one => $"{one[0]} | 拜访 | {one[1]} | {one[2]}")));

    [Theory]
    [InlineData("price", "“price”是一张表，不是数字。")]
    [InlineData("lookup(part, 1)", "函数“lookup”的参数个数或类型不对，或不能用在此处。")]
    [InlineData("lookup(price, part = 1)", "此处需要文字，写的是条件。")]
    public void A_table_is_used_by_its_function(string formula, string what) =>
        RulebookReader.Read(RulebookText.Of($$"""
            parameters: {price: {甲: 2} }
            clauses: [{id: 拜访, text: 拜访, unit: 分, each: visit, gives: "{{formula}}", cap: none}]
            """)).Findings.Select(finding => finding.What).Should().Equal(what);

    // 2, 5 and 3 visits in January, February and April 2023, 4 in April 2022.
    [Theory]
    [InlineData("previous(visits)", "02 2, 03 5, 05 3")]
    [InlineData("last_year(visits)", "04 4")]
    [InlineData("visits - previous(visits)", "01 2, 02 3, 03 -5, 04 3, 05 -3")]
    [InlineData("part(visits, last_year(visits), 0)", "04 0.75")]
    public void Earlier_periods_are_looked_at(string formula, string expected)
    {
        var edition = TwoCounts.Of($$"""
            measures: {visits: {label: 外出, unit: 家次, count: visit} }
            clauses: [{id: 月, text: 月, unit: 分, each: month, gives: "{{formula}}", cap: none}]
            """).Rules.InOrder[0];

        new TwoCounts(new RuleSet([edition with { From = Sample.Day("2022-01-01") }])).Give(
            """
            A1 | visit | 坑口街道 | 2023-01-05 | enterprise=甲
            A2 | visit | 坑口街道 | 2023-01-31 | enterprise=甲
            B1 | visit | 坑口街道 | 2023-02-01 | enterprise=甲
            B2 | visit | 坑口街道 | 2023-02-02 | enterprise=甲
            B3 | visit | 坑口街道 | 2023-02-03 | enterprise=甲
            B4 | visit | 坑口街道 | 2023-02-27 | enterprise=甲
            B5 | visit | 坑口街道 | 2023-02-28 | enterprise=甲
            D1 | visit | 坑口街道 | 2023-04-01 | enterprise=甲
            D2 | visit | 坑口街道 | 2023-04-02 | enterprise=甲
            D3 | visit | 坑口街道 | 2023-04-30 | enterprise=甲
            L1 | visit | 坑口街道 | 2022-04-01 | enterprise=甲
            L2 | visit | 坑口街道 | 2022-04-11 | enterprise=甲
            L3 | visit | 坑口街道 | 2022-04-12 | enterprise=甲
            L4 | visit | 坑口街道 | 2022-04-30 | enterprise=甲
            """,
            string.Join('\n', expected.Split(", ").Select(one => one.Split(' '))
                .Select(one => $"坑口街道 | 月 | month/2023-{one[0]}-01 | {one[1]}")
                .Concat(In2022(formula))));
    }

    [Theory]
    [InlineData("previous(target(visits))", "取上期、去年同期时不能用“target”。")]
    [InlineData("previous(elapsed)", "取上期、去年同期时不能用“elapsed”。")]
    [InlineData("previous(rank(visits))", "取上期、去年同期时不能用“rank”。")]
    public void Only_measures_are_known_of_earlier_periods(string formula, string what) =>
        RulebookReader.Read(RulebookText.Of($$"""
            measures: {visits: {label: 外出, unit: 家次, count: visit} }
            clauses: [{id: 月, text: 月, unit: 分, each: month, gives: "{{formula}}", cap: none}]
            """)).Findings.Select(finding => finding.What).Should().Equal(what);

    // The cap is 2 for the town, 1 for others; the article's factor comes after it, then its cap, then the total's.
    // 坑口街道: 1 + 1 + 0, each × 1.5 = 3, cut to 2.5 by the article, × 2 = 5.
    [Fact]
    public void Limits_and_factors_depend_on_the_unit() =>
        TwoCounts.Of("""
            parameters: {caps: {坑口街道: 2}}
            items: [{id: 外出, times: [{name: 难度, factor: 1.5, where: "group = '镇街'"}], cap: {year: "if(group = '镇街', 2.5, 9)"}}]
            clauses:
              - {id: 拜访, item: 外出, text: 拜访, unit: 分, each: visit, gives: 1, cap: {month: "lookup(caps, unit, 1)"} }
            times: [{name: 总系数, factor: "if(unit = '坑口街道', 2, 1)"}]
            ranking: {groups: [镇街, 部门]}
            """).Give(Visits,
            """
            坑口街道 | 拜访 | V1 | 3
            坑口街道 | 拜访 | V2 | 2
            凤凰镇 | 拜访 | V4 | 1.5
            投资促进局 | 拜访 | V5 | 1
            """);

    [Theory]
    [InlineData("visits", "没有名称“visits”。")]
    [InlineData("elapsed", "没有名称“elapsed”。")]
    [InlineData("part", "没有名称“part”。")]
    public void Limits_know_the_unit_only(string formula, string what) =>
        RulebookReader.Read(RulebookText.Of($$"""
            measures: {visits: {label: 外出, unit: 家次, count: visit} }
            clauses: [{id: 拜访, text: 拜访, unit: 分, each: visit, gives: 1, cap: {year: {{formula}} } }]
            """)).Findings.Select(finding => finding.What).Should().Equal(what);

    // Visits 3, 1 and 2: in all groups the places are 1, 3 and 2, in their groups 1, 2 and 1.
    // Ranks of ranks: the towns have 1 + 1 and 2 + 1, of visits and of those led by the top leader.
    [Theory]
    [InlineData("rank(visits)", "1 2 1")]
    [InlineData("rank(visits, all)", "1 3 2")]
    [InlineData("best(visits, all)", "3 3 3")]
    [InlineData("mean(visits, all)", "2 2 2")]
    [InlineData("low_rank(rank(visits) + rank(led / 2))", "1 2 1")]
    [InlineData("rank(rank(visits, all), all)", "3 1 2")]
    public void Places_are_those_of_the_group_or_of_all(string formula, string expected)
    {
        var points = expected.Split(' ');
        TwoCounts.Of(Measures + $$"""
            clauses: [{id: 年, text: 年, unit: 分, each: year, gives: "{{formula}}", cap: none}]
            ranking: {groups: [镇街, 部门]}
            """).Give(Visits,
            $"""
            坑口街道 | 年 | year/2023-01-01 | {points[0]}
            凤凰镇 | 年 | year/2023-01-01 | {points[1]}
            投资促进局 | 年 | year/2023-01-01 | {points[2]}
            """);
    }

    // Visits give 3, 1 and 2 points: the best of the group gets 10, the others in proportion; the article has them all.
    [Theory]
    [InlineData("part(points('拜访'), best(points('拜访')), 0) * 10", "10 3.333333333333333333333333333 10")]
    [InlineData("points('外出') - mean(points('外出'), all)", "1 -1 0")]
    [InlineData("points * 2", "6 2 4")]
    public void Own_points_are_compared(string formula, string expected)
    {
        var points = expected.Split(' ');
        TwoCounts.Of($$"""
            items: [{id: 外出}]
            clauses:
              - {id: 拜访, item: 外出, text: 拜访, unit: 分, each: visit, gives: 1, cap: none}
              - {id: 折算, text: 折算, unit: 分, each: year, gives: "{{formula}}", cap: none}
            ranking: {groups: [镇街, 部门]}
            """).Give(Visits, string.Join('\n', (string[])
            [
                "坑口街道 | 拜访 | V1 | 1", "坑口街道 | 拜访 | V2 | 1", "坑口街道 | 拜访 | V3 | 1",
                "凤凰镇 | 拜访 | V4 | 1", "投资促进局 | 拜访 | V5 | 1", "投资促进局 | 拜访 | V6 | 1",
                .. TwoCounts.Units.Zip(points).Where(one => one.Second != "0")
                    .Select(one => $"{one.First} | 折算 | year/2023-01-01 | {one.Second}"),
            ]));
    }

    [Theory]
    [InlineData("points('没有')", "“折算”的points('没有')没有这个条款或条目。")]
    [InlineData("points('折算')", "“折算”的points('折算')取不到：“折算”也比较本组或取得分。")]
    public void Points_are_those_of_a_clause_that_is_known(string formula, string what) =>
        RulebookReader.Read(RulebookText.Of($$"""
            clauses: [{id: 折算, text: 折算, unit: 分, each: year, gives: "{{formula}}", cap: none}]
            """)).Findings.Select(finding => finding.What).Should().Equal(what);

    // What the months of 2022 and 2023 around them give by the same formula: visits of 4 in April 2022.
    private static IEnumerable<string> In2022(string formula) => formula switch
    {
        "previous(visits)" => ["坑口街道 | 月 | month/2022-05-01 | 4"],
        "visits - previous(visits)" =>
            ["坑口街道 | 月 | month/2022-04-01 | 4", "坑口街道 | 月 | month/2022-05-01 | -4"],
        _ => [],
    };
}
