using Evaluation.Office.Claims;
using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Projects;

/// <summary>
/// Claims that come to count, or count no longer, and the projects in whose streams they are credited.
/// </summary>
public sealed class ClaimCreditTests
{
    private static readonly Claim Signing = Claim.Evolve(null, new ClaimReported(
        "S1", Sample.Kengkou, BuiltInKinds.Signing, Sample.Day("2023-03-08"),
        new Dictionary<string, Value> { ["project"] = Value.Of("P1") }, [], [], Sample.At("2023-03-09 09:00"),
        "li.reporter"));

    private static readonly Project Filed = Project.Evolve(
        Project.Evolve(null, new ProjectFiled("P1", "甲项目", "甲", "新材料", null, 100m, 50m)),
        new IntroducerNamed("P1", Sample.Kengkou));

    private static readonly Project Credited =
        Project.Evolve(Filed, new StageCredited("P1", ProjectStages.Signed, "S1", Signing.OccurredOn, 0m));

    [Fact]
    public void A_signing_is_verified_and_credited_with_what_the_project_says()
    {
        var decided = Verify(Filed, "kaoping.liang");
        var verified = decided.Claim.Events.Should().ContainSingle().Which.Should().BeOfType<ClaimVerified>().Subject;
        verified.Shares.Should().Equal(Share.Whole(Sample.Kengkou));
        verified.FromFile["industry"].Text.Should().Be("新材料");
        decided.Project.Events.Should().Equal(
            new StageCredited("P1", ProjectStages.Signed, "S1", Signing.OccurredOn, 0m));
    }

    [Fact]
    public void A_claim_that_is_not_verified_leaves_the_project_alone()
    {
        var decided = Verify(Filed, "li.reporter");
        decided.Claim.Refusal!.Code.Should().Be("same-person");
        decided.Project.Refusal.Should().BeNull();
        decided.Project.Events.Should().BeEmpty();
    }

    [Fact]
    public void A_stage_that_another_claim_has_or_a_project_that_is_not_on_file_is_refused_at_the_project()
    {
        Verify(Credited, "kaoping.liang").Project.Refusal!.Code.Should().Be("stage-credited");
        Verify(null, "kaoping.liang").Project.Refusal!.Code.Should().Be("unknown-project");
    }

    [Fact]
    public void A_reversal_takes_the_credit_back_and_a_ruling_gives_it_again()
    {
        var verified = Claim.Evolve(Signing, new ClaimVerified("S1", Share.Whole(Sample.Kengkou), Facts.None, ""));
        var reversal = new ClaimReversed("S1", "虚报", "考8号");
        var decided = ClaimCredit.Reverse(verified, reversal, Credited);
        decided.Claim.Events.Should().Equal(reversal);
        decided.Project.Events.Should().Equal(new CreditReversed("P1", "S1"));

        var restored = ClaimCredit.Restore(
            Claim.Evolve(verified, reversal), "S1", ClaimFile.Empty with { Project = Filed }, "材料齐全", "考9号");
        restored.Claim.Events.Should().ContainSingle().Which.Should().BeOfType<ClaimRestored>();
        restored.Project.Events.Should().ContainSingle().Which.Should().BeOfType<StageCredited>();
    }

    [Fact]
    public void A_claim_without_a_project_touches_none()
    {
        var trip = Signing with { Kind = BuiltInKinds.Trip };
        var decided = ClaimCredit.Verify(trip, "S1", ClaimFile.Empty, "kaoping.liang", "");
        decided.Claim.Events.Should().ContainSingle();
        decided.Project.Refusal.Should().BeNull();
        decided.Project.Events.Should().BeEmpty();
    }

    [Fact]
    public void A_correction_keeps_what_it_does_not_name_and_removes_what_it_names_as_empty()
    {
        var visit = Signing with
        {
            Kind = BuiltInKinds.Visit,
            Facts = new Dictionary<string, Value> { ["enterprise"] = Value.Of("甲"), ["leader"] = Value.Of("top") },
        };
        Correct(visit, ("leader", "member")).Value.Values.Should().BeEquivalentTo(
            new Dictionary<string, Value> { ["enterprise"] = Value.Of("甲"), ["leader"] = Value.Of("member") });
        Correct(visit, ("enterprise", "")).Refusal!.Code.Should().Be("field-missing");
        Correct(visit with { Kind = "bogus" }, ("leader", "member")).Refusal!.Code.Should().Be("unknown-kind");
    }

    private static CreditDecisions Verify(Project? project, string account) =>
        ClaimCredit.Verify(Signing, "S1", ClaimFile.Empty with { Project = project }, account, "");

    private static Result<ClaimFacts> Correct(Claim claim, params (string Field, string Text)[] changes) =>
        ClaimFacts.Correct(
            KindSet.BuiltIn, claim, claim.OccurredOn, changes.ToDictionary(one => one.Field, one => one.Text));
}
