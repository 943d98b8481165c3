using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>
/// Rarer shapes with their numbers: persons, timers, shares by rulebook, best ones, weights, status, count-back.
/// </summary>
public sealed class FurtherShapeTests
{
    [Fact]
    public void Each_leader_is_judged_by_himself_and_only_when_in_post_all_month() => new Scheme(
        """
        measures:
          visits: {label: 外出, unit: 家次, count: visit}
        clauses:
          - {id: 每人, text: 每名主要领导每月1次, unit: 分/人, each: month, for: top, where: visits < 1, gives: -0.5, cap: none}
        """)
    {
        Roster =
            """
            unit,name,kind,group,from,to
            甲镇,甲镇,镇街,镇街,2022-01-01,
            甲镇,张三,top,,2022-01-01,
            甲镇,李四,top,,2023-02-01,
            甲镇,王五,member,,2022-01-01,
            """,
        Facts =
            """
            id,kind,unit,occurred_on,recorded_at,enterprise,leader,person
            V1,visit,甲镇,2023-01-03,2023-01-03T09:00:00+08:00,甲,top,张三
            V2,visit,甲镇,2023-03-03,2023-03-03T09:00:00+08:00,甲,top,李四
            """,
        Through = "2023-03-31",
    }.Lines().Should().Equal(
        "甲镇 每人 month/2023-02-01/张三 -0.5", "甲镇 每人 month/2023-02-01/李四 -0.5",
        "甲镇 每人 month/2023-03-01/张三 -0.5");

    [Fact]
    public void A_project_that_stalls_costs_its_points_on_the_day_its_time_is_over() => new Scheme(
        """
        clauses:
          - {id: 签约, text: 每个2分, unit: 分, each: signing, gives: 2, cap: none}
          - {id: 收回, text: 180日未开工收回, unit: 分, each: signing, after: {days: 180, unless: {each: stage, where: "stage = 'started'", same: project} }, gives: -credited('签约'), cap: none}
        """)
    {
        Facts =
            """
            id,kind,unit,occurred_on,recorded_at,project,contracted,stage
            S1,signing,甲镇,2023-01-03,2023-01-03T09:00:00+08:00,P1,2亿,
            S2,signing,甲镇,2023-01-04,2023-01-04T09:00:00+08:00,P2,2亿,
            S3,signing,甲镇,2023-12-01,2023-12-01T09:00:00+08:00,P3,2亿,
            G2,stage,甲镇,2023-07-03,2023-07-03T09:00:00+08:00,P2,,started
            """,
    }.Lines().Should().Equal("甲镇 签约 S1 2", "甲镇 签约 S2 2", "甲镇 收回 S1 -2", "甲镇 签约 S3 2");

    [Fact]
    public void Without_an_agreement_the_rulebook_divides_and_names_the_holder_of_the_figure()
    {
        var scheme = new Scheme(
            """
            kinds:
              landing:
                label: 异地落地
                fields: {landed_in: {label: 落地单位, type: unit}, started_on: {label: 开工, type: date, required: true} }
            measures:
              landed: {label: 落地, unit: 个, count: landing, holder: landed_in}
            clauses:
              - {id: 分成, text: 三七分成五年, unit: 分, each: landing, share: {unit: 30%, landed_in: 70%, where: "days(started_on, occurred_on) <= 1826"}, gives: 10, cap: none}
              - {id: 持有, text: 统计归属, unit: 分, each: year, where: landed > 0, gives: landed, cap: none}
            """)
        {
            Facts =
                """
                id,kind,unit,occurred_on,recorded_at,landed_in,started_on,shares
                L1,landing,甲镇,2023-02-01,2023-02-01T09:00:00+08:00,乙镇,2023-01-01,
                L2,landing,甲镇,2023-02-02,2023-02-02T09:00:00+08:00,乙镇,2017-01-01,
                L3,landing,甲镇,2023-02-03,2023-02-03T09:00:00+08:00,,2023-01-01,
                L4,landing,甲镇,2023-02-04,2023-02-04T09:00:00+08:00,乙镇,2023-01-01,甲镇:0.5;丙镇:0.5
                """,
        };

        scheme.Lines("分成").Should().Equal(
            "甲镇 分成 L1 3", "甲镇 分成 L2 10", "甲镇 分成 L3 10", "甲镇 分成 L4 5", "乙镇 分成 L1 7",
            "丙镇 分成 L4 5");
        scheme.Lines("持有").Should().Equal("甲镇 持有 year/2023-01-01 1", "乙镇 持有 year/2023-01-01 3");
    }

    [Fact]
    public void Only_the_best_two_count_and_a_better_one_adds_what_differs() => new Scheme(
        """
        clauses:
          - {id: 最好, text: 全年取最好2次, unit: 分, each: promotion, gives: firms / 10, cap: {year: {best: 2} } }
        """)
    {
        Facts =
            """
            id,kind,unit,occurred_on,recorded_at,title,place,firms
            P1,promotion,甲镇,2023-01-03,2023-01-03T09:00:00+08:00,一,深圳,30
            P2,promotion,甲镇,2023-02-03,2023-02-03T09:00:00+08:00,二,深圳,10
            P3,promotion,甲镇,2023-03-03,2023-03-03T09:00:00+08:00,三,深圳,50
            P4,promotion,甲镇,2023-04-03,2023-04-03T09:00:00+08:00,四,深圳,20
            """,
    }.Lines().Should().Equal("甲镇 最好 P1 3", "甲镇 最好 P2 1", "甲镇 最好 P3 4", "甲镇 最好 P4 0");

    [Fact]
    public void The_weight_of_a_clause_without_target_goes_to_the_others() => new Scheme(
        """
        items: [{id: 任务, total: 100}]
        measures:
          contracted: {label: 签约, unit: 亿元, sum: signing.contracted, in: 1亿}
          signed: {label: 项目, unit: 个, count: signing}
        clauses:
          - {id: 金额, item: 任务, text: 金额, unit: 分, each: year, weight: 60, absent: reweight, gives: "part(contracted, target(contracted), 0) * weight", cap: none}
          - {id: 个数, item: 任务, text: 个数, unit: 分, each: year, weight: 40, absent: reweight, gives: "part(signed, target(signed), 0) * weight", cap: none}
          - {id: 满分, text: 满分, unit: 分, each: year, weight: 5, absent: full, gives: "part(signed, target(signed), 0)", cap: none}
        """)
    {
        Facts = "id,kind,unit,occurred_on,recorded_at,project,contracted\nS1,signing,甲镇,2023-01-03,"
            + "2023-01-03T09:00:00+08:00,P1,2亿\nS2,signing,乙镇,2023-01-03,2023-01-03T09:00:00+08:00,P2,2亿",
        Targets = "unit,indicator,period,amount\n甲镇,signed,2023,2\n乙镇,signed,2023,2\n乙镇,contracted,2023,"
            + "4亿\n丙镇,contracted,2023,4亿",
    }.Lines().Should().Equal(
        "甲镇 金额 year/2023-01-01 0", "甲镇 个数 year/2023-01-01 50", "甲镇 满分 year/2023-01-01 0.5",
        "乙镇 金额 year/2023-01-01 30", "乙镇 个数 year/2023-01-01 20", "乙镇 满分 year/2023-01-01 0.5",
        "丙镇 个数 year/2023-01-01 0", "丙镇 满分 year/2023-01-01 5");

    [Fact]
    public void A_status_stands_beside_the_place_and_moves_the_grade()
    {
        var scheme = new Scheme(
            """
            measures:
              signed: {label: 项目, unit: 个, count: signing}
            clauses:
              - {id: 签约, text: 每个30分, unit: 分, each: signing, gives: 30, cap: none}
              - {id: 加减, text: 决定, unit: 分, each: adjustment, gives: points, cap: none}
            ranking:
              groups: [镇街]
              status:
                - {name: 不排名, when: points < 0, effect: unranked}
                - {name: 晋一档, when: signed >= 2, effect: lift}
              grades: [{name: 优秀, from: 90}, {name: 良好, from: 60}, {name: 一般}]
            """)
        {
            Facts =
                """
                id,kind,unit,occurred_on,recorded_at,project,contracted
                S1,signing,甲镇,2023-01-03,2023-01-03T09:00:00+08:00,P1,2亿
                S2,signing,乙镇,2023-01-03,2023-01-03T09:00:00+08:00,P2,2亿
                S3,signing,乙镇,2023-01-04,2023-01-04T09:00:00+08:00,P3,2亿
                """,
            Decisions = "id,unit,points,decided_on,effective_on,document,reason,reverses\nA1,丙镇,-1,2023-01-04,"
                + "2023-01-04,考1号,虚报,",
        };

        scheme.Year().Should().Equal("1 乙镇 60 晋一档优秀", "2 甲镇 30 一般", "0 丙镇 -1 不排名");
    }

    // The lowest grade is given also where its own bound is not reached, and a status moves on from there.
    [Theory]
    [InlineData("{name: 优秀, from: 90}, {name: 良好, from: 60}", "lift", "1 甲镇 30 晋档优秀")]
    [InlineData("{name: 优秀, from: 90}, {name: 良好, from: 60}", "lower", "1 甲镇 30 晋档良好")]
    [InlineData("{name: 合格}", "lift", "1 甲镇 30 晋档合格")]
    public void A_status_moves_the_grade_by_one(string grades, string effect, string expected) => new Scheme(
        $$"""
        measures:
          signed: {label: 项目, unit: 个, count: signing}
        clauses:
          - {id: 签约, text: 每个30分, unit: 分, each: signing, gives: 30, cap: none}
        ranking:
          groups: [镇街]
          status: [{name: 晋档, when: signed >= 1, effect: {{effect}}}]
          grades: [{{grades}}]
        """)
    {
        Facts = "id,kind,unit,occurred_on,recorded_at,project,contracted\nS1,signing,甲镇,2023-01-03,"
            + "2023-01-03T09:00:00+08:00,P1,2亿",
    }.Year().First().Should().Be(expected);

    [Fact]
    public void Equal_totals_are_told_apart_by_more_first_places() => new Scheme(
        """
        kinds:
          race:
            label: 分站
            fields: {place: {label: 名次, type: integer, required: true} }
        clauses:
          - {id: 名次分, text: 名次分, unit: 分, each: race, gives: {ladder: [{when: place = 1, give: 10}, {when: place = 2, give: 6}, {when: place = 3, give: 4}]}, cap: none}
        ranking: {groups: [镇街], tie_break: [{countback: race.place}]}
        """)
    {
        Facts =
            """
            id,kind,unit,occurred_on,recorded_at,place
            R1,race,甲镇,2023-01-03,2023-01-03T09:00:00+08:00,2
            R2,race,甲镇,2023-02-03,2023-02-03T09:00:00+08:00,3
            R3,race,乙镇,2023-01-03,2023-01-03T09:00:00+08:00,1
            R4,race,丙镇,2023-01-03,2023-01-03T09:00:00+08:00,3
            R5,race,丙镇,2023-02-03,2023-02-03T09:00:00+08:00,2
            """,
    }.Year().Should().Equal("1 乙镇 10", "2 甲镇 10", "2 丙镇 10");

    [Fact]
    public void Equal_totals_are_told_apart_by_the_places_of_weeks() => new Scheme(
        """
        clauses:
          - {id: 推介, text: 每家0.1分, unit: 分, each: promotion, gives: firms / 10, cap: none}
        ranking: {groups: [镇街], tie_break: [{countback: week}]}
        """)
    {
        Facts =
            """
            id,kind,unit,occurred_on,recorded_at,title,place,firms
            P1,promotion,甲镇,2023-01-03,2023-01-03T09:00:00+08:00,一,深圳,20
            P2,promotion,乙镇,2023-01-03,2023-01-03T09:00:00+08:00,一,深圳,10
            P3,promotion,乙镇,2023-01-10,2023-01-10T09:00:00+08:00,一,深圳,10
            P4,promotion,丙镇,2023-01-03,2023-01-03T09:00:00+08:00,一,深圳,15
            """,
        Through = "2023-01-15",
    }.Year().Should().Equal("1 甲镇 2", "2 乙镇 2", "3 丙镇 1.5");
}
