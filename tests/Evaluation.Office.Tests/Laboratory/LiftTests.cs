using Evaluation.Office.Laboratory;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Laboratory;

/// <summary>What would lift a unit by a place, confirmed by trying it.</summary>
public sealed class LiftTests
{
    private static readonly Bench Town = Bench.Of("""
        - {id: visit, text: 拜访每家次, unit: 分, each: visit, gives: 0.5, repeat: {same: [enterprise], within_days: 30, gives: 0}, cap: {week: 1.5}}
        - {id: promotion, text: 推介, unit: 分, each: promotion, gives: 0.3, cap: {month: 0.6}}
        - {id: lead, text: 线索, unit: 分, each: lead, gives: 0.01, cap: none}
        """) with
    {
        Facts = """
            坑口街道 | V1 | visit | 2023-03-01 | | enterprise=甲
            坑口街道 | V2 | visit | 2023-03-02 | | enterprise=乙
            坑口街道 | V3 | visit | 2023-03-08 | | enterprise=丙
            凤凰镇   | V4 | visit | 2023-03-08 | | enterprise=甲
            坑口街道 | P1 | promotion | 2023-01-07 | | title=推介
            投资促进局 | L1 | lead | 2023-03-08 | | title=线索
            """,
    };

    [Fact]
    public void The_smallest_number_of_facts_that_lifts_is_found_and_one_less_does_not_lift()
    {
        var lift = Town.Lift("凤凰镇");

        (lift.Week, lift.Rank, lift.Points).Should().Be(("2023-W11", 2, 0.5m));
        lift.Options.Select(option => (option.Kind, option.Count, option.Gained, option.Rank, option.TakenFrom))
            .Should().Equal(
            ("visit", 3, 1.5m, 1, "凤凰镇"), ("promotion", null, 0.6m, 2, "坑口街道"));
        lift.Untried.Should().Contain("招商线索", "only the bureau, of another group, has one").And.HaveCount(6);
        lift.Sentence.Should()
            .Be("凤凰镇人民政府年度累计列第2位；本周再有3件“外出拜访企业”经认定，即得1.5分，升至第1位。");
        lift.Confirmed!.Rows.Select(row => (row.Rank, row.Unit, row.Total)).Should().Equal(
            (1, "凤凰镇", 2m), (2, "坑口街道", 1.8m), (3, "永安镇", 0m));

        Ranked(2).Should().Be(2);
        Ranked(3).Should().Be(1);
    }

    [Fact]
    public void No_such_fact_is_an_answer_and_so_is_being_first()
    {
        var hopeless = Town with
        {
            Facts = Town.Facts + "\n坑口街道 | P2 | promotion | 2023-02-07 | | "
            + "title=推介\n坑口街道 | P3 | promotion | 2023-02-08 | | title=推介"
        };

        var lift = hopeless.Lift("凤凰镇");

        (lift.Smallest, lift.Confirmed).Should().Be((null, null));
        lift.Options.Should().OnlyContain(option => option.Count == null && option.Rank == 2);
        lift.Sentence.Should().Contain("20件以内的事项都不能使其提升名次");
        Town.Lift("坑口街道").Sentence.Should().Be("坑口街道办事处年度累计已列第1位。");
    }

    [Fact]
    public void A_fact_of_the_group_stands_for_a_unit_without_one_of_its_own()
    {
        var lift = Town.Lift("永安镇");

        lift.Smallest.Should()
            .BeEquivalentTo(
                new { Kind = "visit", Count = 1, Gained = 0.5m, Rank = 2 }, "sharing a place is being lifted");
        lift.Options[0].TakenFrom.Should().Be("凤凰镇", "its visit is the last one");
        Town.Lift("凤凰镇", new TrialOrder { Without = ["V1"] }).Smallest!.Count.Should()
            .Be(2, "what is left out is left out here too");
    }

    [Fact]
    public void Where_units_look_at_each_other_the_whole_district_is_counted()
    {
        var bench = new Bench(new RulebookText
        {
            Measures = "visits: {label: 外出, unit: 家次, count: visit}",
            Clauses = """
                - {id: visit, text: 拜访, unit: 分, each: visit, gives: 0.5, cap: none}
                - {id: best, text: 每月最多的一家另加, unit: 分, each: month, where: rank(visits) = 1, gives: 1, cap: none}
                """,
        })
        {
            Facts = Town.Facts,
        };

        bench.Lift("凤凰镇").Smallest.Should().BeEquivalentTo(new { Kind = "visit", Count = 2, Gained = 1m, Rank = 1 });
    }

    private static int Ranked(int visits) => Town.Try(new TrialOrder
    {
        To = "2023-W11",
        With = [.. Enumerable.Range(1, visits)
            .Select(number => $"凤凰镇: 2023-03-1{number + 2} visit enterprise=新{number}")],
    }).Units.Single(unit => unit.Unit == "凤凰镇").After.YearRank;
}
