using Evaluation.Office.Claims;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Verification;

/// <summary>
/// The share of claims examined in full rises as accuracy falls, and the draw can be made again by anybody.
/// </summary>
public sealed class SamplingTests
{
    private static readonly Week Ninth = Sample.WeekOf("2023-03-01");

    [Theory]
    [InlineData(0, 0, "0.5", "1")]
    [InlineData(4, 4, "0.75", "0.5")]
    [InlineData(16, 16, "0.9", "0.2")]
    [InlineData(96, 96, "0.98", "0.1")]
    [InlineData(16, 12, "0.7", "0.6")]
    [InlineData(16, 0, "0.1", "1")]
    public void Accuracy_begins_with_two_of_four_and_the_share_with_twice_what_is_missing(
        int examined, int right, string accuracy, string share)
    {
        var files = Enumerable.Range(0, examined).Select(i =>
        {
            var file = ClaimHistory.Evolve(
                null, Desk.Read($"V-{i} 坑口街道 2023-02-01 visit enterprise=鼎新 leader=member"));
            return ClaimHistory.Evolve(
                file, i < right ? new ClaimVerified($"V-{i}", [], Facts.None, "") : new ClaimRefused($"V-{i}", "不实"));
        });

        var found = Sampling.Accuracy("坑口街道", files);

        (found.Examined, found.Unchanged).Should().Be((examined, right));
        Value.Of(found.Accuracy).ToString().Should().Be(accuracy);
        Value.Of(found.Share).ToString().Should().Be(share);
    }

    [Fact]
    public void What_the_office_returned_or_put_right_counts_against_and_what_a_unit_put_right_before_does_not()
    {
        var reported = Desk.Read("V-1 坑口街道 2023-02-01 visit enterprise=鼎新 leader=member");
        var verified = new ClaimVerified("V-1", [], Facts.None, "");
        var corrected = new ClaimCorrected("V-1", reported.OccurredOn, reported.Facts, [], "更正");
        var returned = new ClaimReturned("V-1", "材料不全");
        (bool, bool) Judge(params object[] events)
        {
            var file = events.Aggregate((ClaimHistory?)null, ClaimHistory.Evolve)!;
            return (file.Examined, file.Unchanged);
        }

        Judge(reported).Should().Be((false, false));
        Judge(reported, verified).Should().Be((true, true));
        Judge(reported, corrected, verified).Should().Be((true, true));
        Judge(reported, returned).Should().Be((true, false));
        Judge(reported, returned, corrected, verified).Should().Be((true, false));
        Judge(reported, verified, corrected).Should().Be((true, false));
        Judge(reported, verified, new ClaimReversed("V-1", "不实", "文")).Should().Be((true, false));
        Judge(reported, new ClaimWithdrawn("V-1", "")).Should().Be((false, false));
        Judge(reported, returned, new ClaimWithdrawn("V-1", "")).Should()
            .Be((true, false), "taking it back does not undo the fault");
    }

    [Fact]
    public void Only_the_twelve_weeks_before_tell_the_accuracy()
    {
        var desk = new Desk().Report(
            "V-1 坑口街道 2022-12-04 visit enterprise=鼎新 leader=member",
            "V-2 坑口街道 2022-12-05 visit enterprise=衡澜 leader=member",
            "V-3 坑口街道 2023-02-26 visit enterprise=鼎星 leader=member",
            "V-4 坑口街道 2023-02-27 visit enterprise=华强 leader=member")
            .Verify("V-1", "V-2", "V-3", "V-4");

        Sampling.Accuracies(desk.Book, Ninth).Single(one => one.Unit == "坑口街道").Reason
            .Should().Be("前12周核验2件，原样认定2件，准确率（2＋2）÷（2＋4）＝66.7%，抽查比例66.7%。");
    }

    [Fact]
    public void The_draw_is_the_hash_of_district_week_and_claim()
    {
        // printf 'dinghu/2023-W09/V-1' | sha256sum
        Sampling.Hash("dinghu", Ninth, "V-1").Should().StartWith("a43a0ca4292d9033");
    }

    [Fact]
    public void Grave_findings_and_large_amounts_are_always_examined_and_the_rest_is_drawn()
    {
        var desk = new Desk();
        desk.Report(Enumerable.Range(100, 96).Select(i =>
            $"L-{i} 坑口街道 {Sample.Day("2023-01-02").AddDays(i % 50):yyyy-MM-dd} lead title=旧线索{i}"))
            .Verify(Enumerable.Range(100, 96).Select(i => $"L-{i}"));
        desk.Report(Enumerable.Range(0, 60).Select(i => $"N-{i} 坑口街道 2023-03-01 lead title=新线索{i}"));
        desk.Report(
            "N-90 坑口街道 2023-03-02 lead title=大项目 expected=1亿", "N-91 坑口街道 2023-03-02 lead title=同一条",
            "N-92 凤凰镇 2023-03-02 lead title=同一条");

        var sample = Sampling.Of(desk.Book, Desk.Rules, desk.Findings, Ninth);

        sample.Length.Should().Be(63);
        sample.Single(one => one.Claim == "N-90").Reason.Should().Be("金额1亿，达到1亿，须全面核验。");
        sample.Single(one => one.Claim == "N-91").Reason.Should().Be("有重点核实提示，须全面核验。");
        sample.Where(one => one.Claim.Length <= 4).Should()
            .OnlyContain(one => one.Reason.StartsWith("抽签数") || one.Chosen);
        sample.Count(one => one.Chosen && one.Reason.StartsWith("抽签数", StringComparison.Ordinal)).Should()
            .BeInRange(1, 15, "about a tenth of sixty");
        sample.Where(one => one.Reason.StartsWith("抽签数", StringComparison.Ordinal)).Should().OnlyContain(one =>
            one.Chosen == (Convert.ToUInt32(one.Draw, 16) < 0.1m * 4_294_967_296m));
        Sampling.Of(desk.Book, Desk.Rules, desk.Findings, Ninth).Should().Equal(sample, "the draw stays");
        Sampling.Of(desk.Book, Desk.Rules, desk.Findings, Ninth.Next).Should().BeEmpty();
    }
}
