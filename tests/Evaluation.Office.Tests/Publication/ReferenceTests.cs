using Evaluation.Office.Adjustments;
using Evaluation.Office.Publication.Gating;
using Evaluation.Office.Targets;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Rules;
using FluentAssertions;
using Xunit;
using static Evaluation.Office.Tests.Publication.GateDesk;

namespace Evaluation.Office.Tests.Publication;

/// <summary>What names something that rules or roster do not know is named at the gate.</summary>
public sealed class ReferenceTests
{
    private static readonly RulebookText Deciding = Usual with
    {
        Clauses = Usual.Clauses
            + "\n- {id: decided, text: 按决定, unit: 分, each: adjustment, gives: points, cap: none}",
    };

    private static readonly RulebookText Measuring = Usual with
    {
        Measures = "visits: {label: 外出, unit: 家次, count: visit}",
    };

    [Fact]
    public void Every_unit_on_the_list_is_in_a_ranking_or_named()
    {
        Table(
            ("of a ranked group", OfClosedWeek().And(Entered("古镇", "镇街")), []),
            ("a mistyped group", OfClosedWeek().And(Entered("古镇", "镇接")),
                ["单位“古镇”的组别“镇接”不在考评办法第1版的组别之中，没有参加排名。是否应为“镇街”？"]),
            ("a blank behind it", OfClosedWeek().And(Entered("古镇", "镇街组 ")),
                ["单位“古镇”的组别“镇街组 ”不在考评办法第1版的组别之中，没有参加排名。可用：部门、镇街。"]),
            ("on the list from the next week on",
                OfClosedWeek().And(Entered("古镇", "镇接") with { From = Sample.Day("2023-03-13") }), []),
            ("put right since", OfClosedWeek()
                .And(Entered("古镇", "镇接"), new UnitRegrouped("古镇", "镇街", Sample.Day("2022-01-01"))), []),
            ("moved into it in the week",
                OfClosedWeek().And(new UnitRegrouped(Sample.Bureau, "园区", Sample.Day("2023-03-08"))),
                ["单位“投资促进局”的组别“园区”不在考评办法第1版的组别之中，没有参加排名。可用：部门、镇街。"]),
            ("rules that rank other groups",
                Of(Adopted(Usual with { Ranking = "groups: [乡镇, 部门]" }), Closed),
                [
                    "单位“坑口街道”的组别“镇街”不在考评办法第1版的组别之中，没有参加排名。可用：乡镇、部门。",
                    "单位“凤凰镇”的组别“镇街”不在考评办法第1版的组别之中，没有参加排名。可用：乡镇、部门。",
                ]),
            ("without rules", Of(Entered("古镇", "镇接"), Closed), []));
    }

    [Fact]
    public void Points_of_a_unit_that_is_not_on_the_list_are_named()
    {
        object[] visit = [Visit("V1", "2023-03-08"), Verified("V1")];
        Table(
            ("on the list", OfClosedWeek().And(visit), []),
            ("left before", OfClosedWeek().And(visit).And(new UnitLeft(Sample.Kengkou, Sample.Day("2023-03-07"))),
                ["“V1”计给“坑口街道”0.5分，该单位在2023-03-08不在名册，不参加任何排名。"]),
            ("credited to a unit that nobody knows",
                OfClosedWeek().And(Visit("V1", "2023-03-08"), Verified("V1", "无名镇")),
                ["“V1”计给“无名镇”0.5分，该单位在2023-03-08不在名册，不参加任何排名。"]));
    }

    [Fact]
    public void Decisions_and_targets_that_nothing_counts_are_named()
    {
        var decided = new AdjustmentDecided(
            "D1", Sample.Kengkou, 1m, Sample.Day("2023-03-08"), Sample.Day("2023-03-08"), "考1号", "有功");
        var given = new TargetsGiven("考2号", [new Target("*", "visit", "2023", 9m)]);
        Table(
            ("a decision", Of(Adopted(Deciding), Closed, decided), []),
            ("a decision that no clause counts", Of(Adopted(Usual), Closed, decided),
                ["加减分决定“D1”（坑口街道，2023-03-08生效）没有计分：当日施行的考评办法没有计算加减分决定的条款。"]),
            ("one of the next week",
                Of(Adopted(Usual), Closed, decided with { EffectiveOn = Sample.Day("2023-03-13") }), []),
            ("a target", Of(
                Adopted(Measuring), Closed, new TargetsGiven("考2号", [new("*", "visits", "2023", 9m)])), []),
            ("a target of a measure that the rules do not have", Of(Adopted(Measuring), Closed, given),
                ["“考2号”下达的2023目标任务的指标“visit”（*）不在考评办法第1版之中，没有考核。是否应为“visits”？"]),
            ("a target for another year", Of(
                Adopted(Measuring), Closed, new TargetsGiven("考2号", [new Target("*", "visit", "2024", 9m)])), []));
    }

    [Theory]
    [InlineData("unit = '坑口街'", "单位“坑口街”，名册中没有。是否应为“坑口街道”？")]
    [InlineData("unit in ('坑口街道', '凤凰街')", "单位“凤凰街”，名册中没有。是否应为“凤凰镇”？")]
    [InlineData("unit in 重点", "单位“古镇”，名册中没有。可用：凤凰镇、坑口街道、投资促进局。")]
    [InlineData("unit_kind != '镇'", "单位类型“镇”，名册中没有。是否应为“镇街”？")]
    [InlineData("unit = '坑口街道' or unit_kind = '部门'", null)]
    [InlineData("leader = 'top'", null)]
    public void A_unit_that_a_condition_names_is_on_the_list(string condition, string? finding)
    {
        var rules = Usual with
        {
            Parameters = "重点: [坑口街道, 古镇]",
            Clauses = "- {id: visit, text: 家次, unit: 分, each: visit, gives: 1, cap: none, where: \"" + condition
                + "\"}",
        };
        Table((condition, Of(Adopted(rules), Closed),
            finding is null ? [] : [$"考评办法第1版的条件写到{finding}"]));
    }

    [Fact]
    public void A_group_that_the_rules_of_the_day_do_not_rank_is_refused()
    {
        var rules = Usual.Alone();
        (object Change, string? Code)[] table =
        [
            (Entered("古镇", "镇街"), null),
            (Entered("古镇", "镇街 "), "unknown-group"),
            (Entered("古镇", "镇街 ") with { From = Sample.Day("2023-12-31") }, "unknown-group"),
            (Entered("古镇", "镇接") with { From = Sample.Day("2024-01-01") }, null),
            (new UnitRegrouped("古镇", "部门", Sample.Day("2023-03-01")), null),
            (new UnitRegrouped("古镇", "部 门", Sample.Day("2023-03-01")), "unknown-group"),
            (new UnitsMerged(["甲", "乙"], "丙", "丙镇", "镇街", "乡镇", Sample.Day("2023-03-01"), "编1号", "区划"),
                "unknown-group"),
            (new UnitsMerged(["甲", "乙"], "丙", null, null, null, Sample.Day("2023-03-01"), "编1号", "区划"), null),
            (new UnitSplit(
                "甲", [new("东", "东镇", "镇街", "镇街", 0.5m), new("西", "西镇", "镇街", "镇接", 0.5m)],
                Sample.Day("2023-03-01"), "编1号", "区划"), "unknown-group"),
            (new UnitRenamed("古镇", "新名", Sample.Day("2023-03-01")), null),
        ];
        foreach (var (change, code) in table)
        {
            RosterDecider.Unranked(change, rules)?.Code.Should().Be(code, $"{change}");
            (RosterDecider.Unranked(change, rules) is null).Should().Be(code is null, $"{change}");
        }

        RosterDecider.Unranked(Entered("古镇", "镇接"), rules)!.Remedy.Should().StartWith("是否应为“镇街”？");
        RosterDecider.Unranked(Entered("古镇", "镇接"), new RuleSet([])).Should().BeNull();
    }

    [Fact]
    public void A_decision_that_the_rules_of_the_day_do_not_count_is_refused()
    {
        var decided = new AdjustmentDecided(
            "D1", Sample.Kengkou, 1m, Sample.Day("2023-03-08"), Sample.Day("2023-03-08"), "考1号", "有功");

        AdjustmentDecider.Uncounted(decided, Usual.Alone())!.Code.Should().Be("no-clause");
        AdjustmentDecider.Uncounted(decided, Deciding.Alone()).Should().BeNull();
        AdjustmentDecider.Uncounted(decided with { EffectiveOn = Sample.Day("2024-03-08") }, Usual.Alone())
            .Should().BeNull("rules may be adopted for it");
    }

    private static UnitEntered Entered(string unit, string group) =>
        new(unit, unit, "镇街", group, Sample.Day("2022-01-01"));

    private static void Table(params (string When, GateDesk Desk, string[] Findings)[] examples)
    {
        foreach (var (when, desk, findings) in examples)
        {
            Gate.Examine(desk.Gathered(Tenth)).Checks.Single(check => check.Code == "references").Findings
                .Should().Equal(findings, when);
        }
    }
}
