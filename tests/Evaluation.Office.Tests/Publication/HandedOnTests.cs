using System.Globalization;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>What is handed on from unit to unit, number by number, and what the ranking makes of it.</summary>
public sealed class HandedOnTests
{
    private const string Facts =
        """
        id,kind,unit,occurred_on,recorded_at,enterprise,leader,place
        V1,visit,甲镇,2022-12-30,2022-12-30T09:00:00+08:00,甲,top,
        V2,visit,甲镇,2023-01-03,2023-01-03T09:00:00+08:00,乙,top,
        R1,round,甲镇,2023-01-04,2023-01-04T09:00:00+08:00,,,1
        V3,visit,丙镇,2023-01-05,2023-01-05T09:00:00+08:00,丙,top,
        V4,visit,丙镇,2023-01-06,2023-01-06T09:00:00+08:00,丁,top,
        """;

    // 乙镇 succeeds 甲镇 on 15 February and ends itself without a fact of its own; 新镇 and 又镇 succeed it on 1 March.
    private const string Chain =
        """
        unit,name,kind,group,from,to,successor
        甲镇,甲镇,镇街,镇街,2022-01-01,2023-02-14,乙镇
        乙镇,乙镇,镇街,镇街,2023-02-15,2023-02-28,新镇:0.7;又镇:0.3
        丙镇,丙镇,镇街,镇街,2022-01-01,,
        新镇,新镇,镇街,镇街,2023-03-01,,
        又镇,又镇,镇街,镇街,2023-03-01,,
        """;

    // 丙镇, which exists already, succeeds 甲镇.
    private const string Joined =
        """
        unit,name,kind,group,from,to,successor
        甲镇,甲镇,镇街,镇街,2022-01-01,2023-02-28,丙镇
        乙镇,乙镇,镇街,镇街,2022-01-01,,
        丙镇,丙镇,镇街,镇街,2022-01-01,2023-03-02,
        丙镇,丙镇,街道,镇街,2023-03-03,,
        """;

    private static Scheme Of(string roster, string ranking = "") => new(
        $$"""
        ranking: {groups: [镇街], succession: carry, tie_break: [{countback: round.place}]{{ranking}}}
        kinds:
          round: {label: 分站, fields: {place: {label: 名次, type: integer} } }
        measures:
          visits: {label: 外出, unit: 家次, count: visit}
        clauses:
          - {id: 外出, text: 每家次三分之一, unit: 分, each: visit, cap: none, gives: 1 / 3}
        """)
    { Roster = roster, Facts = Facts, From = "2022-01-01" };

    // The year of each point is kept; places stay with the units that won them; a share is computed to twenty places.
    [Fact]
    public void Each_year_is_handed_on_by_itself_with_its_measures()
    {
        var scores = Scored(Of(Chain)).Scores.ToDictionary(score => score.Unit);

        scores["乙镇"].Inherited.Select(Text).Should().Equal(
            "2022 1 of 甲镇 0.3333333333333333333333333333: 0.3333333333333333333333333333 visits=1",
            "2023 1 of 甲镇 0.3333333333333333333333333333: 0.3333333333333333333333333333 visits=1");
        scores["新镇"].Inherited.Select(Text).Should().Equal(
            "2022 0.7 of 乙镇 0.3333333333333333333333333333: 0.23333333333333333333 visits=0.7",
            "2023 0.7 of 乙镇 0.3333333333333333333333333333: 0.23333333333333333333 visits=0.7");
        scores["甲镇"].Inherited.Should().BeEmpty();
    }

    [Theory, InlineData("甲镇"), InlineData("乙镇"), InlineData("新镇")]
    public void A_unit_scored_by_itself_is_handed_what_is_known(string unit)
    {
        var input = Of(Chain).Input();

        var score = Scorer.Score(
            unit, input.Facts.Select(one => one.Fact).Where(fact => fact.Unit == unit), input.Rules, input.Roster!,
            null);

        score.Inherited.Should().BeEmpty();
    }

    // On Wednesday 1 March 丙镇 succeeds 甲镇: a week that is cut on Tuesday does not know of it, nor of the later name
    // of 丙镇.
    [Theory]
    [InlineData("2023-02-28", "丙镇 1 0.67 , 甲镇 2 0.33 , 乙镇 3 0 ")]
    [InlineData("2023-03-01", "丙镇 1 1 , 乙镇 2 0 ")]
    [InlineData("2023-03-02", "丙镇 1 1 , 乙镇 2 0 ")]
    [InlineData("2023-03-03", "丙镇 1 1 街道, 乙镇 2 0 ")]
    public void A_week_that_is_cut_knows_what_held_by_then(string through, string expected) =>
        Rank(Of(Joined, ", status: [{name: 街道, when: unit_kind = '街道', effect: barred}]"), "2023-02-27", through)
            .Should().Be(expected);

    [Fact]
    public void What_is_handed_on_on_the_last_day_of_a_week_belongs_to_it() => Rank(
        Of(Joined.Replace("2023-02-28", "2023-03-04", StringComparison.Ordinal)), "2023-02-27", null).Should()
            .Be("丙镇 1 1 , 乙镇 2 0 ");

    // 29 and 30 December belong to the year of the week's first day, also when it is said that the week counts to its
    // end.
    [Theory, InlineData(null), InlineData("2023-01-01")]
    public void A_week_over_new_year_tells_the_old_year(string? through) =>
        Rank(Of(Joined) with { Facts = Facts.Replace("2023-01-05", "2023-01-01", StringComparison.Ordinal) },
            "2022-12-26", through)
            .Should().Be("甲镇 1 0.33 , 乙镇 2 0 , 丙镇 2 0 ");

    // The prize of the year goes to the unit that has most with what was handed on.
    [Fact]
    public void A_prize_of_the_year_counts_what_was_handed_on() =>
        (Of(Joined, ", prizes: [{each: year, rank: 1, amount: 100}]") with
        {
            From = "2023-01-01",
            Facts = $"{Facts}\nV5,visit,甲镇,2023-01-05,2023-01-05T09:00:00+08:00,戊,top," + string.Concat(
            Enumerable.Range(6, 3)
                .Select(i => $"\nV{i},visit,乙镇,2023-01-0{i},2023-01-08T09:00:00+08:00,企业{i},top,")),
        }).Score().Prizes!.Select(prize => $"{prize.Period} {prize.Unit} {prize.Amount}").Should()
            .Equal("2023 丙镇 100");

    // Week after week the running totals are those that a week by itself has, what was handed on and places of weeks
    // included.
    [Theory, InlineData(Chain, ""), InlineData(Joined, ", {countback: week}"), InlineData(Joined, ", visits")]
    public void Running_totals_are_those_of_each_week(string roster, string tie)
    {
        var scheme = Of(roster);
        var (_, scores) = Scored(scheme with
        {
            Rulebook = scheme.Rulebook.Replace("round.place}", $"round.place}}{tie}", StringComparison.Ordinal),
        });
        foreach (var score in scores)
        {
            var running = new RunningTotals(score);
            for (var week = Sample.WeekOf("2022-12-26"); week <= Sample.WeekOf("2023-03-06"); week = week.Next)
            {
                var year = new DateOnly(week.Start.Year, 1, 1);
                running.At(week, year).Should()
                    .BeEquivalentTo(Ranker.Totals(score, week, year), "{0} in {1}", score.Unit, week);
            }

            running.Invoking(one => one.At(Sample.WeekOf("2023-03-06"), Sample.Day("2023-01-01"))).Should()
                .Throw<InvalidOperationException>();
        }
    }

    [Fact]
    public void The_figures_of_the_year_hold_what_was_handed_on()
    {
        var score = Scored(Of(Joined)).Scores.Single(one => one.Unit == "丙镇");

        Ranker.Totals(score, Sample.WeekOf("2023-02-27"), Sample.Day("2023-01-01")).YearFigures["visits"]
            .Should().Be(3m);
    }

    private static string Rank(Scheme scheme, string monday, string? through)
    {
        var (input, scores) = Scored(scheme);
        var ranking = Ranker.Rank(
            Sample.WeekOf(monday), scores, input.Roster!, input.Rules.InOrder[0], null,
            through is null ? null : Sample.Day(through)).Single();
        return string.Join(", ", ranking.Standings.Select(one => string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Totals.Unit} {one.YearRank} {one.Totals.YearPoints:0.##} {string.Join('、', one.Status)}")));
    }

    private static (ScoreInput Input, IReadOnlyList<UnitScore> Scores) Scored(Scheme scheme)
    {
        var input = scheme.Input();
        var facts = input.Facts.Select(one => one.Fact).ToLookup(fact => fact.Unit);
        return (input,
            Scorer.ScoreAll(
                [.. input.Roster!.Terms.Select(term => term.Unit).Distinct()], facts, input.Rules, input.Roster,
                Sample.Day("2023-03-12")));
    }

    private static string Text(Inheritance one) => string.Create(
        CultureInfo.InvariantCulture,
        $"{one.Year.Year} {one.Share} of {string.Join('、', one.Of.Select(of => $"{of.Unit} {of.Points}"))}: "
            + $"{one.Points} {string.Join(' ', one.Figures.Select(figure => $"{figure.Key}={figure.Value}"))}");
}
