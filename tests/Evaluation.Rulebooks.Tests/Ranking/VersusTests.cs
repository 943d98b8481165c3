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

/// <summary>
/// Ties broken by what equals did against each other, and by the points of opponents, in both counts.
/// </summary>
public sealed class VersusTests
{
    private static readonly string[] Teams = ["甲", "乙", "丙", "丁"];

    // 甲 2:0 乙, 乙 1:0 丙, 丙 2:1 甲, 丁 0:0 with 甲 and 乙, 3:0 against 丙: 丁 has 5, 甲 and 乙 4, 丙 3 points.
    // 甲 beat 乙. By goals 乙 would be behind as well; by the table of all goals 甲 has +1, 乙 -1.
    private const string Matches = "甲乙20 乙丙10 丙甲21 丁甲00 丁乙00 丁丙30";

    [Theory]
    [InlineData("", Matches, "丁1 甲2 乙2 丙4")]
    [InlineData("{direct: match.opponent, points: goals_for - goals_against}", Matches, "丁1 甲2 乙3 丙4")]

    // Three have 6 points; among themselves a circle: 甲 +2, 乙 0, 丙 -2. Against 丁 乙 scored most.
    [InlineData("{direct: match.opponent, points: goals_for - goals_against}",
        "甲乙30 乙丙30 丙甲10 甲丁10 乙丁90 丙丁20", "甲1 乙2 丙3 丁4")]
    [InlineData("scored", "甲乙30 乙丙30 丙甲10 甲丁10 乙丁90 丙丁20", "乙1 甲2 丙3 丁4")]

    // What is equal after one comparison is compared by the next: won matches are equal in the circle, goals not.
    [InlineData("{direct: match.opponent, points: 'if(goals_for > goals_against, 3, 0)'}, scored",
        "甲乙30 乙丙30 丙甲10 甲丁10 乙丁90 丙丁20", "乙1 甲2 丙3 丁4")]

    // Three have 3 points: 甲 met 丙 (3), 丙 met 甲 (3) and 丁 (0), 乙 met 丁 (0).
    [InlineData("{opponents: match.opponent}", "甲丙10 丙丁10 乙丁20", "甲1 丙1 乙3 丁4")]
    public void Equals_are_compared_with_certain_units(string tieBreak, string matches, string expected)
    {
        var rules = Rules(tieBreak.Replace('\'', '"'));
        var facts = Facts(matches);
        var roster = new Roster(
            [.. Teams.Select(team => new UnitTerm(team, team, "队", "镇街", Sample.Day("2023-01-01"), null))], []);
        var week = Sample.WeekOf("2023-03-06");

        var scores = Scorer.ScoreAll(Teams, facts.ToLookup(fact => fact.Unit), rules, roster, null);
        var places = Ranker.Rank(week, scores, roster, rules.InOrder[0])[0].Standings;
        var second = new Second(facts, rules, roster, null, TargetAmounts.None)
            .Places(week.Start, rules.InOrder[0], null);

        Sorted(places.Select(one => $"{one.Totals.Unit}{one.YearRank}")).Should().Equal(Sorted(expected.Split(' ')));
        Sorted(second.Select(one => $"{one.Unit}{one.YearRank}")).Should().Equal(Sorted(expected.Split(' ')));
        Sorted(second.Select(one => $"{one.Unit}{one.WeekRank}")).Should().Equal(Sorted(expected.Split(' ')));
    }

    [Theory]
    [InlineData("{direct: match.opponent}", "“points”与“direct”一起写。")]
    [InlineData("{opponents: match.opponent, points: 1}", "“points”与“direct”一起写。")]
    [InlineData("{direct: match.goals_for, points: 1}", "没有类型为 unit 的字段“match.goals_for”。")]
    [InlineData("{opponents: match.opponent, countback: week}", "同分时的比较应当写一种。")]
    public void What_is_compared_is_a_unit(string tieBreak, string what) =>
        RulebookReader.Read(Text(tieBreak)).Findings.Select(finding => finding.What).Should().Equal(what);

    [Fact]
    public void A_changed_comparison_is_said() =>
        RulebookDiff.Of(Rules("{opponents: match.opponent}").InOrder[0],
            Rules("{direct: match.opponent, points: goals_for}").InOrder[0]).Should()
            .Equal("排名的同分时的比较次序由“比赛的对手得分之和”改为“与相等的对手之间的比赛（进球）”。");

    private static IEnumerable<string> Sorted(IEnumerable<string> places) => places.Order(StringComparer.Ordinal);

    // 甲乙20 is 甲 2:0 乙: a fact of each.
    private static List<Fact> Facts(string matches) =>
        [.. matches.Split(' ').SelectMany((match, i) => new[]
        {
            Fact($"M{i}a", match[0], match[1], match[2], match[3]),
            Fact($"M{i}b", match[1], match[0], match[3], match[2]),
        })];

    private static Fact Fact(string id, char unit, char opponent, char scored, char conceded) => new(
        id, "match", $"{unit}", Sample.Day("2023-03-06"), 1m, new Dictionary<string, Value>
        {
            ["opponent"] = Value.Of($"{opponent}"),
            ["goals_for"] = Value.Of((decimal)(scored - '0')),
            ["goals_against"] = Value.Of((decimal)(conceded - '0')),
        });

    private static RuleSet Rules(string tieBreak) =>
        RulebookReader.Read(Text(tieBreak)) is { Rulebook: { } rulebook } ? new RuleSet([rulebook])
            : throw new InvalidOperationException(
                string.Join('\n', RulebookReader.Read(Text(tieBreak)).Findings));

    private static string Text(string tieBreak) => RulebookText.Of($$"""
        kinds:
          match:
            label: 比赛
            fields:
              opponent: {label: 对手, type: unit}
              goals_for: {label: 进球, type: integer}
              goals_against: {label: 失球, type: integer}
        measures: {scored: {label: 进球, unit: 个, sum: match.goals_for} }
        clauses:
          - {id: 胜, text: 胜, unit: 分, each: match, where: goals_for > goals_against, gives: 3, cap: none}
          - {id: 平, text: 平, unit: 分, each: match, where: goals_for = goals_against, gives: 1, cap: none}
        ranking: {groups: [镇街], tie_break: [{{tieBreak}}]}
        """);
}
