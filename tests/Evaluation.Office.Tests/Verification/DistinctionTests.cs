using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Ledger;
using Evaluation.Office.Tests.Decisions;
using Evaluation.Office.Verification;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Verification;

/// <summary>
/// Likely duplicates are settled by a decision on one claim or by a statement with a reason, and only once asked.
/// </summary>
public sealed class DistinctionTests
{
    private const string First = "V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member";
    private const string Second = "V-2 凤凰镇 2023-03-02 visit enterprise=鼎新 leader=member person=张三";
    private const string Twin = "V-2 凤凰镇 2023-03-01 visit enterprise=鼎新 leader=member";

    private static readonly ClaimPair Pair = ClaimPair.Of("V-2", "V-1");
    private static readonly ClaimsDistinguished Stated = new("V-1", "V-2", 0, 0, "上午总部、下午工厂", "liang");
    private static readonly Week Ninth = Sample.WeekOf("2023-03-01");

    [Fact]
    public void Somebody_else_than_the_reporter_states_it_with_a_reason_and_once() =>
        new Case<Distinction>(Distinction.Evolve)
            .When(Deciding("上午总部、下午工厂", "liang")).Then(Stated);

    [Theory]
    [InlineData("", "liang", "reason-missing")]
    [InlineData("  ", "liang", "reason-missing")]
    [InlineData("不同", "chen", "same-person")]
    public void It_is_refused(string reason, string account, string code) =>
        new Case<Distinction>(Distinction.Evolve).When(Deciding(reason, account)).Refused(code);

    [Fact]
    public void It_is_refused_for_one_claim_twice_an_unknown_one_a_decided_one_and_when_it_was_stated()
    {
        var pairs = new Case<Distinction>(Distinction.Evolve);
        pairs.When(
            known => DistinctionDecider.Distinguish(
                known, ClaimPair.Of("V-1", "V-1"), File(First), File(First), "不同", "liang"))
            .Refused("same-claim");
        pairs.When(known => DistinctionDecider.Distinguish(known, Pair, null, File(Twin), "不同", "liang"))
            .Refused("unknown-claim");
        pairs.When(known => DistinctionDecider.Distinguish(known, Pair, File(First), null, "不同", "liang"))
            .Refused("unknown-claim");
        pairs.When(known => DistinctionDecider.Distinguish(
            known, Pair, File(First), ClaimHistory.Evolve(File(Twin), new ClaimRefused("V-2", "重复")), "不同",
            "liang")).Refused("nothing-open");
        pairs.Given(Stated).When(Deciding("另一理由", "mo")).Refused("repeated");
    }

    [Fact]
    public void Who_corrected_one_of_them_does_not_state_it()
    {
        var corrected = ClaimHistory.Evolve(
            File(First), new ClaimCorrected("V-1", Desk.Read(First).OccurredOn, Desk.Read(First).Facts, [], "更正")
            {
                CorrectedBy = "liang",
            });

        new Case<Distinction>(Distinction.Evolve)
            .When(known => DistinctionDecider.Distinguish(known, Pair, corrected, File(Twin), "不同", "liang"))
            .Refused("same-person");
    }

    [Fact]
    public void A_statement_settles_the_pair_until_one_of_the_claims_is_corrected()
    {
        var desk = new Desk().Report(First, Twin).Apply(Stated);
        desk.Findings.Should().ContainSingle().Which.Settled.Should().Be("上午总部、下午工厂");

        var corrected = Desk.Read(Twin);
        desk.Apply(new ClaimCorrected("V-2", corrected.OccurredOn, corrected.Facts, [], "更正"));

        desk.Findings.Should().ContainSingle().Which.Open.Should().BeTrue();
        desk.Apply(Stated with { SecondCorrections = 1 }).Findings.Should()
            .ContainSingle().Which.Open.Should().BeFalse();
    }

    [Fact]
    public void The_gate_needs_answers_about_pairs_that_count_up_to_its_week()
    {
        Questions(new Desk().Report(First, Twin), Ninth).Should().Equal("V-1 V-2");
        Questions(new Desk().Report(First, Second), Ninth).Should().BeEmpty("only grave ones must be settled");
        Questions(new Desk().Report(First, Twin), Ninth.Previous).Should().BeEmpty("they come later");
        Questions(new Desk().Report(First, Twin).Apply(Stated), Ninth).Should().BeEmpty();
        Questions(new Desk().Report(First, Twin).Apply(new ClaimReversed("V-1", "重复", "文")), Ninth)
            .Should().BeEmpty();
    }

    [Fact]
    public void A_claim_that_waits_and_is_carried_over_or_came_after_the_cut_off_is_asked_about_later()
    {
        Questions(new Desk().Report(First, Twin).Verify("V-1"), Ninth, "V-2").Should().BeEmpty();
        Questions(new Desk().Report(First, Twin).Verify("V-1", "V-2"), Ninth, "V-2").Should()
            .BeEmpty("it counts in a later bulletin though it was verified since");
        Questions(new Desk().Report(First, $"{Twin} 填报=2023-03-08T09:00").Verify("V-1"), Ninth).Should().BeEmpty();
        var late = new Desk().Report(First, $"{Twin} 填报=2023-03-08T09:00").Verify("V-1", "V-2");
        Questions(late, Ninth).Should().BeEmpty();
        Questions(late, Ninth.Next).Should().Equal("V-1 V-2");
    }

    [Fact]
    public void A_pair_known_when_its_week_was_sealed_is_not_asked_about_again_but_what_came_since_is()
    {
        Questions(Sealed(new Desk().Report(First, Twin).Verify("V-1", "V-2")), Ninth.Next).Should().BeEmpty();
        Questions(Sealed(new Desk().Report(First).Verify("V-1")).Report(Twin), Ninth.Next).Should().Equal("V-1 V-2");
        Questions(Sealed(new Desk().Report(First, Twin).Verify("V-1")).Verify("V-2"), Ninth.Next)
            .Should().Equal("V-1 V-2");
    }

    private static Func<Distinction?, Decision> Deciding(string reason, string account) =>
        known => DistinctionDecider.Distinguish(known, Pair, File(First), File(Twin), reason, account);

    private static ClaimHistory File(string line) => ClaimHistory.Evolve(null, Desk.Read(line));

    private static Desk Sealed(Desk desk) => desk.Apply(new BulletinSealed(
        Ninth, 1, "文", desk.Book.Position, [], Sample.At("2023-03-09 09:00"), "su", "xie", "", "", "", ""));

    private static IEnumerable<string> Questions(Desk desk, Week week, string? carried = null) =>
        OpenDuplicates.Of(
            desk.Book, desk.Findings,
            new Intake(week.End, Sample.At("2023-03-07 18:00").AddDays(7 * (week == Ninth.Next ? 1 : 0))),
            id => id == carried)
            .Select(one => string.Join(' ', one.Claims));
}
