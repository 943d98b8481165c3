using Evaluation.Office.Tests.Decisions;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Units;

/// <summary>What may happen to the list of units.</summary>
public sealed class RosterTests
{
    private static readonly UnitEntered Entered = (UnitEntered)TestOffice.Units[0];
    private static readonly UnitRegrouped Regrouped = new(Sample.Kengkou, "园区", Sample.Day("2023-03-01"));
    private static readonly LeaderAppointed Appointed = new(Sample.Kengkou, "陈书记", "top", Sample.Day("2023-01-01"));

    private static Case<Roster> Units => new Case<Roster>(RosterFold.Evolve).Given(TestOffice.Units);

    [Fact]
    public void A_district_is_founded_once()
    {
        RosterDecider.Found(null, TestOffice.District).Events.Should().Equal(TestOffice.District);
        RosterDecider.Found(TestOffice.District, TestOffice.District).Refusal!.Code.Should().Be("repeated");
    }

    [Fact]
    public void A_unit_enters_once()
    {
        var academy = Entered with { Unit = "党校", Name = "区委党校" };

        Units.When(roster => RosterDecider.Enter(roster!, academy)).Then(academy);
        Units.When(roster => RosterDecider.Enter(roster!, Entered)).Refused("repeated");
        Units.When(roster => RosterDecider.Enter(roster!, Entered with { Group = "部门" })).Refused("unit-exists");
        Units.Given(Regrouped).When(roster => RosterDecider.Enter(roster!, Entered)).Refused("repeated");
    }

    [Theory]
    [InlineData("坑口街道 ", "别名")]
    [InlineData("坑　口街道", "别名")]
    [InlineData("坑口街道\u200B", "别名")]
    [InlineData("党校", "坑口街道办事处")]
    [InlineData("党校", "坑口街道 办事处")]
    [InlineData("党校", "坑口街道")]
    [InlineData("坑口街道办事处", "别名")]
    public void A_unit_that_cannot_be_told_from_another_is_refused(string unit, string name)
    {
        var (from, document) = (Sample.Day("2023-03-01"), "编1号");
        Units.When(roster => RosterDecider.Enter(roster!, Entered with { Unit = unit, Name = name }))
            .Refused("unit-name-used");
        Units.When(roster => SuccessionDecider.Merge(roster!, new UnitsMerged(
            [Sample.Fenghuang, Sample.Bureau], unit, name, "镇街", "镇街", from, document, "区划")))
            .Refused("unit-name-used");
        Units.When(roster => SuccessionDecider.Split(roster!, new UnitSplit(
            Sample.Fenghuang, [new("东镇", "东镇", "镇街", "镇街", 0.5m), new(unit, name, "镇街", "镇街", 0.5m)], from,
            document, "区划"))).Refused("unit-name-used");
    }

    [Fact]
    public void What_a_present_unit_was_called_is_no_other_unit_s_name()
    {
        var renamed = new UnitRenamed(Sample.Kengkou, "坑口新城", Sample.Day("2023-02-01"));
        var other = new UnitRenamed(Sample.Fenghuang, "坑口街道办事处", Sample.Day("2023-03-01"));

        Units.Given(renamed).When(roster => RosterDecider.Rename(roster!, other)).Refused("unit-name-used");
        Units.Given(renamed, new UnitLeft(Sample.Kengkou, Sample.Day("2023-02-28")))
            .When(roster => RosterDecider.Rename(roster!, other)).Then(other);
        Units.Given(renamed).When(roster => RosterDecider.Rename(
            roster!, renamed with { Name = "坑口街道办事处", From = Sample.Day("2023-03-01") }))
            .Then(renamed with { Name = "坑口街道办事处", From = Sample.Day("2023-03-01") });
    }

    [Fact]
    public void A_unit_is_not_renamed_to_the_name_of_another() =>
        Units.When(roster => RosterDecider.Rename(roster!, new UnitRenamed(
            Sample.Fenghuang, "坑口街道办事处\u200B", Sample.Day("2023-03-01")))).Refused("unit-name-used");

    [Theory]
    [InlineData(Sample.Kengkou, Sample.Kengkou)]
    [InlineData("　坑口街道", Sample.Kengkou)]
    [InlineData("坑口 街道\uFEFF", Sample.Kengkou)]
    [InlineData("坑口街", "坑口街")]
    public void A_unit_is_known_however_it_is_typed(string typed, string listed) =>
        Sample.Roster.Listed(typed).Should().Be(listed);

    [Fact]
    public void A_leader_is_known_however_the_name_is_typed()
    {
        var wei = Appointed with { Person = "Li Wei" };
        var released = new LeaderReleased(Sample.Kengkou, "Li Wei", Sample.Day("2023-06-30"));

        Units.Given(wei).When(roster => RosterDecider.Appoint(roster!, wei with { Person = "ｌｉ wei" }))
            .Refused("repeated");
        Units.Given(wei).When(roster => RosterDecider.Release(roster!, released with { Person = "LI　WEI" }))
            .Then(released);
        Units.When(roster => RosterDecider.Appoint(roster!, wei with { Person = "　\u200B" })).Refused("name-missing");
        Units.Given(new UnitLeft(Sample.Kengkou, Sample.Day("2023-02-28")))
            .When(roster => RosterDecider.Appoint(roster!, wei with { From = Sample.Day("2023-03-01") }))
            .Refused("unit-ended");
    }

    [Fact]
    public void The_name_of_a_unit_that_left_is_not_used_again()
    {
        var left = new UnitLeft(Sample.Kengkou, Sample.Day("2023-06-30"));

        Units.When(roster => RosterDecider.Leave(roster!, left)).Then(left);
        Units.Given(left).When(roster => RosterDecider.Enter(roster!, Entered with { From = Sample.Day("2023-07-01") }))
            .Refused("unit-name-used");
        Units.Given(left).When(roster => RosterDecider.Leave(roster!, left)).Refused("repeated");
    }

    [Fact]
    public void A_regrouped_unit_that_leaves_on_a_day_of_its_former_group_is_refused() =>
        Units.Given(Regrouped)
            .When(roster => RosterDecider.Leave(roster!, new(Sample.Kengkou, Sample.Day("2023-02-28"))))
            .Refused("ends-before-start");

    [Fact]
    public void A_unit_is_regrouped_and_renamed_from_a_day_on()
    {
        var renamed = new UnitRenamed(Sample.Kengkou, "坑口街道", Sample.Day("2023-03-01"));

        Units.When(roster => RosterDecider.Regroup(roster!, Regrouped)).Then(Regrouped);
        Units.When(roster => RosterDecider.Rename(roster!, renamed)).Then(renamed);
        Units.Given(Regrouped).When(roster => RosterDecider.Regroup(roster!, Regrouped)).Refused("repeated");
        Units.Given(renamed).When(roster => RosterDecider.Rename(roster!, renamed)).Refused("repeated");
        Units.When(roster => RosterDecider.Regroup(roster!, Regrouped with { From = Sample.Day("2021-01-01") }))
            .Refused("ends-before-start");
        Units.When(roster => RosterDecider.Regroup(roster!, Regrouped with { Unit = "无名镇" }))
            .Refused("unknown-unit");
    }

    [Theory]
    [InlineData("坑口街", "是否应为“坑口街道”？")]
    [InlineData("凤凰鎮", "是否应为“凤凰镇”？")]
    [InlineData("月球基地管理委员会", "可用：")]
    public void Whoever_names_a_unit_wrongly_is_told_the_nearest_one(string unit, string said) => RosterDecider
        .UnknownUnit(TestOffice.Units.Aggregate(Roster.Empty, RosterFold.Evolve), unit).Remedy.Should().Contain(said);

    [Fact]
    public void The_order_of_the_roster_stays_when_a_unit_is_regrouped()
    {
        var roster = TestOffice.Units.Append(Regrouped).Aggregate(Roster.Empty, RosterFold.Evolve);

        roster.On(Sample.Day("2023-02-28")).Select(term => term.Unit).Should()
            .Equal(Sample.Kengkou, Sample.Fenghuang, Sample.Bureau);
        roster.On(Sample.Day("2023-03-01")).Select(term => term.Unit).Should()
            .Equal(Sample.Kengkou, Sample.Fenghuang, Sample.Bureau);
        roster.On(Sample.Kengkou, Sample.Day("2023-02-28"))!.Group.Should().Be("镇街");
        roster.On(Sample.Kengkou, Sample.Day("2023-03-01"))!.Group.Should().Be("园区");
    }

    [Fact]
    public void A_leader_is_appointed_and_released()
    {
        var released = new LeaderReleased(Sample.Kengkou, "陈书记", Sample.Day("2023-06-30"));

        Units.When(roster => RosterDecider.Appoint(roster!, Appointed)).Then(Appointed);
        Units.When(roster => RosterDecider.Appoint(roster!, Appointed with { Unit = "无名镇" }))
            .Refused("unknown-unit");
        Units.When(roster => RosterDecider.Appoint(roster!, Appointed with { Post = "书记" })).Refused("unknown-post");
        Units.Given(Appointed).When(roster => RosterDecider.Appoint(roster!, Appointed)).Refused("repeated");
        Units.Given(Appointed).When(roster => RosterDecider.Release(roster!, released)).Then(released);
        Units.Given(Appointed)
            .When(roster => RosterDecider.Release(roster!, released with { To = Sample.Day("2022-12-31") }))
            .Refused("ends-before-start");
        Units.When(roster => RosterDecider.Release(roster!, released)).Refused("unknown-leader");
    }
}
