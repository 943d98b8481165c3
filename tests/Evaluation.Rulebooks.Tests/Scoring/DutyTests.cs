using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Units;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>What units owe by week, month and quarter.</summary>
public sealed class DutyTests
{
    private static readonly RulebookText Monthly = new()
    {
        Measures = "visits: {label: 外出, unit: 家次, count: visit}",
        Clauses = """
            - {id: monthly, text: 每月不少于2家次，每少1家次扣0.5分, unit: 分/月, each: month, gives: "-0.5 * max(0, 2 - visits)", cap: none}
            - {id: visit, text: 每家次, unit: 分, each: visit, gives: 0, cap: none}
            """,
        From = "2023-01-01",
    };

    private static readonly RulebookText Reports = new()
    {
        Clauses = """
            - {id: late, text: 迟报, unit: 分, each: week, where: "report = 'late'", gives: -0.2, cap: none}
            - {id: missing, text: 漏报, unit: 分, each: week, where: "report = 'missing'", gives: -0.5, cap: none}
            - {id: nil, text: 零报告, unit: 分, each: week, where: nil_report and report = 'on_time', gives: 0.1, cap: none}
            """,
        From = "2023-03-06",
    };

    [Fact]
    public void Too_few_visits_in_a_month_deduct_once_its_last_week_is_closed() =>
        (new ScoreTable(Monthly.Alone()) with { Closed = "2023-04-02" }).Gives(
        """
        V1 | visit | 2023-01-10 | | enterprise=甲
        V2 | visit | 2023-01-11 | | enterprise=乙
        V3 | visit | 2023-01-12 | | enterprise=丙
        V4 | visit | 2023-02-10 | | enterprise=丁
        V5 | visit | 2023-04-01 | | enterprise=戊
        """,
        """
        visit   | V1 | 0 |
        visit   | V2 | 0 |
        visit   | V3 | 0 |
        visit   | V4 | 0 |
        visit   | V5 | 0 |
        monthly | month/2023-02-01 | -0.5 | 计-0.5分
        monthly | month/2023-03-01 | -1   | 计-1分
        """);

    [Theory]
    [InlineData("2023-01-29", 0)]
    [InlineData("2023-01-31", 1)]
    [InlineData("2023-02-05", 1)]
    [InlineData(null, 0)]
    public void Duties_are_judged_only_through_the_last_closed_week(string? closed, int judged) =>
        (new ScoreTable(Monthly.Alone()) with { Closed = closed }).Score("").Sheets.SelectMany(sheet => sheet.Lines)
            .Should().HaveCount(judged);

    [Fact]
    public void A_unit_that_entered_or_left_within_a_month_is_not_judged_for_it()
    {
        var term = new UnitTerm(
            Sample.Kengkou, "坑口", "镇街", "镇街", Sample.Day("2023-02-02"), Sample.Day("2023-04-29"));
        var roster = new Roster([term], []);

        (new ScoreTable(Monthly.Alone()) with { Roster = roster, Closed = "2023-06-04" })
            .Gives("", "monthly | month/2023-03-01 | -1 | 计-1分");
    }

    [Fact]
    public void Reports_are_late_missing_nil_or_on_time_up_to_the_very_due_moment() =>
        (new ScoreTable(Reports.Alone()) with { Closed = "2023-04-02" }).Gives(
        """
        report/1 | report | 2023-03-12 | | nil=否 submitted_at=2023-03-13T04:00:00Z
        report/2 | report | 2023-03-19 | | nil=否 submitted_at=2023-03-20T04:00:01Z
        report/3 | report | 2023-03-26 | | nil=是 submitted_at=2023-03-26T04:00:00Z
        """,
        """
        late    | week/2023-03-13 | -0.2 | 计-0.2分
        nil     | week/2023-03-20 | 0.1  | 计0.1分
        missing | week/2023-03-27 | -0.5 | 计-0.5分
        """);

    [Fact]
    public void A_week_over_new_year_counts_each_day_in_its_own_year()
    {
        var score = ScoreTable.Of("- {id: visit, text: 每家次, unit: 分, each: visit, gives: 1, cap: none}").Score(
            """
            V1 | visit | 2022-12-30 | | enterprise=甲
            V2 | visit | 2023-01-01 | | enterprise=乙
            V3 | visit | 2023-01-02 | | enterprise=丙
            """);
        var (old, young) = (Sample.Day("2022-01-01"), Sample.Day("2023-01-01"));

        Ranker.Totals(score, Sample.WeekOf("2022-12-30"), old).Should()
            .Match<UnitTotals>(totals => totals.WeekPoints == 2 && totals.YearPoints == 1);
        Ranker.Totals(score, Sample.WeekOf("2022-12-30"), young).YearPoints.Should()
            .Be(1, "what came later is not yet in the year to date");
        Ranker.Totals(score, Sample.WeekOf("2023-01-02"), young).Should()
            .Match<UnitTotals>(totals => totals.WeekPoints == 1 && totals.YearPoints == 2);
    }

    [Fact]
    public void Quarters_halves_and_years_are_judged_on_their_last_day() => (new ScoreTable(new RulebookText
    {
        Clauses = """
            - {id: quarter, text: 季, unit: 分, each: quarter, gives: 1, cap: none}
            - {id: half, text: 半年, unit: 分, each: half, gives: 2, cap: none}
            - {id: year, text: 年, unit: 分, each: year, gives: 4, cap: none}
            """,
        From = "2023-01-01",
        To = "2023-12-31",
    }.Alone()) with
    { Closed = "2024-01-07" }).Gives("",
        """
        quarter | quarter/2023-01-01 | 1 |
        quarter | quarter/2023-04-01 | 1 |
        quarter | quarter/2023-07-01 | 1 |
        quarter | quarter/2023-10-01 | 1 |
        half    | half/2023-01-01    | 2 |
        half    | half/2023-07-01    | 2 |
        year    | year/2023-01-01    | 4 |
        """);
}
