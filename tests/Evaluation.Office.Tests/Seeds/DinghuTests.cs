using Evaluation.Office.Claims;
using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Seeds;

/// <summary>The figures of the two areas in the first half of 2023.</summary>
public sealed class DinghuTests
{
    private static readonly History History = SeedFolder.Read("dinghu");
    private static readonly Replay Replay = Replay.Of(History);

    [Fact]
    public void By_the_end_of_June_there_are_295_visits_of_which_118_were_led_by_the_top_leader()
    {
        var visits = Replay.Verified(BuiltInKinds.Visit)
            .Where(visit => visit.OccurredOn <= new DateOnly(2023, 6, 30)).ToList();

        visits.Should().HaveCount(295);
        visits.Count(visit => visit.Text("leader") == "top").Should().Be(118);
        visits.Should().OnlyContain(visit => visit.Shares.Count == 1 && visit.Shares[0].Unit == visit.Unit);
    }

    [Fact]
    public void One_project_was_increased_in_four_tranches_of_together_ten_hundred_million()
    {
        var increased = Replay.Projects.Values.Single(project => project.Tranches.Count == 4);

        increased.Tranches.Values.Sum(credit => credit.Amount).Should().Be(10 * Money.Yi);
        Replay.Verified(BuiltInKinds.Increase).Select(claim => claim.Facts["amount"].Number).Should()
            .Contain(3000 * Money.Wan).And.Contain(amount => amount < 3000 * Money.Wan);
        Replay.Projects.Values.Should().Contain(project => project.Parent == increased.Id);
    }

    [Fact]
    public void Claims_meet_every_fate_that_a_claim_can_meet()
    {
        var fates = Replay.Claims.Values.GroupBy(claim => claim.Status)
            .ToDictionary(group => group.Key, group => group.Count());

        fates[ClaimStatus.Refused].Should().Be(15);
        fates[ClaimStatus.Withdrawn].Should().Be(2);
        fates[ClaimStatus.Reversed].Should().Be(1);
        History.Handling.Where(step => step.Step == "returned").Should().HaveCountGreaterThan(6);
        var verified = new HashSet<string>();
        History.Handling.Where(
            step => step.Step == "verified" ? !verified.Add(step.Claim)
                : step.Step == "corrected" && verified.Contains(step.Claim))
            .Should().ContainSingle("one verified claim was corrected later");
    }

    [Fact]
    public void Some_facts_are_added_after_the_week_in_which_they_happened_was_sealed()
    {
        var sealedAt = History.Weeks.ToDictionary(week => week.Week, week => week.SealedAt);

        History.Facts.Count(fact => fact.RecordedAt > sealedAt[Week.Of(fact.OccurredOn, History.District.WeekStarts)])
            .Should().BeInRange(4, 10);
    }

    [Fact]
    public void The_other_counts_are_those_of_a_busy_half_year()
    {
        Replay.Verified(BuiltInKinds.Trip).Count().Should().BeInRange(85, 95);
        Replay.Verified(BuiltInKinds.Referral).Count().Should().Be(110);
        Replay.Verified(BuiltInKinds.Signing).Count().Should().BeInRange(18, 22);
        Replay.Verified(BuiltInKinds.Stage).Count().Should().BeInRange(38, 46);
        Replay.Verified(BuiltInKinds.Promotion).Count().Should().Be(12);
        Replay.Verified(BuiltInKinds.Lead).Count().Should().BeInRange(55, 65);
        Replay.Verified(BuiltInKinds.Signing).Count(signing => signing.Shares.Count > 1).Should().Be(3);
        Replay.Verified(BuiltInKinds.Referral).Should().Contain(referral => referral.Facts.ContainsKey("referred_by"));
    }

    [Fact]
    public void A_unit_entered_in_March_and_one_decision_was_taken_back()
    {
        History.Roster.Should().ContainSingle(row => row.From == new DateOnly(2023, 3, 1));
        Replay.Adjustments.Values.Should().ContainSingle(adjustment => adjustment.Reversed != null);
        Replay.Adjustments.Count.Should().Be(5);
    }

    [Fact]
    public void The_week_of_the_Chinese_New_Year_is_quiet()
    {
        History.Reports.Where(report => report.Week.Id == "2023-W04").Should()
            .OnlyContain(report => report.Nil).And.HaveCountGreaterThan(15);
        History.Facts.Should()
            .NotContain(
                fact => fact.OccurredOn >= new DateOnly(2023, 1, 23) && fact.OccurredOn <= new DateOnly(2023, 1, 29));
    }
}
