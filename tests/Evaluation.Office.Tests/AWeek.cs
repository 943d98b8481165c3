using Evaluation.Office.Adoption;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Ledger;
using Evaluation.Office.Projects;
using Evaluation.Office.Publication;
using Evaluation.Office.Reports;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests;

/// <summary>
/// The story of one week: three units, a rulebook, two visits reported, one verified and one left for later, the week
/// closed, a bulletin made. It shows what the program is for.
/// </summary>
public sealed class AWeek
{
    private static readonly RulebookText Rules = new()
    {
        Clauses = """
            - id: visit
              text: 第五条 外出拜访企业，每家次计0.5分，单周最高3分。
              unit: 分/家次
              each: visit
              gives: 0.5
              cap: {week: 3}
            - id: top-leader-visit
              text: 第六条 党政一把手带队的，每家次另加0.3分。
              unit: 分/家次
              each: visit
              where: leader = 'top'
              gives: 0.3
              cap: none
            - id: missing-report
              text: 第二十三条 周报漏报的，每次扣0.5分。
              unit: 分/次
              each: week
              where: report = 'missing'
              gives: -0.5
              cap: none
            """,
        Measures = "visits: {label: 外出招商, unit: 家次, count: visit}",
        From = "2023-03-06",
        Columns = "[visits]",
    };

    private static readonly Week Week = Sample.WeekOf("2023-03-06");

    private readonly LedgerFold ledger = new(DistrictFile.Empty);
    private long position;

    [Fact]
    public void A_visit_is_reported_verified_scored_ranked_and_published()
    {
        TheDistrictIsFounded();
        TheUnitReportsTwoVisits();
        AnotherPersonVerifiesOneOfThem();
        TheUnitsSendTheirReports();
        TheOfficeClosesTheWeekAndCarriesTheOtherVisitOver();

        var bulletin = Publish();

        bulletin.Title.Should().Be("通报（2023年第10期）");
        bulletin.Document.Should().Be("测〔2023〕10号");
        bulletin.Groups[0].Rows.Select(row => (row.YearRank, row.Unit, row.YearPoints, Visits: row.WeekFigures[0]))
            .Should().Equal(
            (1, Sample.Kengkou, 0.8m, 1m), (2, Sample.Fenghuang, -0.5m, 0m));
        bulletin.Groups[1].Rows.Should()
            .ContainSingle(row => row.YearRank == 1 && row.Unit == Sample.Bureau && row.YearPoints == 0m);
        bulletin.Reports.Missing.Should().Equal("凤凰镇人民政府");
        bulletin.Reports.Nil.Should().Equal("鼎湖区投资促进局");
        bulletin.CarriedOver.Should().ContainSingle(carried => carried.Claim == "V2" && carried.Reason == "照片待补");
        bulletin.Corrections.Should().BeEmpty("it is the first bulletin");
    }

    [Fact]
    public void Every_point_can_be_followed_to_its_fact_its_clause_and_a_sentence()
    {
        TheDistrictIsFounded();
        TheUnitReportsTwoVisits();
        AnotherPersonVerifiesOneOfThem();
        TheUnitsSendTheirReports();
        TheOfficeClosesTheWeekAndCarriesTheOtherVisitOver();

        var sheet = Publish().Sheets.Single(sheet => sheet.Unit == Sample.Kengkou);

        sheet.Lines.Select(line => (line.Clause, line.Fact, line.Points, line.Because)).Should().Equal(
            ("visit", "V1", 0.5m, "按visit，0.5分，计0.5分。"),
            ("top-leader-visit", "V1", 0.3m, "按top-leader-visit，0.3分，计0.3分。"));
        sheet.Lines[0].About.Should().Be("外出拜访企业，企业：甲电池有限公司，带队领导：党政一把手");
        Rules.Compile().Clauses.Single(clause => clause.Id == "visit").Text.Should().StartWith("第五条");
    }

    [Fact]
    public void A_visit_verified_after_the_bulletin_counts_in_its_own_week_and_the_next_bulletin_says_so()
    {
        TheDistrictIsFounded();
        TheUnitReportsTwoVisits();
        AnotherPersonVerifiesOneOfThem();
        TheUnitsSendTheirReports();
        TheOfficeClosesTheWeekAndCarriesTheOtherVisitOver();
        var before = ledger.At(position);
        Happens(Verify("V2", "照片已补"));
        Happens(WeekDecider.Close(
            new(System.Collections.Immutable.ImmutableSortedDictionary<Week,
                WeekClosed>.Empty.Add(Week, Closing(Week))),
            Closing(Week.Next), Sample.At("2023-03-22 09:00")));

        var next = BulletinMaker.Make(
            new Baselines(Scored.FromTexts(before)), Scored.FromTexts(ledger.At(position)), Frame(Week.Next, 11));

        next.Corrections.Select(
            correction => (correction.Unit, correction.Week, correction.Fact, correction.Before, correction.After))
                .Should().Equal(
            (Sample.Kengkou, "2023-W10", "V2", 0m, 0.5m));
        next.Groups[0].Rows.Single(row => row.Unit == Sample.Kengkou).Should()
            .Match<BulletinRow>(row => row.WeekPoints == -0.5m && row.YearPoints == 0.8m);
        before.Entries.Should().NotContain(entry => entry.Fact == "V2", "what was known then stays as it was");
    }

    /// <summary>The bulletin at the end of the story, for tests of its bytes.</summary>
    internal static Bulletin LastBulletin()
    {
        var week = new AWeek();
        week.TheDistrictIsFounded();
        week.TheUnitReportsTwoVisits();
        week.AnotherPersonVerifiesOneOfThem();
        week.TheUnitsSendTheirReports();
        week.TheOfficeClosesTheWeekAndCarriesTheOtherVisitOver();
        return week.Publish();
    }

    [Fact]
    public void Two_persons_name_the_same_draft_by_a_digest_that_only_its_content_changes()
    {
        TheDistrictIsFounded();
        TheUnitReportsTwoVisits();
        AnotherPersonVerifiesOneOfThem();
        TheOfficeClosesTheWeekAndCarriesTheOtherVisitOver();
        var draft = Publish();
        var digest = BulletinFiles.Digest(draft);
        var waived = new BulletinWaiver("appeals", ["申诉“S-1”待裁决。"], "不影响排名", null, "gao");

        BulletinFiles.Digest(
            draft with { Document = "另", SealedAt = draft.CutOff, Position = 99, SealedBy = "甲", ConfirmedBy = "乙" })
            .Should().Be(digest).And.HaveLength(64);
        BulletinFiles.Digest(draft with { Waivers = [waived] }).Should().NotBe(digest);
        BulletinFiles.Digest(draft with { Number = 11 }).Should().NotBe(digest);
        TheUnitsSendTheirReports();
        BulletinFiles.Digest(Publish()).Should().NotBe(digest, "a report came in");
        BulletinFiles.Record(draft).Should()
            .NotContain("confirmedBy").And.NotContain("waivers", "bulletins of before keep their bytes");
    }

    private void TheDistrictIsFounded()
    {
        Happens(RosterDecider.Found(null, TestOffice.District));
        foreach (var unit in TestOffice.Units.Cast<UnitEntered>())
        {
            Happens(RosterDecider.Enter(ledger.District.Roster, unit));
        }

        Happens(RulebookDecider.Adopt(null, Rules.ToString(), "考〔2023〕1号", TestOffice.District));
        Happens(Decision.Accept(new Evaluation.Office.Firms.FirmFiled("甲", "甲电池有限公司", null, "新材料", true)));
    }

    private void TheUnitReportsTwoVisits()
    {
        foreach (var (claim, day, leader) in new[] { ("V1", "2023-03-08", "top"), ("V2", "2023-03-09", "staff") })
        {
            var texts = new Dictionary<string, string> { ["enterprise"] = "甲", ["leader"] = leader };
            var facts = BuiltInKinds.Find(BuiltInKinds.Visit)!.Bind(texts).Value;
            Happens(ClaimDecider.Report(
                null,
                new ClaimReported(
                    claim, Sample.Kengkou, BuiltInKinds.Visit, Sample.Day(day), facts, [], [],
                    Sample.At("2023-03-10 09:00"), "li.reporter"),
                new ClaimSurroundings(ledger.District.Roster, Sample.Day("2023-03-10"), [], null)));
        }
    }

    private void AnotherPersonVerifiesOneOfThem() =>
        Happens(Verify("V1", ""));

    // A visit has no project; the firm's file adds nothing that these rules ask for.
    private Decision Verify(string claim, string note) =>
        ClaimCredit.Verify(ledger.Claims[claim], claim, ClaimFile.Empty, "zhang.verifier", note).Claim;

    private void TheUnitsSendTheirReports()
    {
        foreach (var (unit, nil) in new[] { (Sample.Kengkou, false), (Sample.Bureau, true) })
        {
            Happens(ReportDecider.Submit(
                null, new ReportSubmitted(unit, Week, nil, Sample.At("2023-03-13 09:00")), ledger.District.Roster,
                Sample.Day("2023-03-13")));
        }
    }

    private void TheOfficeClosesTheWeekAndCarriesTheOtherVisitOver()
    {
        Happens(WeekDecider.Close(null, Closing(Week), Sample.At("2023-03-15 09:00")));
        Happens(WeekDecider.CarryOver(
            Closing(Week), null, new ClaimCarriedOver(Week, "V2", "照片待补"), ledger.Claims["V2"].Undecided));
    }

    private Bulletin Publish() => BulletinMaker.Make(null, Scored.FromTexts(ledger.At(position)), Frame(Week, 10));

    private static SealingFrame Frame(Week week, int number) => new(
        week, number, Patterns.Fill("测〔{year}〕{number}号", new DateOnly(week.Year, 1, 1), week, number),
        Closing(week).CutOff, Closing(week).CutOff.AddDays(1), "wu.closer", "he.sealer");

    private static WeekClosed Closing(Week week) => new(week, Rules.Compile().Calendar.CutOffFor(week), "wu.closer");

    private void Happens(Decision decision)
    {
        decision.Refusal.Should().BeNull();
        foreach (var @event in decision.Events)
        {
            ledger.Apply(++position, @event);
        }
    }
}
