using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Kinds;
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
    public void In_Huaiji_business_brings_business() =>
        Of("怀集县", BuiltInKinds.Referral).Count(referral => referral.Facts.ContainsKey("referred_by")).Should()
            .BeGreaterThan(2);

    private static decimal Contracted(Claim signing) => signing.Facts["contracted"].Number!.Value;

    private static List<Claim> Of(string unit, string kind) =>
        Replay.Verified(kind).Where(claim => claim.Unit == unit).ToList();
}
