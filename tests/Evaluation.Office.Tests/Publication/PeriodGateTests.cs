using Evaluation.Office.Publication;
using Evaluation.Office.Publication.Gating;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using FluentAssertions;
using Xunit;
using static Evaluation.Office.Tests.Publication.GateDesk;
using static Evaluation.Office.Tests.Publication.PeriodDesk;

namespace Evaluation.Office.Tests.Publication;

/// <summary>What must hold before the bulletin of a period is sealed, by examples.</summary>
public sealed class PeriodGateTests
{
    [Fact]
    public void A_period_passes_the_checks_of_its_week_and_some_of_its_own()
    {
        var report = WeekSealed().Examined();

        report.Checks.Select(check => $"{check.Code} {check.Label}").Should().Equal(
            "closed 期间末日所在的周已截止", "weeks-sealed 期间各周的通报均已签发",
            "published 考评办法规定按此期间通报",
            "ranked 有单位参加本期排名", "edition 有施行中的考评办法，文本与采纳时一致",
            "references 单位、加减分和目标任务均为考评办法和名册所知", "decided 截止前的事项均有结论或已结转",
            "appeals 没有到期未裁决的申诉", "duplicates 疑似重复的事项均已处理",
            "caught-up 计分数据已处理到最新事件",
            "equal 计分数据与事件重算一致", "second-count 第二套计算结果一致",
            "confirmed 通报稿已由另一人确认且未变动");
        report.Checks.Where(check => !check.Met).Should().ContainSingle().Which.Code.Should().Be("confirmed");
        report.Confirmable.Should().BeTrue();
        WeekSealed().Confirmed(February).Examined().Open.Should().BeTrue();
    }

    [Fact]
    public void The_week_in_which_it_ends_is_closed_and_all_weeks_are_sealed()
    {
        Of(Adopted(Monthly)).And(Visits).Findings("closed").Should().Equal("2023-W09尚未办理截止。");
        Of(Adopted(Monthly)).And(Visits).Examined().Draft.Should().BeNull();
        Of(Adopted(Monthly)).And(Visits).And(PeriodDesk.Closed).Findings("weeks-sealed")
            .Should().Equal("2023-W09的周通报尚未签发。");
        Of(Adopted(Monthly)).And(Visits)
            .And(PeriodDesk.Closed with { Week = Ninth.Previous }, PeriodDesk.Closed).Findings("weeks-sealed")
            .Should().Equal("2023-W08至2023-W09的周通报尚未签发。");
        WeekSealed().Findings("weeks-sealed").Should().BeEmpty();
    }

    [Fact]
    public void The_rules_of_its_last_day_publish_such_periods()
    {
        var desk = Of(Adopted(Usual)).And(Visits).And(PeriodDesk.Closed).Sealed(Ninth);

        desk.Findings("published").Should().Equal(
            "考评办法第1版没有规定按此期间通报（bulletin 的 periods 中没有 month）。");
        desk.Examined().Draft.Should().BeNull();
    }

    /// <summary>The rules begin on 2 January, within the month, and do not say what is done with it.</summary>
    [Fact]
    public void A_period_that_nobody_was_there_for_has_no_places()
    {
        var fifth = Sample.WeekOf("2023-01-30");
        var january = new Term(
            fifth, new NamedPeriod("2023-01", Period.Month, Sample.Day("2023-01-01"), Sample.Day("2023-01-31")));
        var desk = Of(Adopted(Monthly)).And(Visits).And(PeriodDesk.Closed with { Week = fifth }).Sealed(fifth);

        Gate.Examine(desk.Gathered(january)).Checks.Single(check => check.Code == "ranked").Findings
            .Should().Equal("没有单位在整个2023年1月参加考评，本期没有位次。");
    }

    [Fact]
    public void Claims_up_to_its_last_day_are_decided_or_left_for_later()
    {
        var inside = Visit("V8", "2023-02-28", unit: Sample.Kengkou);
        var after = Visit("V9", "2023-03-01", unit: Sample.Kengkou);
        var late = Visit("V7", "2023-02-20", reportedAt: "2023-03-08 09:00", unit: Sample.Kengkou);

        WeekSealed().And(inside).Findings("decided").Should()
            .Equal("事项“V8”（坑口街道，外出拜访企业，2023-02-28）待核验。");
        WeekSealed().And(after, late).Findings("decided").Should().BeEmpty();
        WeekSealed().And(inside, new ClaimCarriedOver(Ninth, "V8", "材料待补")).Findings("decided").Should().BeEmpty();
    }

    [Fact]
    public void Appeals_are_ruled_on()
    {
        WeekSealed().And(GateDesk.Appeal("S1", "2023-03-07 12:00")).Findings("appeals").Should().ContainSingle();
        WeekSealed().And(GateDesk.Appeal("S1", "2023-03-08 12:00")).Findings("appeals").Should().BeEmpty();
    }

    [Fact]
    public void Another_draft_must_be_confirmed_again()
    {
        var desk = WeekSealed().Confirmed(February);
        desk.And(Verified("V7", "2023-03-02", Sample.Kengkou)).Examined().Open.Should()
            .BeTrue("what happened after the last day is not in the draft");
        desk.And(Verified("V8", "2023-02-27", Sample.Kengkou)).Findings("confirmed").Should().ContainSingle();
    }

    [Fact]
    public void A_count_that_differs_is_said_with_the_name_of_the_period()
    {
        var seen = WeekSealed().At(WeekSealed().Last).SeenThrough(February.Last);
        var wrong = new Evaluation.Office.Ledger.Scored(
            seen.Known, seen.Rules,
            [.. seen.Scores.Select(score => score with
            {
                Views = [.. score.Views.Select(end => end with { Points = end.Points + 1m })],
            })]);

        Disagreement.First(seen, February).Should().BeNull();
        Disagreement.First(wrong, February).Should()
            .Be("凤凰镇2023年2月（镇街），本期得分：计分为2分，第二套计算为1分。");
    }

    [Fact]
    public void Who_closed_or_confirmed_does_not_seal_and_a_period_has_a_document()
    {
        var desk = WeekSealed().Confirmed(February);
        var (file, report) = (desk.FileOf(February), desk.Examined());
        var sealing = new BulletinSealed(
            Ninth, 2, "", 1, [], default, "wu.closer", "he.sealer", "", "", "", "");

        WeekDecider.MaySeal(report.Closed, file, February, "wu.closer")!.What.Should().Contain("2023-W09的截止");
        WeekDecider.MaySeal(report.Closed, file, February, "zhang.verifier")!.What.Should()
            .Contain("2023年2月的通报稿");
        GateDecider.Seal(report.Closed, file, file, sealing, February).Refusal!.Code.Should().Be("document-missing");
        GateDecider.Seal(report.Closed, file, file, sealing with { Document = "测2号" }, February).Refusal.Should()
            .BeNull();
        WeekDecider.MaySeal(null, file, February, "he.sealer")!.What.Should()
            .Be("2023年2月至2023-02-28，所在的2023-W09尚未截止。");
        desk.SealedFebruary();
        GateDecider.Confirm(report.Closed, desk.FileOf(February), file.Confirmed!, report.Draft!.Digest, February)
            .Refusal!.What.Should().Be("2023年2月的通报已于2023-03-16 09:00由“he.sealer”签发（测〔2023〕月2号）。");
    }

    private static object[] Verified(string claim, string day, string unit) => PeriodDesk.Verified(claim, day, unit);
}
