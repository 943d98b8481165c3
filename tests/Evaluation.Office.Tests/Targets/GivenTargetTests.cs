using Evaluation.Office.Ledger;
using Evaluation.Office.Targets;
using Evaluation.Office.Tests.Decisions;
using Evaluation.Rulebooks.Rules;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Targets;

/// <summary>Targets are given out whole or not at all, and a later one replaces an earlier one.</summary>
public sealed class GivenTargetTests
{
    private static readonly Target Visits = new(Sample.Kengkou, "visits", "2023-Q1", 12m);
    private static readonly Target Everybody = new(TargetAmounts.EveryUnit, "contracted", "2023", 5_00000000m);
    private static readonly TargetsGiven Assignment = new("考5号", [Visits, Everybody]);

    // The second edition names another measure and begins in July.
    private static readonly RuleSet Rules = new(
    [
        new RulebookText
        {
            From = "2023-01-01",
            To = "2023-12-31",
            Measures = "visits: {label: 外出, unit: 家次, count: visit}\n"
                + "contracted: {label: 签约, unit: 亿元, sum: signing.contracted, in: 1亿}\n"
                + "firms: {label: 外出企业, unit: 家, count: visit, distinct: enterprise}",
            Clauses = "- {id: one, text: 一, unit: 分, each: visit, gives: 1, cap: none}",
        }.Compile(),
        new RulebookText
        {
            Edition = 2,
            From = "2023-07-01",
            To = "2023-12-31",
            Measures = "leads: {label: 线索, unit: 条, count: lead}",
            Clauses = "- {id: one, text: 一, unit: 分, each: visit, gives: 1, cap: none}",
        }.Compile(),
    ]);

    private static Case<GivenTargets> Given => new(GivenTargets.Evolve);

    [Fact]
    public void Targets_are_given() => Give(Assignment).Then(Assignment);

    [Theory]
    [InlineData("镇外", "visits", "2023-Q1", "12", "unknown-unit", "targets[1].unit")]
    [InlineData("", "visits", "2023-Q1", "12", "unknown-unit", "targets[1].unit")]
    [InlineData("*", "visit", "2023-Q1", "12", "unknown-indicator", "targets[1].indicator")]
    [InlineData("*", "leads", "2023-Q1", "12", "unknown-indicator", "targets[1].indicator")]
    [InlineData("*", "visits", "2023-Q3", "12", "unknown-indicator", "targets[1].indicator")]
    [InlineData("*", "visits", "2022", "12", "unknown-indicator", "targets[1].indicator")]
    [InlineData("*", "visits", "2023-Q5", "12", "period-wrong", "targets[1].period")]
    [InlineData("*", "visits", "2023-13", "12", "period-wrong", "targets[1].period")]
    [InlineData("*", "visits", "2023-1", "12", "period-wrong", "targets[1].period")]
    [InlineData("*", "visits", "2023-W53", "12", "period-wrong", "targets[1].period")]
    [InlineData("*", "visits", "2023-F27", "12", "period-wrong", "targets[1].period")]
    [InlineData("*", "visits", "2023-02-T4", "12", "period-wrong", "targets[1].period")]
    [InlineData("*", "leads", "2023-B3", "12", "unknown-indicator", "targets[1].indicator")]
    [InlineData("*", "leads", "2023-06-H2", "12", "unknown-indicator", "targets[1].indicator")]
    [InlineData("*", "visits", "2023-", "12", "period-wrong", "targets[1].period")]
    [InlineData("*", "visits", "9999", "12", "period-wrong", "targets[1].period")]
    [InlineData("*", "visits", "", "12", "period-wrong", "targets[1].period")]
    [InlineData("*", "visits", "2023-02", "-1", "amount-wrong", "targets[1].amount")]
    [InlineData("*", "visits", "2023-02", "1000000000000.1", "amount-wrong", "targets[1].amount")]
    [InlineData("*", "visits", "2023-02", "0.0000001", "amount-wrong", "targets[1].amount")]
    [InlineData("*", "visits", "2023-02", "1000000000", "amount-of-another-sort", "targets[1].amount")]
    [InlineData("*", "contracted", "2023", "60", "amount-of-another-sort", "targets[1].amount")]
    [InlineData(Sample.Kengkou, "visits", "2023-Q1", "13", "target-twice", "targets[1]")]
    public void One_wrong_target_refuses_all(
        string unit, string indicator, string period, string amount, string code, string where)
    {
        var number = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        var wrong = Assignment with { Targets = [Visits, new Target(unit, indicator, period, number)] };

        Give(wrong).Refused(code);
        TargetDecider.Give(null, wrong, Sample.Roster, Rules).Refusal!.Where.Should().Be(where);
    }

    [Theory]
    [InlineData(TargetAmounts.AllTogether, "visits", "7", null)]
    [InlineData(TargetAmounts.AllTogether, "visits", null, null)]
    [InlineData(TargetAmounts.AllTogether, "contracted", "300000000", null)]
    [InlineData(TargetAmounts.AllTogether, "contracted", "3", "amount-of-another-sort")]
    [InlineData(TargetAmounts.AllTogether, "visits", "-1", "amount-wrong")]
    [InlineData(TargetAmounts.AllTogether, "firms", "7", "opening-does-not-add")]
    [InlineData(Sample.Kengkou, "visits", "7", "opening-of-unit")]
    [InlineData(TargetAmounts.EveryUnit, "visits", "7", "opening-of-unit")]
    public void All_units_together_may_have_a_target_and_what_was_done_of_it_before(
        string unit, string indicator, string? opening, string? code)
    {
        var target = new Target(unit, indicator, "2023", 60m * (indicator == "contracted" ? 1_00000000m : 1m))
        {
            Opening = opening is null ? null
                : decimal.Parse(opening, System.Globalization.CultureInfo.InvariantCulture),
        };
        var given = Assignment with { Targets = [target] };
        if (code is null)
        {
            Give(given).Then(given);
        }
        else
        {
            Give(given).Refused(code);
        }
    }

    [Fact]
    public void No_clause_takes_the_target_of_all_units_together_for_that_of_a_unit() =>
        new TargetAmounts([new Target(TargetAmounts.AllTogether, "visits", "2023", 60m)])
            .Of(Sample.Kengkou, "visits", "2023").Should().BeNull();

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var wrong = Assignment with
        {
            Targets =
            [
                Visits, Visits, new Target("镇外", "visits", "2023-Q1", 12m), new Target("*", "visits", "2023-Q1", -1m),
            ],
        };

        TargetDecider.Give(null, wrong, Sample.Roster, Rules).Refusal!.All.Select(one => one.Where).Should()
            .Equal("targets[1]", "targets[2].unit", "targets[3].amount");
    }

    [Theory]
    [InlineData("2023", "contracted")]
    [InlineData("2023-H1", "visits")]
    [InlineData("2023-H2", "leads")]
    [InlineData("2023-Q4", "leads")]
    [InlineData("2023-06", "visits")]
    [InlineData("2023-B4", "leads")]
    [InlineData("2023-06-H2", "visits")]
    [InlineData("2023-07-T1", "leads")]
    [InlineData("2023-F13", "visits")]
    [InlineData("2023-F13", "leads")]
    [InlineData("2023-W01", "visits")]
    [InlineData("2023-W26", "visits")]
    [InlineData("2023-W26", "leads")]
    public void A_period_knows_the_measures_of_its_days(string period, string indicator)
    {
        var assignment = Assignment with { Targets = [new Target(Sample.Kengkou, indicator, period, 0m)] };
        Give(assignment).Then(assignment);
    }

    [Fact]
    public void A_giving_without_document_or_targets_is_refused()
    {
        Give(Assignment with { Document = " " }).Refused("document-missing");
        Give(Assignment with { Targets = [] }).Refused("targets-missing");
        Give(Assignment with { Targets = [.. Enumerable.Repeat(Visits, 5001)] }).Refused("targets-too-many");
        Given.When(given => TargetDecider.Give(given, Assignment, Sample.Roster, new RuleSet([])))
            .Refused("unknown-indicator");
    }

    // The measure of an edition that begins on the last day of a period is an indicator of that period.
    [Fact]
    public void The_last_day_of_a_period_belongs_to_it()
    {
        var sunday = new RuleSet([Rules.InOrder[0], Rules.InOrder[1] with { From = Sample.Day("2023-07-02") }]);
        var assignment = Assignment with { Targets = [new Target(Sample.Kengkou, "leads", "2023-W26", 1m)] };

        Given.When(given => TargetDecider.Give(given, assignment, Sample.Roster, sunday)).Then(assignment);
    }

    [Theory]
    [InlineData("visits", "2023-Q1", "0.0000001", "请填写0至一万亿之间、小数不超过6位的数。")]
    [InlineData("visit", "2023-Q1", "1", "是否应为“visits”？")]
    [InlineData("visits", "2022", "1", "请先采纳该期间的考评办法。")]
    public void A_refusal_says_what_would_be_right(string indicator, string period, string amount, string remedy)
    {
        var number = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        var wrong = Assignment with { Targets = [new Target(Sample.Kengkou, indicator, period, number)] };

        TargetDecider.Give(null, wrong, Sample.Roster, Rules).Refusal!.Remedy.Should().Be(remedy);
    }

    [Fact]
    public void Too_many_targets_are_refused_with_the_greatest_number() =>
        TargetDecider.Give(
            null, Assignment with { Targets = [.. Enumerable.Repeat(Visits, 5001)] }, Sample.Roster, Rules)
            .Refusal!.What.Should().Be("一次下达的目标超过5000个。");

    [Fact]
    public void A_giving_with_one_target_more_is_no_repeat()
    {
        var more = Assignment with { Targets = [Visits, Everybody with { Amount = 6_00000000m }] };
        Given.Given(Assignment).When(given => TargetDecider.Give(given, more, Sample.Roster, Rules)).Then(more);
    }

    [Fact]
    public void The_same_giving_again_is_a_repeat() =>
        Given.Given(Assignment).When(given => TargetDecider.Give(given, Assignment, Sample.Roster, Rules))
            .Refused("repeated");

    [Fact]
    public void A_later_giving_replaces_and_each_target_keeps_its_document()
    {
        var later = new TargetsGiven("考9号", [Visits with { Amount = 20m }, Visits with { Period = "2023-Q2" }]);
        Given.Given(Assignment).When(given => TargetDecider.Give(given, later, Sample.Roster, Rules)).Then(later);

        var file = new[] { Assignment, later }.Aggregate(DistrictFile.Empty, (district, e) => district.Evolve(e)!);
        file.Given.All.Select(one => $"{one.Target.Unit} {one.Target.Period} {one.Target.Amount} {one.Document}")
            .Should().Equal("* 2023 500000000 考5号", "坑口街道 2023-Q1 20 考9号", "坑口街道 2023-Q2 12 考9号");
        file.Targets.Of(Sample.Kengkou, "visits", "2023-Q1").Should().Be(20m);
        file.Targets.Of(Sample.Fenghuang, "contracted", "2023").Should().Be(5_00000000m);
        file.Targets.Of(Sample.Fenghuang, "visits", "2023-Q1").Should().BeNull();
    }

    [Fact]
    public void A_giving_touches_every_unit()
    {
        var fold = new LedgerFold(DistrictFile.Empty);
        fold.Apply(1, Assignment);
        fold.TouchedAll.Should().BeTrue();
    }

    private static Case<GivenTargets>.Outcome Give(TargetsGiven assignment) =>
        Given.When(given => TargetDecider.Give(given, assignment, Sample.Roster, Rules));
}
