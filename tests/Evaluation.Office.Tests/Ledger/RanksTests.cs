using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Ledger;

/// <summary>Which weeks are ranked, and what a unit has that was not scored again.</summary>
public sealed class RanksTests
{
    private static readonly RuleSet Rules = new(
        [Edition(1, "2022-12-19", "2022-12-31"), Edition(2, "2023-01-01", "2023-12-31")]);

    private static readonly UnitTotals Stood = Totals("甲镇", 2m, 9m);

    private static readonly UnitTotals Earlier = Totals("甲镇", 3m, 7m) with
    {
        Inherited =
            [new Inheritance(
                Sample.Day("2023-01-01"), Sample.Day("2023-01-01"), 1m, [], 4m, new Dictionary<string, decimal>(),
                "文1号")],
    };

    // Weeks by their Mondays; the rules begin on 19 December and again with the year.
    [Theory]
    [InlineData(null, null, null, "")]
    [InlineData(null, "2023-01-02", null, "2022-12-19 2022-12-26 2023-01-02")]
    [InlineData("2022-12-19", null, null, "2022-12-19 2022-12-26")]
    [InlineData("2022-12-19", "2022-12-19", null, "2022-12-19 2022-12-26")]
    [InlineData("2022-12-19", "2023-01-02", null, "2022-12-19 2022-12-26 2023-01-02")]
    [InlineData("2022-12-26", null, "2023-01-02", "2023-01-02")]
    [InlineData("2022-12-19", null, "2022-12-12", "2022-12-19 2022-12-26")]
    public void From_the_first_edition_to_the_running_week_or_the_last_one_with_a_fact(
        string? closed, string? sheet, string? from, string weeks) =>
        Ranks(closed).Weeks(WeekOf(sheet), WeekOf(from)).Select(week => $"{week.Start:yyyy-MM-dd}").Should()
            .Equal(weeks.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Without_rules_no_week_is_ranked()
    {
        var none = new Ranks(District("2022-12-19"), new RuleSet([]), new Dictionary<string, UnitScore>());

        none.Weeks(null).Should().BeEmpty();
        none.Of(Sample.WeekOf("2022-12-19"), null, null).Should().BeEmpty();
        none.BeginsYear(Sample.WeekOf("2023-01-02")).Should().BeFalse();
    }

    [Theory, InlineData("2022-12-26", false), InlineData("2023-01-02", true), InlineData("2023-01-09", false)]
    public void A_week_begins_a_year_when_the_one_before_is_of_another(string week, bool begins) =>
        Ranks(null).BeginsYear(Sample.WeekOf(week)).Should().Be(begins);

    [Fact]
    public void Who_was_scored_anew_has_the_new_points_and_who_was_not_keeps_those_that_stood()
    {
        var week = Sample.WeekOf("2023-01-09");
        var rescored = new UnitScore(
            "乙镇", [], [new WeekPart(week, Sample.Day("2023-01-01"), 5m, new Dictionary<string, decimal>())]);
        var ranks = new Ranks(District("2023-01-02"), Rules, new Dictionary<string, UnitScore> { ["乙镇"] = rescored });

        var standings = Standings(ranks, week, Stood, Earlier);

        standings.Should().Equal(("甲镇", 2m, 9m, 9m), ("乙镇", 5m, 5m, 0m));
    }

    [Theory, InlineData("2023-01-09", 7, 4), InlineData("2023-01-02", 0, 0)]
    public void A_week_without_totals_takes_its_year_to_date_from_the_week_before_of_the_same_year(
        string day, int points, int inherited)
    {
        var week = Sample.WeekOf(day);

        Standings(Ranks("2023-01-02"), week, null, Earlier)[0].Should().Be(("甲镇", 0m, points, points));
        Standings(Ranks("2023-01-02"), week, null, null).Should().Equal(("甲镇", 0m, 0m, 0m), ("乙镇", 0m, 0m, 0m));
        (Ranked(Ranks("2023-01-02"), week, null, Earlier)[0].Totals.Inherited ?? []).Sum(one => one.Points).Should()
            .Be(inherited);
    }

    private static List<(string Unit, decimal Week, decimal Year, decimal Visits)> Standings(
        Ranks ranks, Week week, UnitTotals? stood, UnitTotals? before) =>
        Ranked(ranks, week, stood, before).ConvertAll(one => (
            one.Totals.Unit, one.Totals.WeekPoints, one.Totals.YearPoints,
            one.Totals.YearFigures.GetValueOrDefault("visits")));

    private static List<Standing> Ranked(Ranks ranks, Week week, UnitTotals? stood, UnitTotals? before) =>
        [.. ranks.Of(week, Known(stood), Known(before)).Single().Standings];

    private static Dictionary<string, UnitTotals>? Known(UnitTotals? one) =>
        one is null ? null : new() { [one.Unit] = one };

    private static UnitTotals Totals(string unit, decimal week, decimal year) =>
        new(unit, week, year, new Dictionary<string, decimal>(), new Dictionary<string, decimal> { ["visits"] = year });

    private static Ranks Ranks(string? closed) => new(District(closed), Rules, new Dictionary<string, UnitScore>());

    private static DistrictFile District(string? closed) => DistrictFile.Empty with
    {
        Roster = new Roster([Term("甲镇"), Term("乙镇")], []),
        FirstClosed = WeekOf(closed),
        LastClosed = WeekOf(closed),
    };

    private static UnitTerm Term(string unit) => new(unit, unit, "镇街", "镇街", Sample.Day("2022-01-01"), null);

    private static Week? WeekOf(string? day) => day is null ? null : Sample.WeekOf(day);

    private static Rulebook Edition(int number, string from, string to) => new RulebookText
    {
        Edition = number,
        From = from,
        To = to,
        Ranking = "groups: [镇街]",
        Clauses = "- {id: visit, text: 每家次, unit: 分, each: visit, gives: 1, cap: none}",
    }.Compile();
}
