using System.Globalization;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>
/// Ties broken by the places of weeks. Weeks begin on 2, 9 and 16 January 2023; a visit gives a point.
/// </summary>
public sealed class WeekPlaceTests
{
    private static Scheme Of(params string[] rows) => new(
        """
        measures:
          reports: {label: 周报, unit: 份, count: report}
        clauses:
          - {id: 外出, text: 每家次1分, unit: 分, each: visit, gives: 1, cap: none}
        ranking: {groups: [镇街], tie_break: [{countback: week}]}
        """)
    {
        Facts = "id,kind,unit,occurred_on,recorded_at,enterprise,leader,nil"
            + string.Concat(rows.Select((row, i) => row.Split(' ') is [var unit, var day, var kind]
            ? $"\n{i},{kind},{unit},{day},{day}T09:00:00+08:00,{(kind == "visit" ? $"企业{i},top," : ",,否")}" : "")),
    };

    // Each is first once and second once; without the last week, of one line, 甲镇 alone would have been first.
    [Fact]
    public void The_week_of_the_last_line_has_places() =>
        Rank(Of("甲镇 2023-01-03 visit", "乙镇 2023-01-10 visit"), "2023-01-09", null).Should()
            .Be("甲镇 1, 乙镇 1, 丙镇 3");

    // In a closed week without a line all are first.
    [Theory, InlineData(null, 0), InlineData("2023-01-15", 0), InlineData("2023-01-16", 1), InlineData("2023-01-22", 1)]
    public void A_quiet_week_has_places_once_it_is_closed(string? through, int places)
    {
        var scores = Score(Of("甲镇 2023-01-03 visit", "甲镇 2023-01-16 report"), through);

        Ranker.Totals(scores[0], Sample.WeekOf("2023-01-16"), Sample.Day("2023-01-01")).WeekFigures
            .Select(figure => $"{figure.Key}={figure.Value}").Should()
            .Equal(places == 0 ? ["reports=1"] : ["#Week=1=1", "reports=1"]);
        Ranker.Totals(scores[0], Sample.WeekOf("2023-01-16"), Sample.Day("2023-01-01")).YearPoints.Should().Be(1m);
    }

    [Fact]
    public void A_unit_by_itself_has_places_among_who_is_known()
    {
        var input = Of("甲镇 2023-01-03 visit").Input();

        var score = Scorer.Score("乙镇", [], input.Rules, input.Roster!, Sample.Day("2023-01-08"));

        score.Parts.SelectMany(part => part.Figures.Keys).Distinct().Should().Equal("#Week=1");
    }

    private static IReadOnlyList<UnitScore> Score(Scheme scheme, string? through)
    {
        var input = scheme.Input();
        return Scorer.ScoreAll(
            ["甲镇", "乙镇", "丙镇"], input.Facts.Select(one => one.Fact).ToLookup(fact => fact.Unit), input.Rules,
            input.Roster!,
            through is null ? null : Sample.Day(through));
    }

    private static string Rank(Scheme scheme, string monday, string? through)
    {
        var input = scheme.Input();
        var standings = Ranker.Rank(
            Sample.WeekOf(monday), Score(scheme, through), input.Roster!, input.Rules.InOrder[0]).Single().Standings;
        return string.Join(
            ", ", standings.Select(
                one => string.Create(CultureInfo.InvariantCulture, $"{one.Totals.Unit} {one.YearRank}")));
    }
}
