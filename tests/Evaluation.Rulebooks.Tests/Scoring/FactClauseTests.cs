using Evaluation.Rulebooks.Units;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>What single facts are worth, as tables that an official can check by hand.</summary>
public sealed class FactClauseTests
{
    [Fact]
    public void Each_visit_gives_half_a_point_and_the_top_leader_adds_three_tenths() => ScoreTable.Of(
        """
        - {id: visit, text: 每家次0.5分, unit: 分/家次, each: visit, gives: 0.5, cap: none}
        - {id: top, text: 一把手另加0.3分, unit: 分/家次, each: visit, where: "leader = 'top'", gives: 0.3, cap: none}
        """).Gives(
        """
        V1 | visit | 2023-03-06 | | enterprise=甲 leader=top
        V2 | visit | 2023-03-07 | | enterprise=乙 leader=staff
        """,
        """
        visit | V1 | 0.5 | 按visit，0.5分，计0.5分。
        top   | V1 | 0.3 | 计0.3分
        visit | V2 | 0.5 | 计0.5分
        """);

    [Fact]
    public void Visits_led_by_the_top_leader_are_a_part_of_the_visits()
    {
        var score = new ScoreTable(new RulebookText
        {
            Clauses = "- {id: visit, text: 每家次, unit: 分, each: visit, gives: 0.5, cap: none}",
            Measures = """
                visits: {label: 外出, unit: 家次, count: visit}
                top_visits: {label: 其中一把手, unit: 家次, of: visits, count: visit, where: "leader = 'top'"}
                """,
        }.Alone()).Score(
            """
            V1 | visit | 2023-03-06 | | enterprise=甲 leader=top
            V2 | visit | 2023-03-07 | | enterprise=乙 leader=staff
            V3 | visit | 2023-03-08 | 0.5 | enterprise=丙 leader=top
            """);

        var figures = Assert.Single(score.Sheets).Figures;
        Assert.Equal((3m, 2m), (figures["visits"], figures["top_visits"]));
    }

    [Fact]
    public void A_referral_is_priced_by_the_rank_of_the_visitor() => ScoreTable.Of(
        "- {id: r, text: 按级别, unit: 分, each: referral, gives: {choose: visitor_rank, of: {principal: 1.5, "
            + "executive: 1}}, cap: none}").Gives(
        """
        R1 | referral | 2023-03-06 | | enterprise=甲 visitor_rank=principal
        R2 | referral | 2023-03-07 | | enterprise=乙 visitor_rank=executive
        R3 | referral | 2023-03-08 | | enterprise=丙 visitor_rank=manager
        """,
        """
        r | R1 | 1.5 | 来访人员级别：主要负责人，1.5分
        r | R2 | 1   | 来访人员级别：高管
        r | R3 | 0   | 来访人员级别不在计分之列
        """);

    [Fact]
    public void A_tier_holds_from_its_bound_on_the_bound_included() => ScoreTable.Of(
        "- {id: s, text: 分档, unit: 分, each: signing, gives: {tiers: contracted, from: {5000万: 3, 1亿: 5, 5亿: 8}}, "
            + "cap: none}").Gives(
        """
        S1 | signing | 2023-03-06 | | contracted=49999999元
        S2 | signing | 2023-03-06 | | contracted=5000万
        S3 | signing | 2023-03-06 | | contracted=99999999.99元
        S4 | signing | 2023-03-06 | | contracted=1亿
        S5 | signing | 2023-03-06 | | contracted=80亿
        """,
        """
        s | S1 | 0 | 未达5000万
        s | S2 | 3 | 达5000万档
        s | S3 | 3 | 达5000万档
        s | S4 | 5 | 达1亿档
        s | S5 | 8 | 达5亿档
        """);

    [Fact]
    public void Bands_price_each_part_of_an_amount_on_its_own() => ScoreTable.Of(
        "- {id: b, text: 分段, unit: 分/亿元, each: signing, gives: {bands: contracted, per: 1亿, from: {1亿: 0.4, "
            + "5亿: 0.3, 10亿: 0.2}}, cap: {fact: 4}}").Gives(
        """
        S1 | signing | 2023-03-06 | | contracted=1亿
        S2 | signing | 2023-03-06 | | contracted=3亿
        S3 | signing | 2023-03-06 | | contracted=10亿
        S4 | signing | 2023-03-06 | | contracted=20亿
        """,
        """
        b | S1 | 0   | 未超过1亿
        b | S2 | 0.8 | 分段累计，0.8分
        b | S3 | 3.1 | 分段累计
        b | S4 | 4   | 分段累计，5.1分，每项最多得4分，余4分，计4分
        """);

    [Fact]
    public void On_a_ladder_the_first_rung_that_holds_decides() => ScoreTable.Of(
        """
        - id: l
          text: 阶梯
          unit: 分
          each: promotion
          gives: {ladder: [{when: firms >= 100, give: 3}, {when: firms >= 50, give: firms / 50}]}
          cap: none
        """).Gives(
        """
        P1 | promotion | 2023-03-06 | | firms=120
        P2 | promotion | 2023-03-06 | | firms=75
        P3 | promotion | 2023-03-06 | | firms=10
        """,
        """
        l | P1 | 3   | 到会企业数≥100
        l | P2 | 1.5 | 到会企业数≥50
        l | P3 | 0   | 各档条件均不满足
        """);

    [Fact]
    public void A_leading_industry_multiplies_before_the_share_of_the_unit() => new ScoreTable(new RulebookText
    {
        Parameters = "leading: [新材料]",
        Clauses = """
            - id: s
              text: 签约
              unit: 分
              each: signing
              gives: 10
              times: [{name: 主导产业系数, factor: 1.2, where: industry in leading}]
              cap: {fact: 7}
            """,
    }.Alone()).Gives(
        """
        S1 | signing | 2023-03-06 | 0.6 | contracted=1亿 industry=新材料
        S2 | signing | 2023-03-06 | 0.4 | contracted=1亿 industry=新材料
        S3 | signing | 2023-03-06 | 0.6 | contracted=1亿 industry=食品
        """,
        """
        s | S1 | 7   | 10分×1.2（主导产业系数）×0.6（分享比例），每项最多得7分，余7分，计7分
        s | S2 | 4.8 | ×0.4（分享比例），计4.8分
        s | S3 | 6   | 10分×0.6（分享比例），计6分
        """);

    [Fact]
    public void A_capital_increase_counts_whole_steps_from_thirty_million_on() => ScoreTable.Of(
        "- {id: i, text: 增资, unit: 分, each: increase, where: amount >= 3000万, gives: whole(amount / 3000万) * 0.5, "
            + "cap: none}").Gives(
        """
        I1 | increase | 2023-03-06 | | amount=2999万 tranche=1
        I2 | increase | 2023-03-06 | | amount=3000万 tranche=2
        I3 | increase | 2023-03-06 | | amount=8999万 tranche=3
        """,
        """
          | I1 | 0   | 不符合i的条件“新增投资额≥3000万”
        i | I2 | 0.5 | 计0.5分
        i | I3 | 1   | 计1分
        """);

    [Fact]
    public void A_stage_is_priced_by_its_word_and_scaled_by_the_project() => ScoreTable.Of(
        """
        - id: stage
          text: 阶段
          unit: 分/阶段
          each: stage
          gives: {choose: stage, of: {reviewed: 0.5, started: 2}}
          times: [{name: 规模系数, factor: "if(contracted >= 10亿, 1.5, 0.5)"}]
          cap: none
        """).Gives(
        """
        T1 | stage | 2023-03-06 | | stage=reviewed contracted=10亿
        T2 | stage | 2023-03-06 | | stage=started contracted=9亿
        T3 | stage | 2023-03-06 | | stage=land contracted=9亿
        """,
        """
        stage | T1 | 0.75 | 阶段：评审，0.5分×1.5（规模系数）
        stage | T2 | 1    | 阶段：开工，2分×0.5（规模系数）
        stage | T3 | 0    | 阶段不在计分之列
        """);

    [Fact]
    public void A_fact_without_clause_or_edition_keeps_a_line_of_zero_with_the_reason() => ScoreTable.Of(
        "- {id: visit, text: 每家次, unit: 分, each: visit, gives: 0.5, cap: none}").Gives(
        """
        L1 | lead  | 2023-03-06 | | title=线索
        V1 | visit | 2021-12-31 | | enterprise=甲
        """,
        """
         | L1 | 0 | 办法中没有计入该事项的条款
         | V1 | 0 | 当日没有施行中的考评办法
        """);

    [Fact]
    public void A_decision_of_the_committee_counts_on_its_day_and_its_reversal_on_its_own() => ScoreTable.Of(
        "- {id: committee, text: 决定, unit: 分, each: adjustment, gives: points, cap: none}").Gives(
        """
        adjustment/J1    | adjustment | 2023-03-06 | | points=-2 document=考1号 reason=虚报
        adjustment/J1/J2 | adjustment | 2023-03-20 | | points=2 document=考2号 reason=复核
        """,
        """
        committee | adjustment/J1    | -2 | 计-2分
        committee | adjustment/J1/J2 | 2  | 计2分
        """);

    [Fact]
    public void Amounts_that_grow_beyond_reckoning_give_nothing_and_say_so() => ScoreTable.Of(
        "- {id: s, text: 连乘, unit: 分, each: signing, gives: contracted * contracted * contracted, cap: none}").Gives(
        "S1 | signing | 2023-03-06 | | contracted=5000亿",
        "s | S1 | 0 | 数值超出可计算的范围");

    [Fact]
    public void A_unit_is_priced_by_its_group_on_the_day() => (ScoreTable.Of(
        "- {id: visit, text: 按组, unit: 分, each: visit, gives: \"if(group = '部门', 2, 1)\", cap: none}") with
    {
        Roster = new Roster(
            [
                Sample.Roster.Terms[0] with { To = Sample.Day("2023-03-07") },
                Sample.Roster.Terms[0] with { Group = "部门", From = Sample.Day("2023-03-08") },
            ],
            []),
    }).Gives(
        """
        V1 | visit | 2023-03-07 | | enterprise=甲
        V2 | visit | 2023-03-08 | | enterprise=乙
        """,
        """
        visit | V1 | 1 | 计1分
        visit | V2 | 2 | 计2分
        """);
}
