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
