using Evaluation.Office.Adoption;
using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Ledger;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Ledger;

/// <summary>A merger counts from the event on that says it: what was known before is what it was.</summary>
public sealed class MergedFirmTests
{
    private static readonly string Text = new RulebookText
    {
        Clauses = "- {id: visit, text: 每家次, unit: 分, each: visit, gives: 1, "
            + "repeat: {same: [enterprise], within_days: 30, gives: 0}, cap: none}",
    }.ToString();

    [Fact]
    public void A_board_of_before_the_merger_and_of_after_its_undoing_is_as_it_was()
    {
        var past = Past(
            new FirmMerged("乙", "甲", "同一家"), new FirmMergeUndone("乙", "甲", "两家"));
        var last = past.Last;

        Points(past, last - 2).Should().Be(2m);
        Points(past, last - 1).Should().Be(1m, "both files are one firm");
        Points(past, last).Should().Be(2m);
        Points(past, last - 1).Should().Be(1m, "in whatever order it is asked");
        past.FileAt(last - 1).Roster.Firms!.Of("乙").Should().Be("甲");
        past.FileAt(last).Roster.Firms.Should().BeNull();
        FrameLearned.Of(past.FileAt(last - 2), past.FileAt(last - 1)).Firms.Should().Equal("乙并入甲");
        FrameLearned.Of(past.FileAt(last - 1), past.FileAt(last)).Firms.Should().Equal("乙不再并入甲");
    }

    [Fact]
    public void A_merger_touches_every_unit_and_is_kept_with_the_district()
    {
        var fold = new LedgerFold(DistrictFile.Empty);
        fold.Apply(1, new FirmMerged("乙", "甲", "同一家"));

        fold.TouchedAll.Should().BeTrue();
        var stored = System.Text.Json.JsonSerializer.Serialize(fold.District.Roster, TestOffice.StoredJson);
        System.Text.Json.JsonSerializer
            .Deserialize<Evaluation.Rulebooks.Units.Roster>(stored, TestOffice.StoredJson)!.Firms!.Of("乙").Should()
            .Be("甲");
        System.Text.Json.JsonSerializer.Serialize(DistrictFile.Empty.Roster, TestOffice.StoredJson).Should()
            .NotContain("firms", "a district without mergers is stored as before");
    }

    private static decimal Points(DistrictPast past, long position)
    {
        var known = past.At(position);
        var rules = known.District.Compile();
        var points = known.Score(rules).SelectMany(score => score.Sheets).Sum(sheet => sheet.Total);
        var week = Sample.WeekOf("2023-03-06");
        past.RankingsAt(week, position, rules).Rankings.Where(ranking => ranking.Week == week)
            .SelectMany(ranking => ranking.Standings).Sum(one => one.Totals.YearPoints).Should().Be(points);
        return points;
    }

    private static DistrictPast Past(params object[] last)
    {
        var (fold, at) = (new PastFold(), 0L);
        foreach (var @event in (object[])[
            TestOffice.District, .. TestOffice.Units,
            new RulebookAdopted(
                "test", 1, Sample.Day("2023-01-01"), Sample.Day("2023-12-31"), Text, "", "文"),
            .. Visit("V1", "2023-03-01", "甲"), .. Visit("V2", "2023-03-07", "乙"),
            new WeekClosed(Sample.WeekOf("2023-03-06"), default, "li"), .. last])
        {
            fold.Apply(++at, @event);
        }

        return fold.Read();
    }

    private static object[] Visit(string claim, string day, string firm) =>
    [
        new ClaimReported(
            claim, Sample.Kengkou, BuiltInKinds.Visit, Sample.Day(day),
            new Dictionary<string, Value> { ["enterprise"] = Value.Of(firm), ["leader"] = Value.Of("top") }, [], [],
            Sample.At($"{day} 18:00"), "chen"),
        new ClaimVerified(claim, [new Share(Sample.Kengkou, 1m)], Facts.None, ""),
    ];
}
