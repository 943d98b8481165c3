using Evaluation.Office.Claims;
using Evaluation.Office.Projects;
using Evaluation.Office.Tests.Decisions;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Projects;

/// <summary>What may happen to a project, and what only once.</summary>
public sealed class ProjectTests
{
    private static readonly ProjectFiled Filed = new("P1", "电池项目", "甲", "新材料", null, 100_000_000m, 80_000_000m);
    private static readonly IntroducerNamed Introducer = new("P1", Sample.Kengkou);
    private static readonly SharesAgreed Agreed = new(
        "P1", [new(Sample.Kengkou, 0.6m), new(Sample.Fenghuang, 0.4m)], "分享协议");

    private static Case<Project> Projects => new(Project.Evolve);

    private static Case<Project> Introduced => Projects.Given(Filed, Introducer);

    [Theory]
    [InlineData("P2", "甲", "电池项目", "project-alike")]
    [InlineData("P2", "甲", "电池 项目", "project-alike")]
    [InlineData("P2", "乙", "电池项目", null)]
    [InlineData("P2", "甲", "电池项目二期", null)]
    [InlineData("P1", "甲", "电池项目", null)]
    public void A_firm_has_one_project_of_a_name(string project, string firm, string name, string? code) =>
        (ProjectDecider.Alike([Project.Evolve(null, Filed)], project, firm, name)?.Code).Should().Be(code);

    [Fact]
    public void A_project_is_filed_once()
    {
        Projects.When(project => ProjectDecider.File(project, Filed)).Then(Filed);
        Projects.Given(Filed).When(project => ProjectDecider.File(project, Filed)).Refused("repeated");
        Projects.Given(Filed).When(project => ProjectDecider.File(project, Filed with { Contracted = 1m }))
            .Refused("project-exists");
    }

    [Fact]
    public void A_project_needs_a_name_amounts_of_at_least_zero_and_another_parent_than_itself()
    {
        Projects.When(project => ProjectDecider.File(project, Filed with { Name = " " })).Refused("name-missing");
        Projects.When(project => ProjectDecider.File(project, Filed with { Parent = "P1" })).Refused("own-parent");
        Projects.When(project => ProjectDecider.File(project, Filed with { FixedAsset = -1m })).Refused("field-wrong");
    }

    [Fact]
    public void A_project_has_one_first_introducer()
    {
        Projects.Given(Filed).When(project => ProjectDecider.NameIntroducer(project, Introducer, Sample.Roster))
            .Then(Introducer);
        Introduced.When(project => ProjectDecider.NameIntroducer(project, new("P1", Sample.Fenghuang), Sample.Roster))
            .Refused("introducer-exists");
        Introduced.When(project => ProjectDecider.NameIntroducer(project, Introducer, Sample.Roster))
            .Refused("repeated");
        Projects.Given(Filed)
            .When(project => ProjectDecider.NameIntroducer(project, new("P1", "无名镇"), Sample.Roster))
            .Refused("unknown-unit");
        Projects.When(project => ProjectDecider.NameIntroducer(project, Introducer, Sample.Roster))
            .Refused("unknown-project");
    }

    [Fact]
    public void Shares_are_agreed_and_add_to_exactly_one()
    {
        Introduced.When(project => ProjectDecider.AgreeShares(project, Agreed, Sample.Roster)).Then(Agreed);
        Introduced.When(
            project =>
                ProjectDecider.AgreeShares(
                    project, Agreed with { Shares = [new(Sample.Kengkou, 0.6m), new(Sample.Fenghuang, 0.39m)] },
                    Sample.Roster))
            .Refused("shares-not-one");
        Introduced.When(
            project =>
                ProjectDecider.AgreeShares(
                    project, Agreed with { Shares = [new(Sample.Kengkou, 1.4m), new(Sample.Fenghuang, -0.4m)] },
                    Sample.Roster))
            .Refused("shares-not-one");
        Introduced.When(
            project =>
                ProjectDecider.AgreeShares(
                    project, Agreed with { Shares = [new(Sample.Kengkou, 0.5m), new(Sample.Kengkou, 0.5m)] },
                    Sample.Roster))
            .Refused("shares-unit-twice");
        Introduced.When(
            project =>
                ProjectDecider.AgreeShares(project, Agreed with { Shares = Share.Whole("无名镇") }, Sample.Roster))
                    .Refused("unknown-unit");
        Introduced.When(project => ProjectDecider.AgreeShares(project, Agreed with { Source = "" }, Sample.Roster))
            .Refused("source-missing");
        Introduced.Given(Agreed).When(project => ProjectDecider.AgreeShares(project, Agreed, Sample.Roster))
            .Refused("repeated");
        Projects.When(project => ProjectDecider.AgreeShares(project, Agreed, Sample.Roster)).Refused("unknown-project");
    }

    [Fact]
    public void The_first_introducer_has_all_credit_until_shares_are_agreed()
    {
        var introduced = Project.Evolve(Project.Evolve(null, Filed), Introducer);

        introduced.CreditedShares.Should().Equal(Share.Whole(Sample.Kengkou));
        Project.Evolve(introduced, Agreed).CreditedShares.Should().Equal(Agreed.Shares);
    }

    [Fact]
    public void Each_stage_is_credited_once()
    {
        var started = ClaimOf("C1", BuiltInKinds.Stage, ("stage", Value.Of("started")), ("paid_in", Value.Of(5m)));
        var credited = new StageCredited("P1", "started", "C1", started.OccurredOn, 5m);

        Introduced.When(project => ProjectDecider.Credit(project, started)).Then(credited);
        Introduced.Given(credited).When(project => ProjectDecider.Credit(project, started with { Id = "C2" }))
            .Refused("stage-credited");
        Introduced.Given(credited, new CreditReversed("P1", "C1"))
            .When(project => ProjectDecider.Credit(project, started with { Id = "C2" }))
            .Then(credited with { Claim = "C2" });
    }

    [Fact]
    public void A_project_is_signed_once()
    {
        var signing = ClaimOf("C1", BuiltInKinds.Signing, ("contracted", Value.Of(100m)));
        var credited = new StageCredited("P1", ProjectStages.Signed, "C1", signing.OccurredOn, 0m);

        Introduced.When(project => ProjectDecider.Credit(project, signing)).Then(credited);
        Introduced.Given(credited).When(project => ProjectDecider.Credit(project, signing with { Id = "C2" }))
            .Refused("stage-credited");
    }

    [Fact]
    public void Each_tranche_is_credited_once()
    {
        var increase = ClaimOf(
            "C1", BuiltInKinds.Increase, ("tranche", Value.Of(2m)), ("amount", Value.Of(30_000_000m)));
        var credited = new TrancheCredited("P1", 2, 30_000_000m, "C1", increase.OccurredOn);

        Introduced.When(project => ProjectDecider.Credit(project, increase)).Then(credited);
        Introduced.Given(credited).When(project => ProjectDecider.Credit(project, increase with { Id = "C2" }))
            .Refused("tranche-credited");
    }

    [Fact]
    public void Nothing_is_credited_without_a_project_or_an_introducer()
    {
        var signing = ClaimOf("C1", BuiltInKinds.Signing, ("contracted", Value.Of(100m)));

        Projects.Given(Filed).When(project => ProjectDecider.Credit(project, signing)).Refused("introducer-missing");
        Projects.When(project => ProjectDecider.Credit(project, signing)).Refused("unknown-project");
        Projects.When(project => ProjectDecider.Reverse(project, signing)).Refused("unknown-project");
    }

    [Fact]
    public void A_credit_is_taken_back_once()
    {
        var increase = ClaimOf(
            "C1", BuiltInKinds.Increase, ("tranche", Value.Of(2m)), ("amount", Value.Of(30_000_000m)));
        var credited = new TrancheCredited("P1", 2, 30_000_000m, "C1", increase.OccurredOn);

        Introduced.Given(credited).When(project => ProjectDecider.Reverse(project, increase))
            .Then(new CreditReversed("P1", "C1"));
    }

    [Fact]
    public void A_claim_learns_industry_firm_and_what_was_increased_before()
    {
        var project = new object[] { Filed, Introducer,
            new TrancheCredited("P1", 1, 40m, "C0", Sample.Day("2023-01-01")) }
            .Aggregate((Project?)null, Project.Evolve)!;

        var facts = ProjectDecider.FactsFor(project, ClaimOf("C1", BuiltInKinds.Increase));

        facts["industry"].Text.Should().Be("新材料");
        facts["enterprise"].Text.Should().Be("甲");
        facts["contracted"].Number.Should().Be(100_000_000m);
        facts["increased_before"].Number.Should().Be(40m);
        ProjectDecider.FactsFor(project, ClaimOf("C1", BuiltInKinds.Signing)).Should().NotContainKey("contracted");
    }

    private static Claim ClaimOf(string id, string kind, params (string Name, Value Value)[] facts) => new(
        id, Sample.Kengkou, kind, Sample.Day("2023-03-08"),
        facts.Append(("project", Value.Of("P1"))).ToDictionary(pair => pair.Item1, pair => pair.Item2),
        [], ClaimStatus.Reported, "", Sample.At("2023-03-09 09:00"), "li.reporter");
}
