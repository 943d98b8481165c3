using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>Clauses that look at the whole group, in a second pass.</summary>
public sealed class GroupTests
{
    private const string Visits =
        """
        id,kind,unit,occurred_on,recorded_at,enterprise,leader
        V1,visit,甲镇,2023-01-03,2023-01-03T09:00:00+08:00,甲,top
        V2,visit,甲镇,2023-01-04,2023-01-04T09:00:00+08:00,乙,top
        V3,visit,甲镇,2023-01-05,2023-01-05T09:00:00+08:00,丙,top
        V4,visit,乙镇,2023-01-05,2023-01-05T09:00:00+08:00,甲,top
        """;

    private static Scheme Of(string clauses) => new(
        $$"""
        measures:
          visits: {label: 外出, unit: 家次, count: visit}
        clauses:
        {{clauses}}
        """)
    {
        Facts = Visits,
        Through = "2023-03-31",
    };

    [Fact]
    public void The_best_has_100_the_worst_60_the_others_between() => Of(
        "  - {id: 功效, text: 功效系数, unit: 分, each: quarter, cap: none, gives: \"60 + 40 * part(visits - "
            + "worst(visits), best(visits) - worst(visits), 1)\"}")
        .Lines().Should()
        .Equal("甲镇 功效 quarter/2023-01-01 100", "乙镇 功效 quarter/2023-01-01 73.3333",
            "丙镇 功效 quarter/2023-01-01 60");

    [Fact]
    public void When_all_are_equal_the_rule_says_what_is_given() => (Of(
        "  - {id: 功效, text: 功效系数, unit: 分, each: month, cap: none, gives: \"60 + 40 * part(visits - "
            + "worst(visits), best(visits) - worst(visits), 1)\"}")
        with
    { Through = "2023-02-28" })
        .Lines().TakeLast(3).Should()
        .Equal("甲镇 功效 month/2023-02-01 100", "乙镇 功效 month/2023-02-01 100", "丙镇 功效 month/2023-02-01 100");

    [Fact]
    public void A_place_gives_points_and_equals_share_it() => Of(
        "  - {id: 名次, text: 第一名1分, unit: 分, each: quarter, cap: none, gives: \"1 - 0.2 * (rank(min(visits, 1)) "
            + "- 1)\"}")
        .Lines().Should()
        .Equal("甲镇 名次 quarter/2023-01-01 1", "乙镇 名次 quarter/2023-01-01 1", "丙镇 名次 quarter/2023-01-01 0.6");

    [Fact]
    public void Points_of_other_clauses_are_ranked_and_never_those_of_the_second_pass()
    {
        var scheme = Of(
            """
              - {id: 外出, text: 每家次1分, unit: 分, each: visit, cap: none, gives: 1}
              - {id: 甲, text: 名次分, unit: 分, each: month, cap: none, where: units = 3, gives: "low_rank(points) * 10"}
              - {id: 乙, text: 平均分, unit: 分, each: month, cap: none, gives: "mean(points) * 3"}
            """) with
        { Through = "2023-01-31" };

        scheme.Lines("甲").Should()
            .Equal("甲镇 甲 month/2023-01-01 30", "乙镇 甲 month/2023-01-01 20", "丙镇 甲 month/2023-01-01 10");
        scheme.Lines("乙").Should()
            .Equal("甲镇 乙 month/2023-01-01 4", "乙镇 乙 month/2023-01-01 4", "丙镇 乙 month/2023-01-01 4");
    }

    [Fact]
    public void A_unit_that_came_in_the_middle_is_not_of_the_group_yet() => (Of(
        "  - {id: 名次, text: 名次, unit: 分, each: month, cap: none, gives: low_rank(visits)}") with
    {
        Roster = "unit,name,kind,group,from,to\n甲镇,甲镇,镇街,镇街,2022-01-01,\n乙镇,乙镇,镇街,镇街,2022-01-01,\n丙镇,"
            + "丙镇,镇街,镇街,2023-01-02,\n",
        Through = "2023-02-28",
    }).Lines().Should().Equal(
        "甲镇 名次 month/2023-01-01 2", "乙镇 名次 month/2023-01-01 1",
        "甲镇 名次 month/2023-02-01 1", "乙镇 名次 month/2023-02-01 1", "丙镇 名次 month/2023-02-01 1");

    // Month by month the place in the year to date; what changed since the month before is given or taken back.
    [Fact]
    public void A_place_in_the_year_to_date_is_judged_anew_each_month() => (Of(
        "  - {id: 名次, text: 名次, unit: 分, each: month, over: year, cap: none, gives: 4 - rank(visits)}") with
    {
        Facts = Visits
            + string.Concat(
                Enumerable.Range(1, 5)
                    .Select(i => $"\nV1{i},visit,乙镇,2023-02-0{i},2023-02-06T09:00:00+08:00,己,top")),
        Through = "2023-02-28",
    }).Lines("名次").Should().Equal(
        "甲镇 名次 month/2023-01-01 3", "乙镇 名次 month/2023-01-01 2", "丙镇 名次 month/2023-01-01 1",
        "甲镇 名次 month/2023-02-01 -1", "乙镇 名次 month/2023-02-01 1");

    [Fact]
    public void The_points_that_are_compared_are_told() => (Of(
        """
          - {id: 外出, text: 每家次1分, unit: 分, each: visit, cap: none, gives: 1}
          - {id: 名次, text: 名次, unit: 分, each: month, cap: none, gives: 4 - rank(points)}
        """) with
    { Through = "2023-01-31" }).Score().Sheets.SelectMany(sheet => sheet.Lines).Where(line => line.Clause == "名次")
        .Select(line => line.Because).Should().Equal(
        "按名次，4－得分名次（得分=3、得分名次=1），3分，计3分。",
        "按名次，4－得分名次（得分=1、得分名次=2），2分，计2分。",
        "按名次，4－得分名次（得分=0、得分名次=3），1分，计1分。");

    [Fact]
    public void A_streak_counts_periods_in_a_row() => Of(
        "  - {id: 连续, text: 连续两月垫底, unit: 分, each: month, cap: none, where: \"streak(low_rank(visits) = 1 and "
            + "visits < 3) >= 2\", gives: -1}")
        .Lines().Should()
        .Equal("丙镇 连续 month/2023-02-01 -1", "甲镇 连续 month/2023-03-01 -1", "乙镇 连续 month/2023-03-01 -1",
            "丙镇 连续 month/2023-03-01 -1");

    [Fact]
    public void Lists_may_be_empty_and_remember_who_stood_on_them()
    {
        var board = (Of(
            """
              - {id: 外出, text: 每家次1分, unit: 分, each: visit, cap: none, gives: 1}
            lists:
              - {name: 红榜, each: month, when: rank(points) = 1 and visits > 0}
              - {name: 黑榜, each: month, when: visits = 0}
              - {name: 约谈, each: month, when: "visits = 0 and streak('黑榜') >= 3"}
            """) with
        { Facts = $"{Visits}\nV5,visit,乙镇,2023-03-30,2023-03-30T09:00:00+08:00,丁,top" }).Score();

        board.Lists!.Select(list => $"{list.List} {list.Period} {string.Join(' ', list.Units)}").Should().Equal(
            "红榜 2023-01 甲镇", "黑榜 2023-01 丙镇", "约谈 2023-01 ",
            "红榜 2023-02 ", "黑榜 2023-02 甲镇 乙镇 丙镇", "约谈 2023-02 ",
            "红榜 2023-03 乙镇", "黑榜 2023-03 甲镇 丙镇", "约谈 2023-03 丙镇");
    }

    [Fact]
    public void Prizes_follow_the_places_and_pass_over_who_is_barred()
    {
        var board = (Of(
            """
              - {id: 外出, text: 每家次1分, unit: 分, each: visit, cap: none, gives: 1}
            ranking:
              groups: [镇街]
              status: [{name: 取消评先, when: visits >= 3, effect: barred}]
              prizes: [{each: quarter, rank: 1, amount: 25万}, {each: quarter, rank: 2, amount: 15万}, {each: quarter, last: 1, amount: -13万}]
            """)).Score();

        board.Prizes!.Select(prize => $"{prize.Period} {prize.Unit} {prize.Rank} {prize.Amount:0}").Should().Equal(
            "2023-Q1 乙镇 2 150000", "2023-Q1 丙镇 3 -130000");
    }

    // Of periods that are no whole weeks, each with the week of its last day.
    [Fact]
    public void Lists_and_prizes_are_of_pairs_of_months_fortnights_and_parts_of_months()
    {
        var board = (Of(
            """
              - {id: 外出, text: 每家次1分, unit: 分, each: visit, cap: none, gives: 1}
            lists:
              - {name: 双月榜, each: bimonth, when: points >= 3}
              - {name: 半月榜, each: half_month, when: points >= 1}
              - {name: 双周榜, each: fortnight, when: rank(points) = 1 and visits > 0}
              - {name: 旬榜, each: ten_days, when: points >= 1}
              - {name: 连续, each: ten_days, when: "points >= 1 and streak('旬榜') >= 2"}
            ranking:
              groups: [镇街]
              prizes: [{each: bimonth, rank: 1, amount: 2万}, {each: ten_days, last: 1, amount: -100}]
            """) with
        { Facts = $"{Visits}\nV5,visit,乙镇,2023-01-12,2023-01-12T09:00:00+08:00,丁,top", Through = "2023-03-05" })
            .Score();

        board.Lists!.Where(list => list.Units.Count > 0)
            .Select(list => $"{list.List} {list.Period} {string.Join(' ', list.Units)}").Should().Equal(
                "旬榜 2023-01-T1 甲镇 乙镇", "双周榜 2023-F01 甲镇", "半月榜 2023-01-H1 甲镇 乙镇",
                "旬榜 2023-01-T2 乙镇", "连续 2023-01-T2 乙镇", "双月榜 2023-B1 甲镇");
        board.Prizes!.Where(prize => prize.Amount > 0m || prize.Period == "2023-01-T2")
            .Select(prize => $"{prize.Period} {prize.Unit} {prize.Rank} {prize.Amount:0}").Should().Equal(
                "2023-01-T2 甲镇 2 -100", "2023-01-T2 丙镇 2 -100", "2023-B1 甲镇 1 20000");
    }

    // A list is made for each group that is ranked, and for no other.
    [Fact]
    public void Who_is_not_ranked_stands_on_no_list() => (Of(
        """
          - {id: 外出, text: 每家次1分, unit: 分, each: visit, cap: none, gives: 1}
        lists: [{name: 黑榜, each: month, when: visits = 0}]
        """) with
    {
        Roster = "unit,name,kind,group,from,to\n甲镇,甲镇,镇街,镇街,2022-01-01,\n乙镇,乙镇,镇街,园区,2022-01-01,\n丙镇,"
            + "丙镇,镇街,园区,2022-01-01,\n",
        Through = "2023-02-28",
    }).Score().Lists!.Select(list => $"{list.Group} {list.Period} {string.Join(' ', list.Units)}").Should()
        .Equal("镇街 2023-01 ", "镇街 2023-02 甲镇");

    // Who is barred pays and gets nothing, were it the smallest sum.
    [Theory, InlineData("0", ""), InlineData("0.5", ""), InlineData("-0.5", "甲镇 -0.5")]
    public void Who_is_barred_only_pays(string amount, string expected) => string.Join(' ', (Of(
        $$"""
          - {id: 外出, text: 每家次1分, unit: 分, each: visit, cap: none, gives: 1}
        ranking:
          groups: [镇街]
          status: [{name: 取消评先, when: visits >= 3, effect: barred}]
          prizes: [{each: quarter, rank: 1, amount: {{amount}}}]
        """)).Score().Prizes!.Select(prize => $"{prize.Unit} {prize.Amount}")).Should().Be(expected);

    [Theory]
    [InlineData("tie_break: [visits]", "quarter", "甲镇 1 2500, 乙镇 2 1500, 丙镇 3 -100")]
    [InlineData("tie_break: [{countback: round.place}]", "year", "甲镇 1 2500, 乙镇 2 1500, 丙镇 3 -100")]
    [InlineData("decimals: 0", "quarter", "甲镇 1 2500, 乙镇 1 2500, 丙镇 3 -100")]
    [InlineData(
        "status: [{name: 一票否决, when: visits >= 3, effect: unranked}]", "quarter",
        "乙镇 1 2500, 丙镇 2 1500, 丙镇 2 -100")]
    public void Prizes_tell_equals_apart_as_the_places_do_and_know_no_unit_without_a_place(
        string rule, string each, string expected)
    {
        // One point for each firm called 甲: 甲镇 and 乙镇 are equal, and 甲镇 has more visits.
        var board = (new Scheme(
            $$"""
            kinds:
              round: {label: 一轮, fields: {place: {label: 名次, type: integer} } }
            measures:
              visits: {label: 外出, unit: 家次, count: visit}
            clauses:
              - {id: 外出, text: 每家次1分, unit: 分, each: visit, cap: none, gives: "if(enterprise = '甲', 1, 0)"}
            ranking:
              groups: [镇街]
              {{rule}}
              prizes: [{each: {{each}}, rank: 1, amount: 2500}, {each: {{each}}, rank: 2, amount: 1500}, {each: {{each}}, last: 1, amount: -100}]
            """)
        {
            Facts = $"{Visits.Replace("leader", "leader,place", StringComparison.Ordinal)}\nR1,round,甲镇,2023-01-05,"
                + "2023-01-05T09:00:00+08:00,,,1",
            Through = "2023-12-31",
        }).Score();

        string.Join(", ", board.Prizes!.Where(prize => prize.Period is "2023-Q1" or "2023")
            .Select(prize => $"{prize.Unit} {prize.Rank} {prize.Amount:0}")).Should().Be(expected);
    }
}
