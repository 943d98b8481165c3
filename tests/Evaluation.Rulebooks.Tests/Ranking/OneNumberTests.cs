using System.Globalization;
using Evaluation.Rulebooks.Comparison;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;
using Second = Evaluation.Rulebooks.SecondCount.SecondCount;

namespace Evaluation.Rulebooks.Tests.Ranking;

/// <summary>Rank, tie, grade, status, list and prize look at the same number, in both counts.</summary>
public sealed class OneNumberTests
{
    private const string Usual = """
        groups: [镇街]
        grades: [{name: 优秀, from: 90}, {name: 良好, from: 80}, {name: 合格}]
        status: [{name: 未达标, when: points < 90, effect: barred}]
        prizes: [{each: year, rank: 1, amount: 25万}]
        """;

    private static readonly DateOnly LastDay = Sample.Day("2023-12-31");
    private static readonly Week Last = Week.Of(LastDay, DayOfWeek.Monday);

    private static readonly Roster Roster = new(
        [
            new UnitTerm("甲镇", "甲镇", "镇街", "镇街", Sample.Day("2022-01-01"), null),
            new UnitTerm("乙镇", "乙镇", "镇街", "镇街", Sample.Day("2022-01-01"), null),
        ],
        []);

    // The points of two towns; of each its place, grade, status, whether it is on the list, and its prize.
    [Theory]
    [InlineData("89.996", "90", "1 优秀 红榜 奖 | 1 优秀 红榜 奖")]
    [InlineData("89.995", "90", "1 优秀 红榜 奖 | 1 优秀 红榜 奖")]
    [InlineData("89.994", "90", "2 良好 未达标 | 1 优秀 红榜 奖")]
    [InlineData("79.995", "80.004", "1 良好 未达标 | 1 良好 未达标")]
    [InlineData("79.994", "80", "2 合格 未达标 | 1 良好 未达标")]
    [InlineData("0.125", "0.13", "1 合格 未达标 | 1 合格 未达标")]
    [InlineData("1.005", "1.01", "1 合格 未达标 | 1 合格 未达标")]
    [InlineData("-0.125", "-0.13", "1 合格 未达标 | 1 合格 未达标")]
    [InlineData("90.0049999999999999999999", "90", "1 优秀 红榜 奖 | 1 优秀 红榜 奖")]
    [InlineData("90.0050000000000000000001", "90.01", "1 优秀 红榜 奖 | 1 优秀 红榜 奖")]
    public void Two_decimals_rounded_half_up(string first, string second, string expected) =>
        Both(Rules(Usual), first, second).Should().Be(expected);

    [Theory]
    [InlineData("89.996", "90", "1 优秀 红榜 奖 | 1 优秀 红榜 奖")]
    [InlineData("89.985", "89.98", "1 良好 未达标 | 1 良好 未达标")]
    [InlineData("89.995", "90", "1 优秀 红榜 奖 | 1 优秀 红榜 奖")]
    [InlineData("0.125", "0.12", "1 合格 未达标 | 1 合格 未达标")]
    [InlineData("0.125", "0.13", "2 合格 未达标 | 1 合格 未达标")]
    public void Two_decimals_by_the_standard(string first, string second, string expected) =>
        Both(Rules(Usual, "rounding: half_even"), first, second).Should().Be(expected);

    [Theory]
    [InlineData("half_up", "2.5", "3", "1 甲 | 1 甲")]
    [InlineData("half_even", "2.5", "3", "2 乙 | 1 甲")]
    [InlineData("half_even", "2.5", "2", "1 乙 | 1 乙")]
    [InlineData("half_up", "-2.5", "-3", "1 乙 | 1 乙")]
    [InlineData("half_even", "-2.5", "-3", "1 乙 | 2 乙")]
    public void No_decimals(string rounding, string first, string second, string expected) =>
        Both(
            Rules(
                "groups: [镇街]\ndecimals: 0\ngrades: [{name: 甲, from: 3}, {name: 乙}]", $"rounding: {rounding}"),
            first, second).Should().Be(expected);

    // A clause that gives for the place in the group sees the number that everybody sees in print.
    [Theory]
    [InlineData("89.996", "90", "甲镇 5, 乙镇 5")]
    [InlineData("89.994", "90", "乙镇 5")]
    public void A_clause_that_compares_points_sees_the_same_number(string first, string second, string expected)
    {
        var rules = Rules(
            "groups: [镇街]", "",
            "- {id: 名次, text: 第一名5分, unit: 分, each: year, gives: \"if(rank(points) = 1, 5, 0)\", cap: none}");

        var lines = SecondForm.LinesOf(Scores(rules, first, second)).ToList();
        string.Join(", ", lines.Where(line => line.Clause == "名次" && line.Points > 0m)
            .Select(line => $"{line.Unit} {line.Points:0}")).Should().Be(expected);
        Counted(rules, first, second).Lines.Select(line => (line.Unit, line.Clause, line.Points)).Should()
            .Equal(lines.Select(line => (line.Unit, line.Clause, line.Points)));
    }

    [Fact]
    public void Places_that_are_counted_back_to_are_those_of_the_same_number() =>
        Scores(Rules("groups: [镇街]\ntie_break: [{countback: week}]"), "89.996", "90")
            .Select(score => score.Parts.Sum(part => part.Figures.GetValueOrDefault("#Week=1")))
            .Distinct().Should().ContainSingle("both were first in every week");

    // Then only the places looked at rounded totals, and half to even.
    [Theory]
    [InlineData("89.996", "90", "1 良好 未达标 | 1 优秀 红榜 奖")]
    [InlineData("0.125", "0.12", "1 合格 未达标 | 1 合格 未达标")]
    [InlineData("0.125", "0.13", "2 合格 未达标 | 1 合格 未达标")]
    public void A_week_sealed_before_is_counted_as_it_was(string first, string second, string expected) =>
        Both(Rules(Usual) with { ExactThrough = LastDay }, first, second).Should().Be(expected);

    private static string Both(RuleSet rules, string first, string second)
    {
        var edition = rules.InOrder[0] with { Ranking = rules.RankingOn(rules.InOrder[0], LastDay) };
        var scores = Scores(rules, first, second);
        var rankings = Ranker.Rank(Last, scores, Roster, edition);
        var honours = Honours.Of(Last, scores, rules, rankings);
        var count = Counted(rules, first, second);
        var places = count.Places(Last.Start, edition, null);
        places.Should().BeEquivalentTo(rankings.SelectMany(SecondForm.PlacesOf));
        count.Honours(Last.Start, places).Should().BeEquivalentTo(SecondForm.HonoursOf(honours));
        return string.Join(" | ", Roster.Terms.Select(term => Words(term.Unit, rankings[0], honours)));
    }

    private static string Words(string unit, GroupRanking ranking, Honours honours)
    {
        var standing = ranking.Standings.Single(one => one.Totals.Unit == unit);
        return string.Join(' ',
        [
            $"{standing.YearRank}", standing.Grade, .. standing.Status,
            .. honours.Lists.Where(list => list.Units.Contains(unit)).Select(list => list.List),
            .. honours.Prizes.Where(prize => prize.Unit == unit).Select(_ => "奖"),
        ]);
    }

    private static RuleSet Rules(string ranking, string rounding = "", string clauses = "")
    {
        var text = new RulebookText
        {
            From = "2023-01-01",
            Kinds = "quiz: {label: 测, fields: {score: {label: 分, type: decimal}}}",
            Clauses = $"- {{id: 测, text: 得分, unit: 分, each: quiz, gives: score, cap: none}}\n{clauses}",
            Ranking = ranking,
        };
        var (rulebook, findings) = RulebookReader.Read(
            $"{text}\nlists: [{{name: 红榜, each: year, when: points >= 90}}]\n{rounding}");
        findings.Should().BeEmpty();
        return new RuleSet([rulebook!]);
    }

    private static IReadOnlyList<UnitScore> Scores(RuleSet rules, string first, string second) => Scorer.ScoreAll(
        [.. Roster.Terms.Select(term => term.Unit)], Facts(first, second).ToLookup(fact => fact.Unit), rules, Roster,
        LastDay);

    private static Second Counted(RuleSet rules, string first, string second) =>
        new(Facts(first, second), rules, Roster, LastDay, TargetAmounts.None);

    private static List<Fact> Facts(string first, string second) =>
    [
        .. new[] { first, second }.Select((points, i) => new Fact(
            $"F{i}", "quiz", Roster.Terms[i].Unit, Sample.Day("2023-01-05"), 1m, new Dictionary<string, Value>
            {
                ["score"] = Value.Of(decimal.Parse(points, CultureInfo.InvariantCulture)),
            })),
    ];
}
