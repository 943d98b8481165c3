using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using FluentAssertions;
using Xunit;
using static Evaluation.Office.Tests.Publication.PeriodDesk;

namespace Evaluation.Office.Tests.Publication;

/// <summary>What the bulletin of a period holds, that it is counted again byte for byte, and issued again.</summary>
public sealed class PeriodBulletinTests
{
    /// <summary>1 March is a day of the week, not of the month; January is of the year alone.</summary>
    [Fact]
    public void It_holds_the_days_of_the_period_and_the_year_to_its_last_day()
    {
        var made = WeekSealed().Examined().Draft!.Bulletin;

        (made.Week, made.From, made.To, made.Number, made.Title, made.Document).Should().Be(
            ("2023-02", Sample.Day("2023-02-01"), Sample.Day("2023-02-28"), 2, "2023年2月通报", ""));
        made.Groups[0].Rows.Select(row => (
                row.Unit, row.WeekRank, row.YearRank, row.WeekPoints, row.YearPoints, row.WeekFigures[0],
                row.YearFigures[0]))
            .Should().Equal(
                (Sample.Fenghuang, 1, 2, 1m, 1m, 2m, 2m), (Sample.Kengkou, 2, 1, 0.5m, 1.5m, 1m, 3m));
        (made.WeekTotals[0], made.YearTotals[0]).Should().Be((3m, 5m));
        made.None.Single().Names.Should().Equal("鼎湖区投资促进局");
        made.Rankings.Select(one => $"{one.Group} {one.Week} {one.Scope}").Should().Equal(
            "镇街 2023-02 period", "镇街 2023-02 year", "部门 2023-02 period", "部门 2023-02 year");
        made.Sheets.Select(sheet => (sheet.Unit, sheet.Week, sheet.Total, string.Join(' ',
            sheet.Lines.Select(line => $"{line.Fact}@{line.Stream}")))).Should().Equal(
            (Sample.Kengkou, "2023-02", 0.5m, "V3@claim/V3"),
            (Sample.Fenghuang, "2023-02", 1m, "V4@claim/V4 V5@claim/V5"));
        made.Period!.Weeks.Should().HaveCount(5).And.StartWith(
            new PeriodWeek("2023-W05", Sample.Day("2023-02-01"), Sample.Day("2023-02-05"))).And.EndWith(
            new PeriodWeek("2023-W09", Sample.Day("2023-02-27"), Sample.Day("2023-02-28")));
        (made.Period.Title, made.Period.Here, made.Period.Without.Count).Should().Be(("2023年2月", "本月", 0));
    }

    [Fact]
    public void Its_table_has_the_places_of_the_period_first() =>
        BulletinFiles.Table(WeekSealed().Examined().Draft!.Bulletin).Split("\r\n").Should().Equal(
            "\uFEFF组别,本月位次,累计位次,单位,本月外出（家次）,累计外出（家次）,本月得分,累计得分",
            "镇街,1,2,凤凰镇人民政府,2,2,1.00,1.00", "镇街,2,1,坑口街道办事处,1,3,0.50,1.50",
            "部门,1,1,鼎湖区投资促进局,0,0,0.00,0.00", "");

    [Fact]
    public void A_unit_that_came_within_the_period_is_named_without_a_place()
    {
        var founded = new Evaluation.Office.Units.UnitEntered(
            "永安镇", "永安镇人民政府", "镇街", "镇街", Sample.Day("2023-02-15"));
        var made = GateDesk.Of(GateDesk.Adopted(Monthly), founded).And(Visits).And(Closed).Sealed(Ninth)
            .Examined().Draft!.Bulletin;

        made.Groups[0].Rows[^1].Should().Match<BulletinRow>(row => row.Unit == "永安镇" && row.WeekRank == 0);
        made.Period!.Without.Should().Equal(
            new WithoutPlace("永安镇", "永安镇人民政府", "没有在整个期间参加考评，只列累计"));
        BulletinFiles.Table(made).Should().Contain("镇街,,3,永安镇人民政府,,0,,0.00");
    }

    [Fact]
    public void It_is_counted_again_byte_for_byte_whatever_became_known_later()
    {
        var desk = WeekSealed().Confirmed(February).SealedFebruary();
        desk.And(PeriodDesk.Verified("V7", "2023-02-20", Sample.Kengkou));

        desk.Recounted(1).Should().Be(desk.FileOf(February).Sealed!.Record);
        BulletinFiles.Record(BulletinFiles.Read(desk.Recounted(1))).Should().Be(desk.Recounted(1));
    }

    [Fact]
    public void A_new_issue_says_what_it_changes()
    {
        var desk = WeekSealed().Confirmed(February).SealedFebruary();
        foreach (var claim in (string[])["V7", "V8"])
        {
            desk.And(PeriodDesk.Verified(claim, "2023-02-20", Sample.Kengkou));
        }

        var standing = desk.FileOf(February);
        var published = BulletinFiles.Read(standing.Sealed!.Record);
        var made = BulletinMaker.Make(
            null, desk.At(desk.Last).SeenThrough(February.Last),
            new SealingFrame(
                Ninth, 2, "测〔2023〕月2号之二", published.CutOff, published.SealedAt, "wu.closer", "he.sealer")
            {
                Period = standing.Period,
                Issue = new IssueFrame(2, IssueKind.Revision, "补录", "xu", published, standing.Sealed.Sha256),
            });
        var record = BulletinFiles.Record(made);
        desk.And(February.Decided(Decision.Accept(new BulletinReissued(
            Ninth, 2, IssueKind.Revision, "补录", 2, made.Document, made.Position, made.Editions, made.SealedAt, "xu",
            "he.sealer", standing.Sealed.Sha256, record, BulletinFiles.Sha256(record), "b", "c"))).Events);

        IssueContent.Differs(published, made).Should().BeTrue();
        made.Issue!.Places.Select(one => (one.Unit, one.Before.WeekRank, one.After.WeekRank, one.After.WeekPoints))
            .Should().Equal((Sample.Kengkou, 2, 1, 1.5m), (Sample.Fenghuang, 1, 2, 1m));
        made.Issue.Lines.Select(line => line.Fact).Should().Equal("V7", "V8");
        desk.Recounted(2).Should().Be(record);
        desk.Recounted(1).Should().Be(standing.Sealed.Record);
        desk.FileOf(February).InForce!.Document.Should().Be("测〔2023〕月2号之二");
    }

    /// <summary>What is stored is never written in another way.</summary>
    [Fact]
    public void Its_events_are_stored_as_the_steps_of_a_week_with_the_period()
    {
        var confirmed = new WeekConfirmed(Ninth, "zhang.verifier", Sample.At("2023-03-15 08:00"), "d1");

        TestOffice.Write(February.Decided(Decision.Accept(confirmed)).Events.Single()).Should().Be(
            "PeriodConfirmed {\"confirmed\":{\"week\":\"2023-02-27\",\"confirmedBy\":\"zhang.verifier\","
            + "\"at\":\"2023-03-15T08:00:00+08:00\",\"digest\":\"d1\"},\"period\":{\"name\":\"2023-02\","
            + "\"span\":\"Month\",\"first\":\"2023-02-01\",\"last\":\"2023-02-28\"}}");
        ((Term)Ninth).Decided(Decision.Accept(confirmed)).Events.Single().Should().Be(confirmed);
    }
}
