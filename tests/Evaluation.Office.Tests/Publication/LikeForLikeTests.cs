using System.Globalization;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>
/// Rosters in, units on the same footing out: the week of 6 February 2023 beside that of 6 March, both ended by Sunday.
/// Every visit gives a point. 甲镇 has 4 by the earlier week and 2 more, 乙镇 3 and 1, 丙镇 2, 丁镇 1, 新镇 3 by the
/// later week.
/// </summary>
public sealed class LikeForLikeTests
{
    private const string Standing = "甲镇,甲镇,镇街,镇街,2022-01-01,,\n乙镇,乙镇,镇街,镇街,2022-01-01,,\n";
    private const string Third = "丙镇,丙镇,镇街,镇街,2022-01-01,,\n";
    private const string Fourth = "丁镇,丁镇,镇街,镇街,2022-01-01,,\n";
    private const string Park = "丁镇,丁镇,镇街,园区,2022-01-01,,\n";

    // The roster and how points are handed on. Out: units before > units now, places among those comparable before and
    // now, points before and now; then, after a bar, the units that are not compared, with the places in print.
    public static TheoryData<string, string, string, string[]> Stories => new()
    {
        {
            "名册未变，另一组不相干", "zero", $"{Standing}{Third}{Park}",
            ["镇街: 甲镇>甲镇 1-1 4-6, 乙镇>乙镇 2-2 3-4, 丙镇>丙镇 3-3 2-2 | ", "园区: 丁镇>丁镇 1-1 1-1 | "]
        },
        {
            "两周之间合并", "carry",
            $"{Standing}{Ended("丙镇", "镇街", "2023-02-12")}{Ended("丁镇", "镇街", "2023-02-12")}{New("2023-02-13")}",
            ["镇街: 甲镇>甲镇 1-1 4-6, 丙镇、丁镇>新镇 2-1 3-6, 乙镇>乙镇 2-3 3-4 | ", "园区:  | "]
        },
        {
            "早周周日起已合并，从零起算", "zero",
            $"{Standing}{Third}{Ended("丁镇", "镇街", "2023-02-11")}{New("2023-02-12")}",
            ["镇街: 甲镇>甲镇 1-1 4-6, 乙镇>乙镇 2-2 3-4, 新镇>新镇 4-3 0-3, 丙镇>丙镇 3-4 2-2 | ", "园区:  | "]
        },
        {
            "早周周日起已合并并承接", "carry",
            $"{Standing}{Third}{Ended("丁镇", "镇街", "2023-02-11")}{New("2023-02-12")}",
            ["镇街: 甲镇>甲镇 1-1 4-6, 乙镇>乙镇 2-2 3-4, 新镇>新镇 4-2 1-4, 丙镇>丙镇 3-4 2-2 | ", "园区:  | "]
        },
        {
            "晚周周日起合并", "zero", $"{Standing}{Third}{Ended("丁镇", "镇街", "2023-03-11")}{New("2023-03-12")}",
            ["镇街: 甲镇>甲镇 1-1 4-6, 乙镇>乙镇 2-2 3-4, 丁镇>新镇 4-2 1-4, 丙镇>丙镇 3-4 2-2 | ", "园区:  | "]
        },
        {
            "晚周之后才合并", "zero",
            $"{Standing}{Ended("丙镇", "镇街", "2023-03-12")}{Ended("丁镇", "镇街", "2023-03-12")}{New("2023-03-13")}",
            ["镇街: 甲镇>甲镇 1-1 4-6, 乙镇>乙镇 2-2 3-4, 丙镇>丙镇 3-3 2-2, 丁镇>丁镇 4-4 1-1 | ", "园区:  | "]
        },
        {
            "不同组的合并，无从比较", "zero",
            $"{Standing}{Ended("丙镇", "镇街", "2023-02-12")}{Ended("丁镇", "园区", "2023-02-12")}{New("2023-02-13")}",
            ["镇街: 甲镇>甲镇 1-1 4-6, 乙镇>乙镇 2-2 3-4 | 丙镇 3-0、新镇 0-3", "园区:  | 丁镇 1-0"]
        },
        {
            "晚周不排名的不比较", "zero, status: [{name: 不排名, when: visits >= 6, effect: unranked}]",
            $"{Standing}{Third}{Fourth}",
            ["镇街: 乙镇>乙镇 1-1 3-4, 丙镇>丙镇 2-2 2-2, 丁镇>丁镇 3-3 1-1 | 甲镇 1-0", "园区:  | "]
        },
    };

    [Theory, MemberData(nameof(Stories))]
    public void Groups_are_compared_on_the_same_footing(
        string story, string succession, string roster, string[] expected)
    {
        var input = Scheme(succession, roster).Input();
        var units = input.Roster!.Terms.Select(term => term.Unit).Distinct().ToList();
        var scores = Scorer.ScoreAll(
            units, input.Facts.Select(one => one.Fact).ToLookup(fact => fact.Unit), input.Rules, input.Roster,
            Sample.Day("2023-03-12"));

        LikeForLike.Of(Ranked("2023-02-06"), Ranked("2023-03-06"), scores, input.Roster).Select(Text).Should()
            .Equal(expected, story);

        RankedWeek Ranked(string monday) => new(
            Sample.WeekOf(monday), input.Rules.InOrder[0],
            Ranker.Rank(Sample.WeekOf(monday), scores, input.Roster!, input.Rules.InOrder[0]));
    }

    private static string Text(LikeForLike group)
    {
        var compared = group.Compared.Select(one => string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join('、', one.Before)}>{string.Join('、', one.Now)} {one.RankBefore}-{one.RankNow} "
                + $"{one.PointsBefore}-{one.PointsNow}"));
        var left = group.Left.Select(one => $"{one.Unit} {one.RankBefore ?? 0}-{one.RankNow ?? 0}");
        return $"{group.Group}: {string.Join(", ", compared)} | {string.Join('、', left)}";
    }

    private static string Ended(string unit, string group, string day) =>
        $"{unit},{unit},镇街,{group},2022-01-01,{day},新镇\n";

    private static string New(string day) => $"新镇,新镇,镇街,镇街,{day},,\n";

    private static Scheme Scheme(string succession, string roster) => new(
        $$"""
        ranking: {groups: [镇街, 园区], succession: {{succession}}}
        measures:
          visits: {label: 外出, unit: 家次, count: visit}
        clauses:
          - {id: 外出, text: 每家次1分, unit: 分, each: visit, cap: none, gives: 0.5, times: [{name: 系数, factor: 2.0}]}
        """)
    {
        Roster = $"unit,name,kind,group,from,to,successor\n{roster}",
        Facts = "id,kind,unit,occurred_on,recorded_at,enterprise,leader" + string.Concat(
            new[] { ("甲镇", "2023-01-03", 4), ("甲镇", "2023-02-20", 2), ("乙镇", "2023-01-03", 3),
                ("乙镇", "2023-02-20", 1), ("丙镇", "2023-01-03", 2), ("丁镇", "2023-01-03", 1),
                ("新镇", "2023-03-07", 3) }
                .Where(one => roster.Contains(one.Item1, StringComparison.Ordinal))
                .SelectMany(one => Enumerable.Range(1, one.Item3), (one, i) => $"\n{one.Item1}{one.Item2}{i},visit,"
                    + $"{one.Item1},{one.Item2},{one.Item2}T09:00:00+08:00,企业{i},top")),
    };
}
