using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Rulebooks.Units;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Verification;

/// <summary>Whoever looks for doubles sees files of one firm as one firm, under all its names.</summary>
public sealed class MergedFirmFindingTests
{
    private const string First = "V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member",
        Second = "V-2 坑口街道 2023-03-01 visit enterprise=衡澜 leader=member";

    [Fact]
    public void Claims_about_two_files_of_one_firm_are_likely_doubles()
    {
        Desk.Text(new Desk().Report(First, Second).Findings).Should().BeEmpty();

        var merged = new Desk().Apply(new FirmMerged("衡澜", "鼎新", "同一家")).Report(First, Second);
        Desk.Text(merged.Findings).Should().Be("重点 疑似重复 V-1 V-2");
        merged.Findings.Single().Reason.Should().Contain("企业同为“肇庆鼎新材料有限公司”");

        merged.Apply(new FirmMergeUndone("衡澜", "鼎新", "两家"));
        Desk.Text(merged.Findings).Should().BeEmpty();
    }

    [Fact]
    public void Near_names_of_files_of_one_firm_are_no_riddle_any_more()
    {
        const string near = "V-2 坑口街道 2023-03-01 visit enterprise=鼎新二 leader=member";
        new Desk().Report(First, near).Findings.Should().ContainSingle()
            .Which.Reason.Should().Contain("企业名称相近");

        new Desk().Apply(new FirmMerged("鼎新二", "鼎新", "同一家")).Report(First, near).Findings.Should()
            .ContainSingle().Which.Reason.Should().Contain("企业同为").And.NotContain("企业名称相近");
    }

    [Fact]
    public void A_firm_is_near_to_others_by_the_names_of_all_its_files()
    {
        const string star = "V-2 坑口街道 2023-03-01 visit enterprise=鼎星 leader=member";
        var about = new Desk().Report("V-1 坑口街道 2023-03-01 visit enterprise=衡澜 leader=member", star);
        Desk.Text(about.Findings).Should().BeEmpty();

        // 鼎新 is one sign from 鼎星, and 衡澜 is 鼎新 now.
        about.Apply(new FirmMerged("鼎新", "衡澜", "同一家"));
        about.Findings.Should().ContainSingle().Which.Reason.Should().Contain("只差一个字");
    }

    [Fact]
    public void A_renamed_firm_is_named_by_its_new_name()
    {
        var renamed = new Desk().Apply(new FirmRenamed("鼎新", "鼎新集团", Sample.Day("2023-02-01"), "变更"))
            .Report(First, First.Replace("V-1", "V-2", StringComparison.Ordinal));

        renamed.Findings.Single().Reason.Should().Contain("企业同为“鼎新集团”");
    }

    [Fact]
    public void A_reporter_is_told_that_the_other_file_was_claimed()
    {
        var firms = new MergedFirms([new MergedFirm("衡澜", "鼎新")]);
        var (one, two) = (Claim.Evolve(null, Desk.Read(First)), Claim.Evolve(null, Desk.Read(Second)));

        ClaimRemarks.Of(two, [one], Desk.Rules, TimeSpan.FromHours(8), null).Should().BeEmpty();
        ClaimRemarks.Of(two, [one], Desk.Rules, TimeSpan.FromHours(8), firms).Should().ContainSingle()
            .Which.Should().Contain("V-1");
    }
}
