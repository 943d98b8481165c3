using System.Globalization;
using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Office.Progress;
using Evaluation.Office.Projects;
using Evaluation.Office.Targets;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Seeds;

/// <summary>The figures of the counties in the first half of 2023.</summary>
public sealed class ZhaoqingTests
{
    private static readonly string[] LeadingAndSpecial =
        ["新能源汽车", "电子信息", "生物医药", "金属加工", "建筑材料", "家具制造", "食品饮料", "精细化工"];

    private static readonly string[] TwoPlusOne = ["电子信息", "金属加工", "生物医药"];

    private static readonly DateOnly HalfYear = new(2023, 7, 2);

    private static readonly Replay Replay = Replay.Of(SeedFolder.Read("zhaoqing"));

    [Fact]
    public void Duanzhou_has_22_new_projects_of_which_19_in_its_own_industries_and_9_capital_increase_projects()
    {
        var signings = Of("端州区", BuiltInKinds.Signing);

        signings.Should().HaveCount(22);
        signings.Count(signing => TwoPlusOne.Contains(signing.Text("industry"))).Should().Be(19);
        Of("端州区", BuiltInKinds.Increase).Select(increase => increase.Text("project")).Distinct().Should()
            .HaveCount(9);
    }

    [Fact]
    public void Sihui_has_31_projects_in_leading_and_special_industries_nine_tenths_of_the_planned_investment()
    {
        var signings = Of("四会市", BuiltInKinds.Signing);
        var fitting = signings.Where(signing => LeadingAndSpecial.Contains(signing.Text("industry"))).ToList();

        fitting.Should().HaveCount(31);
        (fitting.Sum(Contracted) / signings.Sum(Contracted)).Should().Be(0.9m);
    }

    [Fact]
    public void Gaoyao_inspected_18_chain_enterprises_and_held_or_joined_15_promotion_meetings()
    {
        Of("高要区", BuiltInKinds.Visit).Select(visit => visit.Text("enterprise")).Distinct().Should().HaveCount(18);
        Of("高要区", BuiltInKinds.Promotion).Should().HaveCount(15);
    }

    [Fact]
    public void The_high_tech_zone_has_9_increased_projects_one_in_four_tranches_of_together_ten_hundred_million()
    {
        var increases = Of("肇庆高新区", BuiltInKinds.Increase);
        var projects = increases.GroupBy(increase => increase.Text("project")).ToList();

        increases.Should().OnlyContain(increase => increase.Facts["amount"].Number >= 3000 * Money.Wan);
        projects.Should().HaveCount(9);
        projects.Single(project => project.Count() == 4).Sum(increase => increase.Facts["amount"].Number!.Value)
            .Should().Be(10 * Money.Yi);
    }

    [Fact]
    public void Seventeen_new_energy_vehicle_projects_of_the_high_tech_zone_passed_review() =>
        Of("肇庆高新区", BuiltInKinds.Stage)
            .Count(stage => stage.Text("stage") == "reviewed" && stage.Text("industry") == "新能源汽车")
            .Should().Be(17);

    [Fact]
    public void Of_the_44_projects_in_talks_of_the_high_tech_zone_15_are_new_energy_vehicles_which_is_34_percent()
    {
        var pipeline = Pipeline.Of(
            Replay.Projects.Values,
            new PipelineAsk(new DateOnly(2023, 1, 1), HalfYear, "肇庆高新区", null, "新能源汽车"), Replay.Roster);
        var parts = pipeline.Stages.ToDictionary(stage => stage.Stage.Label, stage => stage.PartOf("新能源汽车"));

        parts["在谈"].Should().Be(new IndustryPart(15, 44));
        parts["在谈"].Rate.Should().BeApproximately(0.34m, 0.005m);
        parts["评审"].Should().Be(new IndustryPart(17, 17));
        (pipeline.Increases.Projects, pipeline.Increases.Times).Should().Be((9, 12));
    }

    [Theory]
    [InlineData("端州区", "projects", "22")]
    [InlineData("端州区", "own_projects", "19")]
    [InlineData("四会市", "own_projects", "31")]
    [InlineData("四会市", "leading_part", "0.9")]
    [InlineData("肇庆高新区", "increased_projects", "9")]
    [InlineData("肇庆高新区", "increases", "12")]
    [InlineData("高要区", "visited_firms", "18")]
    [InlineData("高要区", "promotions", "15")]
    public void The_rulebook_counts_the_figures_that_the_bulletin_prints(string unit, string measure, string figure) =>
        Figures.Of(unit, Rulebook.MeasureOf(measure)).Should().Be(
            decimal.Parse(figure, CultureInfo.InvariantCulture));

    [Fact]
    public void The_year_s_target_of_the_whole_city_is_more_than_half_reached_by_the_middle_of_the_year()
    {
        var seen = TargetsSeen.Of(Known, new RuleSet([Rulebook]), HalfYear).Single();

        seen.Whole!.Pace!.Rate.Should().BeInRange(0.5m, 0.55m);
        seen.Whole.Pace.Ahead.Should().BeGreaterThan(0m);
        seen.Units.Should().HaveCount(9);
        seen.Units.Sum(one => one.Pace!.Done).Should().Be(seen.Whole.Pace.Done);
    }

    [Fact]
    public void In_Huaiji_business_brings_business() =>
        Of("怀集县", BuiltInKinds.Referral).Count(referral => referral.Facts.ContainsKey("referred_by")).Should()
            .BeGreaterThan(2);

    private static Rulebook Rulebook => SeedFolder.Rulebook(SeedFolder.Read("zhaoqing"));

    private static PeriodFigures Figures => new(
        Known, new RuleSet([Rulebook]), NamedPeriod.Of("2023", Rulebook.Calendar)!, HalfYear);

    private static Snapshot Known => new(
        1, DistrictFile.Empty with
        {
            Roster = Replay.Roster,
            Given = GivenTargets.Evolve(
                null,
                new TargetsGiven("示意", [.. SeedFolder.Read("zhaoqing").Targets.Select(row => row.Target)])),
        },
        LedgerEntry.InOrder(Replay.Claims.Values.Where(claim => claim.Status == ClaimStatus.Verified)
            .SelectMany(claim => claim.Shares.Select(share => new LedgerEntry(
                claim.Id, share.Unit, claim.Kind, claim.OccurredOn, share.Part, claim.Facts, 1, null)))),
        [], new Dictionary<string, string>());

    private static decimal Contracted(Claim signing) => signing.Facts["contracted"].Number!.Value;

    private static List<Claim> Of(string unit, string kind) =>
        Replay.Verified(kind).Where(claim => claim.Unit == unit).ToList();
}
