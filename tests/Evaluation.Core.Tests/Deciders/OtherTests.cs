using Evaluation.Office.Adjustments;
using Evaluation.Office.Adoption;
using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Office.Reports;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Tests.Deciders;

/// <summary>Firms, weekly reports, decisions of the committee, rulebooks and weeks.</summary>
public sealed class OtherTests
{
    private static readonly FirmFiled Firm = new("甲", "甲电池有限公司", "91441200MA4UXXXX1" + CreditCode.CheckCharacter("91441200MA4UXXXX1"), "新材料", true);
    private static readonly Week Week = TestOffice.WeekOf("2023-03-06");
    private static readonly ReportSubmitted Report = new(TestOffice.Kengkou, Week, false, TestOffice.At("2023-03-13 09:00"));
    private static readonly AdjustmentDecided Decided = new("J1", TestOffice.Kengkou, -2m, TestOffice.Day("2023-03-06"), TestOffice.Day("2023-03-06"), "考1号", "虚报");
    private static readonly AdjustmentReversed Reversed = new("J1", "J2", TestOffice.Day("2023-03-20"), TestOffice.Day("2023-03-20"), "考2号", "复核");
    private static readonly RulebookText Text = new() { Clauses = "- {id: visit, text: 每家次, unit: 分, each: visit, gives: 0.5, cap: none}" };
    private static readonly WeekClosed Closed = new(Week, TestOffice.At("2023-03-14 18:00"), "wu.closer");
    private static readonly BulletinSealed Bulletin = new(Week, 10, "考10号", 5, [], TestOffice.At("2023-03-15 09:00"), "wu.closer", "he.sealer", "{}", "a", "b", "c");

    private static Case<Firm> Firms => new(Evaluation.Office.Firms.Firm.Evolve);

    private static Case<WeeklyReport> Reports => new(WeeklyReport.Evolve);

    private static Case<Adjustment> Adjustments => new(Adjustment.Evolve);

    private static Case<Editions> Rulebooks => new(Editions.Evolve);

    private static Case<ClosedWeeks> Weeks => new(ClosedWeeks.Evolve);

    private static Case<WeekFile> WeekFiles => new(WeekFile.Evolve);

    [Fact]
    public void A_firm_is_filed_once_with_a_name_and_a_sound_code()
    {
        Firms.When(firm => FirmDecider.File(firm, Firm)).Then(Firm);
        Firms.When(firm => FirmDecider.File(firm, Firm with { Name = "" })).Refused("name-missing");
        Firms.When(firm => FirmDecider.File(firm, Firm with { CreditCode = "91441200MA4UXXXX1" })).Refused("credit-code-wrong");
        Firms.Given(Firm).When(firm => FirmDecider.File(firm, Firm)).Refused("repeated");
        Firms.Given(Firm, new AliasAdded("甲", "甲电池")).When(firm => FirmDecider.File(firm, Firm)).Refused("repeated");
        Firms.Given(Firm).When(firm => FirmDecider.File(firm, Firm with { Industry = "食品" })).Refused("enterprise-exists");
    }

    [Fact]
    public void A_firm_has_aliases_and_each_name_belongs_to_one_firm()
    {
        var alias = new AliasAdded("甲", "甲电池");
        var taken = new NameTaken(Evaluation.Office.Firms.Firm.Key("甲电池 (肇庆)"), "甲");

        Firms.Given(Firm).When(firm => FirmDecider.AddAlias(firm, alias)).Then(alias);
        Firms.Given(Firm).When(firm => FirmDecider.AddAlias(firm, alias with { Alias = " " })).Refused("name-missing");
        Firms.Given(Firm, alias).When(firm => FirmDecider.AddAlias(firm, alias)).Refused("repeated");
        Firms.When(firm => FirmDecider.AddAlias(firm, alias)).Refused("unknown-enterprise");
        taken.Key.Should().Be("甲电池（肇庆）");
        FirmDecider.Take(null, taken).Events.Should().Equal(taken);
        FirmDecider.Take(taken, taken).Should().Match<Decision>(decision => decision.Refusal == null && decision.Events.Count == 0);
        FirmDecider.Take(taken, taken with { Enterprise = "乙" }).Refusal!.Code.Should().Be("name-taken");
    }

    [Fact]
    public void A_weekly_report_is_submitted_once_for_a_week_that_has_begun()
    {
        Reports.When(report => ReportDecider.Submit(report, Report, TestOffice.Roster, TestOffice.Day("2023-03-13"))).Then(Report);
        Reports.When(report => ReportDecider.Submit(report, Report, TestOffice.Roster, TestOffice.Day("2023-03-06"))).Then(Report);
        Reports.When(report => ReportDecider.Submit(report, Report, TestOffice.Roster, TestOffice.Day("2023-03-05"))).Refused("in-the-future");
        Reports.When(report => ReportDecider.Submit(report, Report with { Unit = "无名镇" }, TestOffice.Roster, TestOffice.Day("2023-03-13"))).Refused("unknown-unit");
        Reports.Given(Report).When(report => ReportDecider.Submit(report, Report, TestOffice.Roster, TestOffice.Day("2023-03-13"))).Refused("repeated");
        Reports.Given(Report).When(report => ReportDecider.Submit(report, Report with { Nil = true }, TestOffice.Roster, TestOffice.Day("2023-03-13"))).Refused("report-differs");
    }

    [Fact]
    public void A_weekly_report_is_amended_with_a_reason()
    {
        var amended = new ReportAmended(TestOffice.Kengkou, Week, true, "误报");

        Reports.Given(Report).When(report => ReportDecider.Amend(report, amended)).Then(amended);
        Reports.Given(Report).When(report => ReportDecider.Amend(report, amended with { Reason = "" })).Refused("reason-missing");
        Reports.Given(Report).When(report => ReportDecider.Amend(report, amended with { Nil = false })).Refused("repeated");
        Reports.When(report => ReportDecider.Amend(report, amended)).Refused("unknown-report");
    }

    [Fact]
    public void A_decision_of_the_committee_has_points_document_and_reason()
    {
        Adjustments.When(standing => AdjustmentDecider.Decide(standing, Decided, TestOffice.Roster)).Then(Decided);
        Adjustments.When(standing => AdjustmentDecider.Decide(standing, Decided with { Points = 0 }, TestOffice.Roster)).Refused("points-zero");
        Adjustments.When(standing => AdjustmentDecider.Decide(standing, Decided with { Points = 1001 }, TestOffice.Roster)).Refused("points-out-of-range");
        Adjustments.When(standing => AdjustmentDecider.Decide(standing, Decided with { Document = " " }, TestOffice.Roster)).Refused("document-missing");
        Adjustments.When(standing => AdjustmentDecider.Decide(standing, Decided with { Reason = "" }, TestOffice.Roster)).Refused("reason-missing");
        Adjustments.When(standing => AdjustmentDecider.Decide(standing, Decided with { Unit = "无名镇" }, TestOffice.Roster)).Refused("unknown-unit");
        Adjustments.Given(Decided).When(standing => AdjustmentDecider.Decide(standing, Decided, TestOffice.Roster)).Refused("repeated");
        Adjustments.Given(Decided).When(standing => AdjustmentDecider.Decide(standing, Decided with { EffectiveOn = TestOffice.Day("2023-04-01") }, TestOffice.Roster))
            .Refused("adjustment-exists");
    }

    [Fact]
    public void A_decision_is_reversed_once_by_another_one()
    {
        Adjustments.Given(Decided).When(standing => AdjustmentDecider.Reverse(standing, Reversed)).Then(Reversed);
        Adjustments.Given(Decided, Reversed).When(standing => AdjustmentDecider.Reverse(standing, Reversed)).Refused("repeated");
        Adjustments.Given(Decided, Reversed).When(standing => AdjustmentDecider.Reverse(standing, Reversed with { Reversal = "J3" })).Refused("already-reversed");
        Adjustments.Given(Decided).When(standing => AdjustmentDecider.Reverse(standing, Reversed with { Reversal = "J1" })).Refused("reversal-unnamed");
        Adjustments.Given(Decided).When(standing => AdjustmentDecider.Reverse(standing, Reversed with { Document = "" })).Refused("document-missing");
        Adjustments.Given(Decided).When(standing => AdjustmentDecider.Reverse(standing, Reversed with { EffectiveOn = TestOffice.Day("2023-03-05") })).Refused("ends-before-start");
        Adjustments.When(standing => AdjustmentDecider.Reverse(standing, Reversed)).Refused("unknown-adjustment");
    }

    [Fact]
    public void A_rulebook_is_adopted_with_its_whole_text()
    {
        var text = Text.ToString();
        var adopted = new RulebookAdopted("test", 1, TestOffice.Day("2022-01-01"), TestOffice.Day("2024-12-31"), text, Evaluation.Office.Publication.BulletinFiles.Sha256(text), "考〔2022〕1号");

        Rulebooks.When(editions => RulebookDecider.Adopt(editions, text, "考〔2022〕1号", TestOffice.District)).Then(adopted);
        Rulebooks.Given(adopted).When(editions => RulebookDecider.Adopt(editions, text, "考〔2022〕1号", TestOffice.District)).Refused("repeated");
        Rulebooks.Given(adopted).When(editions => RulebookDecider.Adopt(editions, text + "\n# 另行", "考〔2022〕1号", TestOffice.District)).Refused("edition-exists");
        Rulebooks.When(editions => RulebookDecider.Adopt(editions, "rulebook: [", "考〔2022〕1号", TestOffice.District)).Refused("rulebook-broken");
        Rulebooks.When(editions => RulebookDecider.Adopt(editions, text, "", TestOffice.District)).Refused("document-missing");
        Rulebooks.When(editions => RulebookDecider.Adopt(editions, text, "考〔2022〕1号", TestOffice.District with { WeekStarts = DayOfWeek.Friday }))
            .Refused("calendar-differs");
    }

    [Fact]
    public void Weeks_are_closed_in_order_after_their_cut_off()
    {
        var now = Closed.CutOff;

        Weeks.When(closed => WeekDecider.Close(closed, Closed, now)).Then(Closed);
        Weeks.When(closed => WeekDecider.Close(closed, Closed, now.AddTicks(-1))).Refused("before-cut-off");
        Weeks.Given(Closed).When(closed => WeekDecider.Close(closed, Closed, now)).Refused("repeated");
        Weeks.Given(Closed).When(closed => WeekDecider.Close(closed, Closed with { Week = Week.Next.Next }, now)).Refused("out-of-order");
        Weeks.Given(Closed).When(closed => WeekDecider.Close(closed, Closed with { Week = Week.Previous }, now)).Refused("out-of-order");
        Weeks.Given(Closed).When(closed => WeekDecider.Close(closed, Closed with { Week = Week.Next }, now)).Then(Closed with { Week = Week.Next });
    }

    [Fact]
    public void An_undecided_claim_is_carried_over_by_name()
    {
        var carried = new ClaimCarriedOver(Week, "V1", "材料待补");

        WeekFiles.When(week => WeekDecider.CarryOver(Closed, week, carried, true)).Then(carried);
        WeekFiles.When(week => WeekDecider.CarryOver(null, week, carried, true)).Refused("not-closed");
        WeekFiles.When(week => WeekDecider.CarryOver(Closed, week, carried with { Reason = "" }, true)).Refused("reason-missing");
        WeekFiles.When(week => WeekDecider.CarryOver(Closed, week, carried, false)).Refused("claim-decided");
        WeekFiles.Given(carried).When(week => WeekDecider.CarryOver(Closed, week, carried, true)).Refused("repeated");
        WeekFiles.Given(Bulletin).When(week => WeekDecider.CarryOver(Closed, week, carried, true)).Refused("already-sealed");
    }

    [Fact]
    public void A_bulletin_is_sealed_once_by_somebody_else_than_who_closed_the_week()
    {
        var sealedWeek = WeekFile.Evolve(null, Bulletin);

        WeekDecider.MaySeal(Closed, null, Week, "he.sealer").Should().BeNull();
        WeekDecider.MaySeal(Closed, null, Week, "wu.closer")!.Code.Should().Be("same-person");
        WeekDecider.MaySeal(null, null, Week, "he.sealer")!.Code.Should().Be("not-closed");
        WeekDecider.MaySeal(Closed, sealedWeek, Week, "he.sealer")!.Code.Should().Be("already-sealed");
    }
}
