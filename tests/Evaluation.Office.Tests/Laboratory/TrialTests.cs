using Evaluation.Office.Laboratory;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Laboratory;

/// <summary>What a draft, a missing claim or a further fact changes, and what it leaves.</summary>
public sealed class TrialTests
{
    private const string Clauses = """
        - {id: visit, text: 拜访每家次, unit: 分, each: visit, gives: 0.5, cap: {week: 1}}
        - {id: promotion, text: 推介每场, unit: 分, each: promotion, gives: 1, cap: none}
        - {id: lead, text: 线索每条, unit: 分, each: lead, gives: 0.1, cap: none}
        """;

    private static readonly Bench Town = Bench.Of(Clauses) with
    {
        Facts = """
            坑口街道 | V1 | visit | 2023-03-01 | | enterprise=甲
            坑口街道 | V2 | visit | 2023-03-02 | | enterprise=乙
            坑口街道 | V3 | visit | 2023-03-03 | | enterprise=丙
            坑口街道 | V4 | visit | 2023-03-08 | | enterprise=丁
            凤凰镇   | P1 | promotion | 2023-03-07 | | title=推介
            投资促进局 | V5 | visit | 2023-03-08 | | enterprise=丁
            """,
    };

    [Fact]
    public void A_changed_clause_moves_two_units_and_says_why()
    {
        var report = Town.Try(
            new TrialOrder
            {
                Draft = Changed(
                "promotion, text: 推介每场, unit: 分, each: promotion, gives: 1",
                "promotion, text: 推介每场, unit: 分, each: promotion, gives: 2")
            });

        Bench.Moves(report).Should().Equal("凤凰镇 2→1 1→2", "坑口街道 1→2 1.5→1.5");
        report.Units[0].Clauses.Should().Equal(new ClauseChange("promotion", 1m, 2m));
        report.Units[0].Sentence.Should().Be(
            "凤凰镇人民政府：年度累计由第2位升至第1位，得分由1分变为2分（增1分）；2023-W10仍列第1位，"
                + "得分由1分变为2分（增1分）。变动来自promotion由1分变为2分。");
        report.Units[1].Sentence.Should().Be(
            "坑口街道办事处：年度累计由第1位降至第2位，得分1.5分不变；2023-W10仍列第2位，得分0.5分不变。"
                + "本单位各条款得分未变，名次随其他单位变动。");
        report.Groups.Should().Equal(
            new GroupTrial("镇街", 3, 2, Math.Round(1m / 3m, 12), 0.5m), new GroupTrial("部门", 1, 0, null, null));
        (report.From, report.To, report.Position).Should().Be(("2023-W10", "2023-W10", 7));
    }

    [Fact]
    public void Without_a_claim_its_points_are_gone_and_what_a_cap_had_cut_comes_up()
    {
        var report = Town.Try(new TrialOrder { Without = ["V1", "P1"] });

        Bench.Moves(report).Should().Equal("永安镇 3→2 0→0", "凤凰镇 2→2 1→0", "坑口街道 1→1 1.5→1.5");
        report.Units.Single(unit => unit.Unit == "坑口街道").Clauses.Should()
            .BeEmpty("V3, cut before, comes up for V1");
        Town.Try(new TrialOrder { Without = ["V4"] }).Units.Single(unit => unit.Unit == "坑口街道").Sentence.Should()
            .Contain("由1.5分变为1分（减0.5分）");
    }

    [Fact]
    public void A_further_fact_counts_as_if_it_had_been_verified()
    {
        var report = Town.Try(new TrialOrder
        {
            With = ["凤凰镇: 2023-03-09 推介活动 活动名称=再次推介",
                "永安镇：2023-01-03 visit 企业=甲 带队领导=党政一把手"],
        });

        Bench.Moves(report).Should().Equal("凤凰镇 2→1 1→2", "坑口街道 1→2 1.5→1.5", "永安镇 3→3 0→0.5");
    }

    [Fact]
    public void Weeks_together_are_ranked_by_their_sum()
    {
        var report = Town.Try(new TrialOrder { From = "2023-W09", To = "2023-W10", Without = ["V2", "V3"] });

        Bench.Moves(report).Should().Equal("凤凰镇 2→1 1→1", "坑口街道 1→1 1.5→1");
        report.Units[1].Before.Should().Be(new TrialPlace(1, 1.5m, 1, 1.5m));
        report.Units[1].After.Should().Be(new TrialPlace(1, 1m, 1, 1m));
        (report.FindingsFrom, report.FindingsTo).Should().Be((Sample.Day("2023-02-27"), Sample.Day("2023-03-12")));
        Town.Try(new TrialOrder { To = "2023-W09" }).Units.Select(unit => unit.After.Points).Should()
            .Equal(1m, 0m, 0m, 0m);
    }

    [Fact]
    public void Clauses_without_effect_and_caps_that_cut_are_listed()
    {
        var report = Town.Try(new TrialOrder());

        report.Idle.Should().Equal(new IdleClause("lead", "线索每条", false));
        report.Cut.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new CutLimit("visit", "每周最多得1分", 1, 0.5m, [new CutUnit("坑口街道", 1, 0.5m)]));
        Town.Try(new TrialOrder { Without = ["P1"] }).Idle.Should().Equal(
            new IdleClause("promotion", "推介每场", true), new IdleClause("lead", "线索每条", false));
        Town.Try(new TrialOrder { From = "2023-W10" }).Cut.Should().BeEmpty("the cap cut in the week before");
    }

    [Fact]
    public void A_cap_of_an_article_is_one_cap_and_takes_only_what_the_clause_left()
    {
        var bench = new Bench(new RulebookText
        {
            Items = "- {id: 外出, cap: {week: 2}}",
            Clauses = """
                - {id: visit, item: 外出, text: 拜访, unit: 分, each: visit, gives: 1.5, cap: none}
                - {id: trip, item: 外出, text: 批次, unit: 分, each: trip, gives: days, times: [{name: 减半, factor: 0.5}], cap: {fact: 1}}
                """,
        })
        {
            Facts = """
                坑口街道 | V1 | visit | 2023-03-06 | | enterprise=甲
                坑口街道 | T1 | trip  | 2023-03-07 | | days=3
                坑口街道 | V2 | visit | 2023-03-08 | | enterprise=乙
                """,
        };

        bench.Try(new TrialOrder()).Cut.Select(cut => (cut.Clause, cut.Cap, cut.Lines, cut.Lost)).Should().Equal(
            ("", "“外出”每周最多得2分", 2, 2m), ("trip", "每项最多得1分", 1, 0.5m));
    }

    [Fact]
    public void Facts_just_below_a_step_are_listed()
    {
        var bench = Bench.Of("""
            - {id: size, text: 分档, unit: 分, each: signing, gives: {tiers: contracted, from: {1亿: 1, 10亿: 3}}, cap: none}
            - {id: firms, text: 到会企业, unit: 分, each: promotion, gives: {tiers: firms, from: {5: 1}}, cap: none}
            """) with
        {
            Facts = """
                坑口街道 | S1 | signing | 2023-03-06 | | contracted=9亿
                坑口街道 | S2 | signing | 2023-03-06 | | contracted=8.9亿
                坑口街道 | S3 | signing | 2023-03-06 | | contracted=9500万
                坑口街道 | S4 | signing | 2023-03-06 | | contracted=11亿
                凤凰镇 | P1 | promotion | 2023-03-06 | | firms=4
                凤凰镇 | P2 | promotion | 2023-03-06 | | firms=3
                """,
        };

        bench.Try(
            new TrialOrder()).Near.Select(
                near => $"{near.Unit} {near.Fact} {near.Amount} {near.Step} {near.Now} {near.Then}").Should().Equal(
            "坑口街道 S1 900000000 1000000000 1 3", "坑口街道 S3 95000000 100000000 0 1", "凤凰镇 P1 4 5 0 1");
    }

    [Fact]
    public void A_draft_of_a_later_time_is_tried_on_the_past_only_when_asked()
    {
        var later = (Town.Rulebook with { Edition = 2, From = "2025-01-01", To = "2025-12-31" }).ToString()
            .Replace("gives: 1,", "gives: 2,", StringComparison.Ordinal);

        Town.Answer(new TrialOrder { Draft = later }).Refusal!.Code.Should().Be("draft-not-in-force");
        Bench.Moves(Town.Try(new TrialOrder { Draft = later, Everywhere = true })).Should()
            .Equal("凤凰镇 2→1 1→2", "坑口街道 1→2 1.5→1.5");
    }

    [Fact]
    public void A_new_edition_decides_from_its_first_day_as_if_adopted()
    {
        var next = (Town.Rulebook with { Edition = 2, From = "2023-03-06" }).ToString()
            .Replace("gives: 0.5,", "gives: 0.8,", StringComparison.Ordinal);

        Bench.Moves(Town.Try(new TrialOrder { Draft = next })).Should()
            .Equal("坑口街道 1→1 1.5→1.8", "投资促进局 1→1 0.5→0.8");
    }

    [Theory]
    [InlineData("rulebook-broken", "draft", "rulebook: [")]
    [InlineData("unknown-claim", "without", "V9")]
    [InlineData("unknown-week", "to", "2023-W60")]
    [InlineData("unknown-week", "from", "昨天")]
    [InlineData("unknown-week", "to", "2021-W10")]
    [InlineData("unknown-week", "to", "2024-W10")]
    [InlineData("weeks-reversed", "from", "2023-W11")]
    [InlineData("fact-wrong", "with", "2023-03-01 visit")]
    [InlineData("fact-wrong", "with", "凤凰镇: visit")]
    [InlineData("fact-wrong", "with", "凤凰镇: 2023-03-01 dance")]
    [InlineData("fact-wrong", "with", "凤凰镇: 2023-03-01 visit 颜色=红")]
    [InlineData("unknown-unit", "with", "月球镇: 2023-03-01 visit")]
    [InlineData("fact-late", "with", "凤凰镇: 2023-03-20 visit")]
    [InlineData("unknown-unit", "lift", "月球镇")]
    public void What_is_wrong_is_refused_with_a_reason(string code, string where, string text)
    {
        var answer = Town.Answer(where switch
        {
            "draft" => new TrialOrder { Draft = text },
            "without" => new TrialOrder { Without = [text] },
            "with" => new TrialOrder { With = [text] },
            "lift" => new TrialOrder { Lift = text },
            "from" => new TrialOrder { From = text },
            _ => new TrialOrder { To = text },
        });

        answer.Report.Should().BeNull();
        (answer.Refusal!.Code, answer.Refusal.Remedy.Length > 0).Should().Be((code, true));
        answer.Findings.Should().HaveCount(where == "draft" ? 1 : 0);
    }

    private static string Changed(string from, string to)
    {
        var text = Town.Rulebook.ToString();
        text.Should().Contain(from);
        return text.Replace(from, to, StringComparison.Ordinal);
    }
}
