using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Tests.Scoring;
using Evaluation.Rulebooks.Units;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Ranking;

/// <summary>Places of months, quarters, halves and years, worked out by hand.</summary>
public sealed class PeriodRankingTests
{
    private const string Duty =
        "- {id: 月度, text: 每月不少于1家次, unit: 分, each: month, where: visits < 1, gives: -3, cap: none}\n";

    private static readonly RulebookText Text = new()
    {
        From = "2023-01-01",
        To = "2024-12-31",
        Measures = "visits: {label: 外出, unit: 家次, count: visit}",
        Clauses = Duty + "- {id: 拜访, text: 每家次2分, unit: 分, each: visit, gives: 2, cap: none}",
        Ranking = "groups: [镇街, 部门]\ntie_break: [visits]",
        Periods = "[ten_days, fortnight, half_month, month, bimonth, quarter, half, year]",
    };

    /// <summary>Visits by both towns around the ends of months; 2023-05-31 is a Wednesday.</summary>
    private const string Visits =
        """
        K1 | 坑口街道 | 2023-04-30
        K2 | 坑口街道 | 2023-05-01
        K3 | 坑口街道 | 2023-05-31
        K4 | 坑口街道 | 2023-06-01
        F1 | 凤凰镇   | 2023-05-30
        F2 | 凤凰镇   | 2023-06-01
        F3 | 凤凰镇   | 2023-06-02
        F4 | 凤凰镇   | 2023-06-30
        """;

    /// <summary>
    /// Each unit with the place and points of the period, and place and points of the year to its last day. Of January
    /// to April only 坑口 made a visit, in April: four months cost 凤凰镇 12 points and 坑口 9.
    /// </summary>
    [Theory]
    [InlineData("2023-05", "坑口街道 1 4, 1 -3 | 凤凰镇 2 2, 2 -10")]
    [InlineData("2023-06", "凤凰镇 1 6, 2 -4 | 坑口街道 2 2, 1 -1")]
    [InlineData("2023-B3", "凤凰镇 1 8, 2 -4 | 坑口街道 2 6, 1 -1")]
    [InlineData("2023-Q2", "坑口街道 1 8, 1 -1 | 凤凰镇 2 5, 2 -4")]
    [InlineData("2023-H1", "坑口街道 1 -1, 1 -1 | 凤凰镇 2 -4, 2 -4")]
    [InlineData("2023-05-T3", "坑口街道 1 2, 1 -3 | 凤凰镇 1 2, 2 -10")]
    [InlineData("2023-05-H1", "坑口街道 1 2, 1 -5 | 凤凰镇 2 0, 2 -12")]
    [InlineData("2023-F11", "凤凰镇 1 6, 2 -6 | 坑口街道 2 4, 1 -1")]
    [InlineData("2023", "坑口街道 1 -19, 1 -19 | 凤凰镇 2 -22, 2 -22")]
    public void A_period_has_the_points_of_its_days(string name, string expected) =>
        Places(Text.Alone(), name, Visits, Sample.Roster).Should().Be(expected);

    [Fact]
    public void A_unit_that_came_within_the_period_has_a_place_of_the_year_alone()
    {
        var roster = new Roster(
            [
                Sample.Roster.Terms[0],
                Sample.Roster.Terms[1] with { From = Sample.Day("2023-05-10") },
            ],
            []);

        Places(Text.Alone(), "2023-05", Visits, roster)
            .Should().Be("坑口街道 1 4, 2 -3 | 凤凰镇 0 0, 1 2");
        Places(Text.Alone(), "2023-06", Visits, roster)
            .Should().Be("凤凰镇 1 6, 1 8 | 坑口街道 2 2, 2 -1");
    }

    [Fact]
    public void A_unit_without_a_place_in_the_year_has_none_in_the_period()
    {
        var text = Text with
        {
            Ranking = "groups: [镇街]\nstatus: [{name: 一票否决, when: points < -5, effect: unranked}]",
        };

        Places(text.Alone(), "2023-05", Visits, Sample.Roster)
            .Should().Be("坑口街道 1 4, 1 -3 | 凤凰镇 0 0, 0 -10");
    }

    /// <summary>The edition of 16 May starts over: in print, too, the month is counted from there.</summary>
    [Fact]
    public void An_edition_that_starts_over_within_the_period_counts_from_its_first_day()
    {
        var rules = new RuleSet(
        [
            (Text with { To = "2023-05-15" }).Compile(),
            (Text with { Edition = 2, From = "2023-05-16", Restarts = true }).Compile(),
        ]);
        var may = rules.PeriodOf("2023-05")!;

        rules.CountedFrom(may).Should().Be(Sample.Day("2023-05-16"));
        rules.CountedFrom(rules.PeriodOf("2023-06")!).Should().Be(Sample.Day("2023-06-01"));
        Places(rules, "2023-05", Visits, Sample.Roster).Should().StartWith("坑口街道 1 2, ");
    }

    /// <summary>Money and places are of one computation: the prize goes to whom the ranking names first.</summary>
    [Fact]
    public void A_prize_goes_by_the_same_places()
    {
        var text = Text with
        {
            Ranking = "groups: [镇街]\ntie_break: [visits]\nprizes: [{each: month, rank: 1, amount: 1万}]",
        };
        var rules = text.Alone();
        foreach (var name in (string[])["2023-05", "2023-06"])
        {
            var (period, scores) = Scored(rules, name, Visits, Sample.Roster);
            var ranking = PeriodRanking.Of(period, scores, rules, Sample.Roster, TargetAmounts.None);
            var week = rules.InOrder[0].Calendar.WeekOf(period.Last);

            Honours.Of(week, scores, rules, ranking).Prizes.Where(prize => prize.Period == name)
                .Select(prize => (prize.Unit, prize.Rank))
                .Should().Equal((ranking[0].Standings[0].Totals.Unit, 1));
        }
    }

    // Of the period and of the year to its last day, not of the week in which it ends.
    [Fact]
    public void A_measure_made_of_others_is_made_of_the_figures_of_the_period()
    {
        var rules = (Text with
        {
            Measures = $"{Text.Measures}\nhalf: {{label: 一半, unit: 家次, value: visits / 2}}",
            Columns = "[visits, half]",
        }).Alone();
        var (period, scores) = Scored(rules, "2023-06", Visits, Sample.Roster);

        PeriodRanking.Of(period, scores, rules, Sample.Roster, TargetAmounts.None)[0].Standings
            .Select(one => (one.Totals.WeekFigures["half"], one.Totals.YearFigures["half"]))
            .Should().Equal((1.5m, 2m), (0.5m, 2m));
    }

    [Fact]
    public void A_year_has_the_places_of_the_year_to_date()
    {
        var (period, scores) = Scored(Text.Alone(), "2023", Visits, Sample.Roster);

        PeriodRanking.Of(period, scores, Text.Alone(), Sample.Roster, TargetAmounts.None)[0].Standings
            .Should().OnlyContain(one => one.WeekRank == one.YearRank
                && one.Totals.WeekPoints == one.Totals.YearPoints
                && one.Totals.WeekFigures["visits"] == one.Totals.YearFigures["visits"]);
    }

    [Theory]
    [InlineData("2023-05", "2023年5月")]
    [InlineData("2023-Q2", "2023年第二季度")]
    [InlineData("2023-H2", "2023年下半年")]
    [InlineData("2023", "2023年度")]
    [InlineData("2023-B3", "2023年5—6月")]
    [InlineData("2023-05-T3", "2023年5月下旬")]
    [InlineData("2023-05-H1", "2023年5月上半月")]
    [InlineData("2023-F11", "2023年第21—22周（双周）")]
    [InlineData("2023-W05", "2023年第5周")]
    [InlineData("五月", "五月")]
    public void A_period_is_named_as_on_paper(string name, string title) =>
        PeriodNames.Title(name).Should().Be(title);

    [Fact]
    public void The_edition_of_the_last_day_says_which_days_a_year_has()
    {
        var april = Text with { Edition = 2, From = "2023-04-01", YearStarts = "04-01" };
        var rules = new RuleSet([(Text with { To = "2023-03-31" }).Compile(), april.Compile()]);

        rules.PeriodOf("2023").Should().Be(
            new NamedPeriod("2023", Period.Year, Sample.Day("2023-04-01"), Sample.Day("2024-03-31")));
        rules.PeriodOf("2023-03")!.Last.Should().Be(Sample.Day("2023-03-31"));
        rules.PeriodOf("2023-13").Should().BeNull();
        new RuleSet([]).PeriodOf("2023-05").Should().BeNull();
    }

    private static string Places(RuleSet rules, string name, string visits, Roster roster)
    {
        var (period, scores) = Scored(rules, name, visits, roster);
        return string.Join(" | ", PeriodRanking.Of(period, scores, rules, roster, TargetAmounts.None)[0].Standings
            .Select(one => FormattableString.Invariant(
                $"{one.Totals.Unit} {one.WeekRank} {one.Totals.WeekPoints:0.##}")
                + FormattableString.Invariant($", {one.YearRank} {one.Totals.YearPoints:0.##}")));
    }

    private static (NamedPeriod Period, IReadOnlyList<UnitScore> Scores) Scored(
        RuleSet rules, string name, string visits, Roster roster)
    {
        var period = rules.PeriodOf(name)!;
        var rows = visits.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries));
        var facts = rows.SelectMany(row => ScoreTable.Facts($"{row[0]} | visit | {row[2]} | | enterprise={row[0]}")
            .Select(fact => fact with { Unit = row[1] })).Where(fact => fact.OccurredOn <= period.Last);
        return (period, Scorer.ScoreAll(
            [.. roster.Terms.Select(term => term.Unit)], facts.ToLookup(fact => fact.Unit), rules, roster,
            period.Last));
    }
}
