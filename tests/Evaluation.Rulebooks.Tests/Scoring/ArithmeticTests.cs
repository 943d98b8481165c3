using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>Every step of a line with its number, its reason and the earlier fact it points to, as tables.</summary>
public sealed class ArithmeticTests
{
    [Fact]
    public void A_line_tells_what_was_given_and_why() => ScoreTable.Of(
        """
        - {id: 签约, text: 分档, unit: 分, each: signing, gives: {tiers: contracted, from: {1亿: 5}}, times: [{name: 主导, factor: 1.2, where: "industry = '新材料'"}], cap: none}
        """).HasLines(
        """
        S1 | signing | 2023-03-06 | 0.5 | contracted=1亿 industry=新材料
        S2 | signing | 2023-03-07 |     | contracted=9999万 industry=新材料
        """,
        """
        签约 | S1 | 3 | Counted | | Base 达1亿档 5; Factor 主导 1.2; Share 0.5
        签约 | S2 | 0 | Nothing | | Base 未达1亿 0
        """);

    // Shares that the units agreed on come before those of the rulebook; a unit without a share has no line of the
    // clause.
    [Fact]
    public void A_share_says_whether_the_rulebook_divides() => new ScoreTable(new RulebookText
    {
        Kinds = "landing: {label: 异地落地, fields: {landed_in: {label: 落地单位, type: unit} } }",
        Measures = "landed: {label: 落地, unit: 个, count: landing}",
        Clauses =
            """
            - {id: 分成, text: 三七分成, unit: 分, each: landing, share: {unit: 30%, landed_in: 70%, where: landed_in = '凤凰镇'}, gives: 10, cap: none}
            - {id: 拜访, text: 每次, unit: 分, each: visit, gives: 2, cap: none}
            """,
    }.Alone()).HasLines(
        """
        L1 | landing | 2023-03-06 |     | landed_in=凤凰镇
        L2 | landing | 2023-03-07 | 0.5 | landed_in=凤凰镇
        V1 | visit   | 2023-03-08 | 0.5 | enterprise=甲
        """,
        """
        分成 | L1 | 3 | Counted | | Base 10; Share 按办法分享 0.3
        分成 | L2 | 5 | Counted | | Base 10; Share 0.5
        拜访 | V1 | 1 | Counted | | Base 2; Share 0.5
        """);

    [Fact]
    public void Numbers_beyond_reckoning_begin_above_a_thousand_million_points() => ScoreTable.Of(
        "- {id: 签约, text: 每元1分, unit: 分, each: signing, gives: contracted, cap: none}").HasLines(
        """
        S1 | signing | 2023-03-06 | | contracted=10亿
        S2 | signing | 2023-03-07 | | contracted=1000000000.5元
        """,
        """
        签约 | S1 | 1000000000 | Counted  | | Base 协议投资额（协议投资额=10亿） 1000000000
        签约 | S2 | 0          | TooLarge | | Base 数值超出可计算的范围 0
        """);

    // A cap would hide it: 2,000 million points capped at 1 would look like a point earned.
    [Fact]
    public void A_number_beyond_reckoning_is_not_capped_to_a_point() => ScoreTable.Of(
        "- {id: 签约, text: 每元1分, unit: 分, each: signing, gives: contracted, cap: {fact: 1}}").HasLines(
        "S1 | signing | 2023-03-06 | | contracted=20亿", "签约 | S1 | 0 | TooLarge | | Base 数值超出可计算的范围 0");

    [Fact]
    public void Nor_is_one_of_a_period() => (ScoreTable.Of(
        "- {id: 每月, text: 每个20亿分, unit: 分, each: month, gives: signed * 2000000000, cap: {month: 1}}",
        "signed: {label: 项目, unit: 个, count: signing}") with
    { Roster = Entered("2023-03-01"), Closed = "2023-03-31" }).HasLines(
        "S1 | signing | 2023-03-06 | | contracted=1亿",
        """
             | S1               | 0 | Measured | | Base 计入指标“项目”，由按期间考核的条款计分 0
        每月 | month/2023-03-01 | 0 | TooLarge | | Base 数值超出可计算的范围 0
        """);

    // Two years after the last closed week facts still count: what lies further ahead waits.
    [Fact]
    public void Facts_count_up_to_two_years_after_the_last_closed_week() => (new ScoreTable(new RulebookText
    {
        Clauses = "- {id: 拜访, text: 每次, unit: 分, each: visit, gives: 1, cap: none}",
        From = "1899-01-01",
        To = "2026-12-31",
    }.Alone()) with
    { Roster = Entered("1899-01-01"), Closed = "2023-03-31" }).HasLines(
        """
        V1 | visit | 1900-01-01 | | enterprise=甲
        V2 | visit | 1899-12-31 | | enterprise=乙
        V3 | visit | 2025-03-31 | | enterprise=丙
        V4 | visit | 2025-04-01 | | enterprise=丁
        """,
        """
        拜访 | V1 | 1 | Counted | | Base 1
        拜访 | V3 | 1 | Counted | | Base 1
        """);

    [Fact]
    public void What_the_year_gave_is_taken_back_once_when_its_condition_no_longer_holds() => (ScoreTable.Of(
        "- {id: 少而精, text: 不超过1个, unit: 分, each: month, over: year, where: signed < 2, gives: 1, cap: none}",
        "signed: {label: 项目, unit: 个, count: signing}") with
    { Roster = Entered("2023-01-01"), Closed = "2023-03-31" }).HasLines(
        """
        S1 | signing | 2023-01-06 | | contracted=1亿
        S2 | signing | 2023-02-06 | | contracted=1亿
        """,
        """
               | S1               | 0 | Measured | | Base 计入指标“项目”，由按期间考核的条款计分 0
        少而精 | month/2023-01-01 | 1 | Judged   | | Base 项目=1 1
               | S2               | 0 | Measured | | Base 计入指标“项目”，由按期间考核的条款计分 0
        少而精 | month/2023-02-01 | -1 | Nothing | | Base 不再满足“项目＜2” 0; Before 此前已计 -1
        """);

    // A repeat worth nothing takes no place among the best: what comes after it takes none away. One worth half does.
    [Theory]
    [InlineData("0",
        """
        拜访 | V1 | 1 | Counted  |    | Base 1
        拜访 | V2 | 0 | Repeated | V1 | Base 1; Repeat 30日内重复 0
        拜访 | V3 | 1 | Counted  |    | Base 1
        拜访 | V4 | 0 | NotBest  | V1 | Base 1; Best 全年最好的2项 0
        """)]
    [InlineData("0.5",
        """
        拜访 | V1 | 1   | Counted  |    | Base 1
        拜访 | V2 | 0.5 | Repeated | V1 | Base 1; Repeat 30日内重复 0.5
        拜访 | V3 | 0.5 | Counted  | V2 | Base 1; Before 已计入全年最好的2项的“V2” -0.5
        拜访 | V4 | 0   | NotBest  | V1 | Base 1; Best 全年最好的2项 0
        """)]
    public void A_repeat_worth_nothing_is_not_among_the_best(string repeated, string expected) => ScoreTable.Of(
        "- {id: 拜访, text: 最好2次, unit: 分, each: visit, gives: 1, repeat: {same: [enterprise], within_days: 30, "
            + $"gives: {repeated}}}, cap: {{year: {{best: 2}}}}}}").HasLines(
        """
        V1 | visit | 2023-03-06 | | enterprise=甲
        V2 | visit | 2023-03-07 | | enterprise=甲
        V3 | visit | 2023-03-08 | | enterprise=乙
        V4 | visit | 2023-03-09 | | enterprise=丙
        """, expected);

    [Fact]
    public void Times_that_run_out_on_one_day_are_written_in_the_order_of_their_facts() => (ScoreTable.Of(
        """
        - {id: 甲, text: 未开工, unit: 分, each: signing, after: {days: 10, unless: {each: stage, same: project} }, gives: -1, cap: none}
        - {id: 乙, text: 未开工, unit: 分, each: signing, after: {days: 10, unless: {each: stage, same: project} }, gives: -2, cap: none}
        """) with
    { Closed = "2023-04-02" }).HasLines(
        """
        S2 | signing | 2023-03-06 | | project=二 contracted=1亿
        S1 | signing | 2023-03-06 | | project=一 contracted=1亿
        """,
        """
           | S1 | 0  | NoClause | |
           | S2 | 0  | NoClause | |
        甲 | S1 | -1 | Counted | | Base -1
        乙 | S1 | -2 | Counted | | Base -2
        甲 | S2 | -1 | Counted | | Base -1
        乙 | S2 | -2 | Counted | | Base -2
        """);

    [Fact]
    public void A_weight_that_nobody_can_take_over_is_lost() => (new ScoreTable(new RulebookText
    {
        Items = "- {id: 任务, total: 2}",
        Measures = "signed: {label: 项目, unit: 个, count: signing}\nvisits: {label: 外出, unit: 家次, count: visit}",
        Clauses =
            """
            - {id: 项目, item: 任务, text: 甲, unit: 分, each: month, weight: 1, absent: reweight, gives: "part(signed, target(signed), 0) * weight", cap: none}
            - {id: 外出, item: 任务, text: 乙, unit: 分, each: month, weight: 1, absent: reweight, gives: "part(visits, target(visits), 0) * weight", cap: none}
            """,
    }.Alone()) with
    {
        Roster = Entered("2023-03-01"),
        Closed = "2023-04-30",
        Targets = new TargetAmounts([new Target(Sample.Kengkou, "visits", "2023-04", 1m)]),
    }).Score("V1 | visit | 2023-04-03 | | enterprise=甲").Sheets.SelectMany(sheet => sheet.Lines)
        .Where(line => line.Reason is Reason.Judged or Reason.NoTarget)
        .Select(line => $"{line.Clause} {line.Fact} {line.Points:0.##} {line.Reason}").Should().Equal(
            "项目 month/2023-03-01 0 NoTarget", "外出 month/2023-03-01 0 NoTarget",
            "项目 month/2023-04-01 0 NoTarget", "外出 month/2023-04-01 2 Judged");

    // The months' clause has its own 40 of the 100: it neither gives nor takes.
    [Fact]
    public void Only_the_weight_of_clauses_that_judge_the_same_period_is_divided_again() => (new ScoreTable(
        new RulebookText
        {
            Items = "- {id: 任务, total: 100}",
            Measures =
                "signed: {label: 项目, unit: 个, count: signing}\nvisits: {label: 外出, unit: 家次, count: visit}",
            Clauses =
                """
                - {id: 每月, item: 任务, text: 甲, unit: 分, each: month, weight: 40, gives: "part(visits, target(visits), 0) * weight", cap: none}
                - {id: 项目, item: 任务, text: 乙, unit: 分, each: quarter, weight: 30, absent: reweight, gives: "part(signed, target(signed), 0) * weight", cap: none}
                - {id: 外出, item: 任务, text: 丙, unit: 分, each: quarter, weight: 30, absent: reweight, gives: "part(visits, target(visits), 0) * weight", cap: none}
                """,
        }.Alone()) with
    {
        Roster = Entered("2023-04-01"),
        Closed = "2023-06-30",
        Targets = new TargetAmounts([new Target(Sample.Kengkou, "visits", "2023-Q2", 1m)]),
    }).Score("V1 | visit | 2023-04-03 | | enterprise=甲").Sheets.SelectMany(sheet => sheet.Lines)
        .Where(line => line.Points != 0m).Select(line => $"{line.Clause} {line.Points:0.##}").Should().Equal("外出 60");

    // The year to date by months: what was given before is taken off, to twenty places.
    [Fact]
    public void What_the_year_gave_before_is_taken_off() => (ScoreTable.Of(
        "- {id: 进度, text: 每个三分之一, unit: 分, each: month, over: year, where: signed > 0, gives: signed / 3, "
            + "cap: none}",
        "signed: {label: 项目, unit: 个, count: signing}") with
    { Closed = "2023-02-28" }).HasLines(
        """
        S1 | signing | 2023-01-06 | | contracted=1亿
        S2 | signing | 2023-02-06 | | contracted=1亿
        """,
        """
             | S1               | 0 | Measured | | Base 计入指标“项目”，由按期间考核的条款计分 0
        进度 | month/2023-01-01 | 0.3333333333333333333333333333 | Judged | | Base 项目÷3（项目=1） 0.3333333333333333333333333333
             | S2               | 0 | Measured | | Base 计入指标“项目”，由按期间考核的条款计分 0
        进度 | month/2023-02-01 | 0.33333333333333333333 | Judged | | Base 项目÷3（项目=2） 0.6666666666666666666666666667; Before 此前已计 -0.3333333333333333333333333333
        """);

    [Fact]
    public void A_target_that_lacks_is_said_by_what_the_clause_does_then() => (ScoreTable.Of(
        """
        - {id: 不考核, text: 甲, unit: 分, each: month, absent: skip, gives: "part(signed, target(signed), 0) + part(visits, target(visits), 0)", cap: none}
        - {id: 零分, text: 乙, unit: 分, each: month, absent: zero, gives: "part(signed, target(signed), 0)", cap: none}
        - {id: 满分, text: 丙, unit: 分, each: month, weight: 5, absent: full, gives: "part(signed, target(signed), 0) * weight", cap: none}
        - {id: 转出, text: 丁, unit: 分, each: month, weight: 5, absent: reweight, gives: "part(signed, target(signed), 0) * weight", cap: none}
        """,
        "signed: {label: 项目, unit: 个, count: signing}\nvisits: {label: 外出, unit: 家次, count: visit}") with
    {
        Roster = Entered("2023-03-01"),
        Closed = "2023-03-31",
        Targets = new TargetAmounts([new Target(Sample.Kengkou, "visits", "2023-03", 1m)]),
    }).HasLines(
        "",
        """
        不考核 | month/2023-03-01 | 0 | NoTarget | | Base 未下达目标，不考核 0
        满分   | month/2023-03-01 | 5 | Judged   | | Base 未下达目标，按满分 5
        转出   | month/2023-03-01 | 0 | NoTarget | | Base 未下达目标，权重计入其他条款 0
        """);

    [Fact]
    public void Without_any_targets_every_clause_that_asks_for_one_lacks_it() => (ScoreTable.Of(
        "- {id: 不考核, text: 甲, unit: 分, each: month, absent: skip, gives: \"part(signed, target(signed), 0)\", "
            + "cap: none}",
        "signed: {label: 项目, unit: 个, count: signing}") with
    { Roster = Entered("2023-03-01"), Closed = "2023-03-31" }).HasLines(
        "", "不考核 | month/2023-03-01 | 0 | NoTarget | | Base 未下达目标，不考核 0");

    [Fact]
    public void Only_the_best_count_and_each_change_among_them_is_told() => ScoreTable.Of(
        "- {id: 推介, text: 全年取最好1次, unit: 分, each: promotion, gives: firms / 10, cap: {year: {best: 1}}}")
            .HasLines(
        """
        P1 | promotion | 2023-01-03 | | firms=30
        P2 | promotion | 2023-02-03 | | firms=10
        P3 | promotion | 2023-03-03 | | firms=50
        """,
        """
        推介 | P1 | 3 | Counted |    | Base 到会企业数÷10（到会企业数=30） 3
        推介 | P2 | 0 | NotBest | P1 | Base 到会企业数÷10（到会企业数=10） 1; Best 全年最好的1项 0
        推介 | P3 | 2 | Counted | P1 | Base 到会企业数÷10（到会企业数=50） 5; Before 已计入全年最好的1项的“P1” -3
        """);

    // A cap or floor that is just reached cuts nothing; above the floor of a later edition a small gain counts.
    [Fact]
    public void A_bound_is_told_only_where_it_cuts() => new ScoreTable(new(
    [
        new RulebookText { Clauses = "- {id: 加减, text: 旧, unit: 分, each: adjustment, gives: points, cap: {month: "
            + "2}, floor: {year: -7}}", To = "2023-06-30" }.Compile(),
        new RulebookText { Clauses = "- {id: 加减, text: 新, unit: 分, each: adjustment, gives: points, cap: {month: "
            + "2}, floor: {year: -5}}", From = "2023-07-01", Edition = 2 }.Compile(),
    ])).HasLines(
        """
        J1 | adjustment | 2023-05-06 | | points=-7
        J2 | adjustment | 2023-06-06 | | points=-1
        J3 | adjustment | 2023-07-06 | | points=0.5
        J4 | adjustment | 2023-08-06 | | points=1
        J5 | adjustment | 2023-08-07 | | points=1
        J6 | adjustment | 2023-08-08 | | points=1
        """,
        """
        加减 | J1 | -7  | Counted |    | Base 分值（分值=-7） -7
        加减 | J2 | 0   | Capped  | J1 | Base 分值（分值=-1） -1; Floor 全年最多扣7分 0
        加减 | J3 | 0.5 | Counted |    | Base 分值（分值=0.5） 0.5
        加减 | J4 | 1   | Counted |    | Base 分值（分值=1） 1
        加减 | J5 | 1   | Counted |    | Base 分值（分值=1） 1
        加减 | J6 | 0   | Capped  | J5 | Base 分值（分值=1） 1; Cap 每月最多得2分 0
        """);

    // Of two editions that start over the later one decides, from its first day on.
    [Fact]
    public void An_edition_that_begins_anew_forgets_what_was_counted_before_its_first_day() => new ScoreTable(new(
    [
        Restarting("2023-01-01", 1), Restarting("2023-03-01", 2), Restarting("2023-03-15", 3),
    ])).HasLines(
        """
        V1 | visit | 2023-02-28 | | enterprise=甲
        V2 | visit | 2023-03-01 | | enterprise=甲
        V3 | visit | 2023-03-10 | | enterprise=甲
        V4 | visit | 2023-03-16 | | enterprise=甲
        V5 | visit | 2023-03-17 | | enterprise=甲
        """,
        """
        拜访 | V1 | 1   | Counted  |    | Base 1
        拜访 | V2 | 1   | Counted  |    | Base 1
        拜访 | V3 | 0.5 | Repeated | V2 | Base 1; Repeat 60日内重复 0.5
        拜访 | V4 | 1   | Counted  |    | Base 1
        拜访 | V5 | 0.5 | Repeated | V4 | Base 1; Repeat 60日内重复 0.5
        """);

    // What periods are judged by is said of the fact; of a fact that a declared kind calls the same it is not said.
    [Fact]
    public void A_fact_without_a_line_of_its_own_says_what_becomes_of_it() => new ScoreTable(new RulebookText
    {
        Kinds = "round: {label: 走访, fields: {firm: {label: 企业, type: text} }, same: [firm]}\ntalk: {label: 座谈, "
            + "fields: {firm: {label: 企业, type: text} }, same: [firm]}",
        Measures = "rounds: {label: 走访家数, unit: 家, count: round}\nleads: {label: 线索, unit: 条, count: lead}",
        Clauses =
            """
            - {id: 座谈, text: 每次1分, unit: 分, each: talk, gives: 1, cap: none}
            - {id: 线索, text: 重点线索1分, unit: 分, each: lead, where: title = '重点', gives: 1, cap: none}
            - {id: 每月, text: 每月走访, unit: 分, each: month, gives: rounds, cap: none}
            """,
    }.Alone())
    { Roster = Entered("2023-03-01"), Closed = "2023-03-31" }.HasLines(
        """
        R1 | round | 2023-03-06 | | firm=甲
        R2 | round | 2023-03-07 | | firm=甲
        T1 | talk  | 2023-03-08 | | firm=甲
        L1 | lead  | 2023-03-09 | | title=一般
        T2 | talk  | 2023-03-10 | | firm=甲
        """,
        """
             | R1               | 0 | Measured |    | Base 计入指标“走访家数”，由按期间考核的条款计分 0
             | R2               | 0 | NoClause |    |
        座谈 | T1               | 1 | Counted  |    | Base 1
             | L1               | 0 | Unmet    |    | Base 不符合线索的条件“线索内容为重点”，不计分 0
        座谈 | T2               | 0 | Repeated | T1 | Base 1; Repeat 同一事项只计一次 0
        每月 | month/2023-03-01 | 1 | Judged   |    | Base 走访家数（走访家数=1） 1
        """);

    private static Roster Entered(string day) =>
        new([new UnitTerm(Sample.Kengkou, "坑口街道办事处", "镇街", "镇街", Sample.Day(day), null)], []);

    private static Rulebook Restarting(string from, int edition) => new RulebookText
    {
        Clauses = "- {id: 拜访, text: 每家次, unit: 分, each: visit, gives: 1, repeat: {same: [enterprise], "
            + "within_days: 60, gives: 0.5}, cap: none}",
        From = from,
        Edition = edition,
        Restarts = edition > 1,
    }.Compile();
}
