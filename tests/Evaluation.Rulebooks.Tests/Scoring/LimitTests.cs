using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>Repeats, caps, floors and editions, as tables.</summary>
public sealed class LimitTests
{
    [Fact]
    public void A_repeated_visit_counts_again_after_the_window_since_the_last_counted_one() => ScoreTable.Of(
        """
        - {id: visit, text: 每家次, unit: 分, each: visit, gives: 0.5, repeat: {same: [enterprise], within_days: 30, gives: 0}, cap: none}
        """).Gives(
        """
        V1 | visit | 2023-03-01 | | enterprise=甲
        V2 | visit | 2023-03-20 | | enterprise=甲
        V3 | visit | 2023-03-31 | | enterprise=甲
        V4 | visit | 2023-04-01 | | enterprise=甲
        V5 | visit | 2023-04-01 | | enterprise=乙
        """,
        """
        visit | V1 | 0.5 | 计0.5分
        visit | V2 | 0   | ×0（30日内重复），计0分（与“V1”相同，属重复）
        visit | V3 | 0   | （与“V1”相同，属重复）
        visit | V4 | 0.5 | 计0.5分
        visit | V5 | 0.5 | 计0.5分
        """);

    [Fact]
    public void A_repeat_may_be_worth_half_and_needs_all_its_fields_the_same() => ScoreTable.Of(
        """
        - {id: visit, text: 每家次, unit: 分, each: visit, gives: 1, repeat: {same: [enterprise, place], within_days: 60, gives: 0.5}, cap: none}
        """).Gives(
        """
        V1 | visit | 2023-03-01 | | enterprise=甲 place=广州
        V2 | visit | 2023-03-02 | | enterprise=甲 place=深圳
        V3 | visit | 2023-03-03 | | enterprise=甲 place=广州
        """,
        """
        visit | V1 | 1   | 计1分
        visit | V2 | 1   | 计1分
        visit | V3 | 0.5 | ×0.5（60日内重复）
        """);

    [Fact]
    public void What_a_week_has_left_below_its_cap_counts_and_no_more() => ScoreTable.Of(
        "- {id: visit, text: 每家次, unit: 分, each: visit, gives: 0.5, cap: {week: 1.2}}").Gives(
        """
        V1 | visit | 2023-03-06 | | enterprise=甲
        V2 | visit | 2023-03-07 | | enterprise=乙
        V3 | visit | 2023-03-08 | | enterprise=丙
        V4 | visit | 2023-03-12 | | enterprise=丁
        V5 | visit | 2023-03-13 | | enterprise=戊
        """,
        """
        visit | V1 | 0.5 | 计0.5分
        visit | V2 | 0.5 | 计0.5分
        visit | V3 | 0.2 | 0.5分，每周最多得1.2分，余0.2分，计0.2分（此前最近一笔计入“V2”）
        visit | V4 | 0   | 每周最多得1.2分，余0分，计0分（此前最近一笔计入“V3”）
        visit | V5 | 0.5 | 计0.5分
        """);

    [Fact]
    public void A_cap_of_the_year_begins_anew_with_the_assessment_year_in_the_middle_of_a_week() => ScoreTable.Of(
        "- {id: visit, text: 每家次, unit: 分, each: visit, gives: 3, cap: {year: 4}}").Gives(
        """
        V1 | visit | 2022-03-06 | | enterprise=甲
        V2 | visit | 2022-12-31 | | enterprise=乙
        V3 | visit | 2023-01-01 | | enterprise=丙
        """,
        """
        visit | V1 | 3 | 计3分
        visit | V2 | 1 | 全年最多得4分
        visit | V3 | 3 | 计3分
        """);

    [Fact]
    public void Months_quarters_and_halves_have_caps_of_their_own() => ScoreTable.Of(
        """
        - {id: visit, text: 每家次, unit: 分, each: visit, gives: 2, cap: {month: 3, quarter: 4, half: 5}}
        """).Gives(
        """
        V1 | visit | 2023-01-10 | | enterprise=甲
        V2 | visit | 2023-01-11 | | enterprise=乙
        V3 | visit | 2023-02-01 | | enterprise=丙
        V4 | visit | 2023-04-01 | | enterprise=丁
        V5 | visit | 2023-07-01 | | enterprise=戊
        """,
        """
        visit | V1 | 2 | 计2分
        visit | V2 | 1 | 每月最多得3分
        visit | V3 | 1 | 每季度最多得4分
        visit | V4 | 1 | 每半年最多得5分
        visit | V5 | 2 | 计2分
        """);

    [Fact]
    public void An_article_caps_its_clauses_together() => new ScoreTable(new RulebookText
    {
        Items = "- {id: 外出招商, cap: {week: 2}}",
        Clauses = """
            - {id: visit, item: 外出招商, text: 拜访, unit: 分, each: visit, gives: 1.5, cap: none}
            - {id: trip, item: 外出招商, text: 批次, unit: 分, each: trip, gives: days, cap: {fact: 1}}
            """,
    }.Alone()).Gives(
        """
        T1 | trip  | 2023-03-07 | | days=3
        V1 | visit | 2023-03-06 | | enterprise=甲
        V2 | visit | 2023-03-08 | | enterprise=乙
        """,
        """
        visit | V1 | 1.5 | 计1.5分
        trip  | T1 | 0.5 | 3分，每项最多得1分，余1分，“外出招商”每周最多得2分，余0.5分，计0.5分
        visit | V2 | 0   | “外出招商”每周最多得2分，余0分
        """);

    [Fact]
    public void Deductions_stop_at_the_floor() => new ScoreTable(new RulebookText
    {
        Items = "- {id: 纪律, floor: {year: -3}}",
        Clauses = "- {id: committee, item: 纪律, text: 决定, unit: 分, each: adjustment, gives: points, cap: none, "
            + "floor: {fact: -2}}",
    }.Alone()).Gives(
        """
        J1 | adjustment | 2023-03-06 | | points=-5
        J2 | adjustment | 2023-03-07 | | points=-2
        J3 | adjustment | 2023-03-08 | | points=1
        J4 | adjustment | 2023-03-09 | | points=-2
        """,
        """
        committee | J1 | -2 | 每项最多扣2分，余-2分
        committee | J2 | -1 | “纪律”全年最多扣3分，余-1分，计-1分
        committee | J3 | 1  | 计1分
        committee | J4 | -1 | “纪律”全年最多扣3分
        """);

    [Fact]
    public void Each_fact_is_judged_by_the_edition_of_its_day_and_caps_go_on_by_clause() => new ScoreTable(new(
    [
        new RulebookText { Clauses = "- {id: visit, text: 旧, unit: 分, each: visit, gives: 1, cap: {year: 3}}",
            To = "2023-06-30" }.Compile(),
        new RulebookText { Clauses = "- {id: visit, text: 新, unit: 分, each: visit, gives: 2, cap: {year: 4}}",
            From = "2023-07-01", Edition = 2 }.Compile(),
    ])).Gives(
        """
        V1 | visit | 2023-06-29 | | enterprise=甲
        V2 | visit | 2023-06-30 | | enterprise=乙
        V3 | visit | 2023-07-01 | | enterprise=丙
        V4 | visit | 2023-07-02 | | enterprise=丁
        """,
        """
        visit | V1 | 1 | 计1分
        visit | V2 | 1 | 计1分
        visit | V3 | 2 | 计2分
        visit | V4 | 0 | 全年最多得4分，余0分
        """);

    [Fact]
    public void A_lower_cap_or_higher_floor_of_a_new_edition_takes_nothing_back() => new ScoreTable(new(
    [
        new RulebookText
        {
            Clauses = """
                - {id: visit, text: 旧, unit: 分, each: visit, gives: 3, cap: {year: 10}}
                - {id: committee, text: 旧, unit: 分, each: adjustment, gives: points, cap: none, floor: {year: -10}}
                """,
            To = "2023-06-30",
        }.Compile(),
        new RulebookText
        {
            Clauses = """
                - {id: visit, text: 新, unit: 分, each: visit, gives: 3, cap: {year: 2}}
                - {id: committee, text: 新, unit: 分, each: adjustment, gives: points, cap: none, floor: {year: -2}}
                """,
            From = "2023-07-01",
            Edition = 2,
        }.Compile(),
    ])).Gives(
        """
        V1 | visit      | 2023-06-30 | | enterprise=甲
        J1 | adjustment | 2023-06-30 | | points=-5
        V2 | visit      | 2023-07-01 | | enterprise=乙
        J2 | adjustment | 2023-07-01 | | points=-1
        """,
        """
        visit     | V1 | 3  | 计3分
        committee | J1 | -5 | 计-5分
        visit     | V2 | 0  | 全年最多得2分，余0分
        committee | J2 | 0  | 全年最多扣2分，余0分
        """);

    [Fact]
    public void Of_two_editions_in_force_the_one_adopted_last_decides() => new ScoreTable(new(
    [
        new RulebookText { Clauses = "- {id: visit, text: 旧, unit: 分, each: visit, gives: 1, cap: none}" }.Compile(),
        new RulebookText { Clauses = "- {id: visit, text: 新, unit: 分, each: visit, gives: 2, cap: none}",
            From = "2023-07-01", To = "2023-07-31", Edition = 2 }.Compile(),
    ])).Gives(
        """
        V1 | visit | 2023-06-30 | | enterprise=甲
        V2 | visit | 2023-07-31 | | enterprise=乙
        V3 | visit | 2023-08-01 | | enterprise=丙
        """,
        """
        visit | V1 | 1 | 计1分
        visit | V2 | 2 | 计2分
        visit | V3 | 1 | 计1分
        """);

    [Fact]
    public void A_parameter_has_the_value_of_the_day() => new ScoreTable(new RulebookText
    {
        Parameters = "price: {2023-01-01: 1, 2023-03-01: 4}",
        Clauses = "- {id: visit, text: 按日期, unit: 分, each: visit, gives: price, cap: none}",
    }.Alone()).Gives(
        """
        V1 | visit | 2022-12-31 | | enterprise=甲
        V2 | visit | 2023-02-28 | | enterprise=乙
        V3 | visit | 2023-03-01 | | enterprise=丙
        """,
        """
        visit | V1 | 1 | 计1分
        visit | V2 | 1 | 计1分
        visit | V3 | 4 | 计4分
        """);
}
