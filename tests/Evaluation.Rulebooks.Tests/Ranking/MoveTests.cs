using System.Globalization;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Ranking;

/// <summary>
/// Two rankings in, the parts of each move out. A row is `unit place points`, with `+week` where the week's points are
/// not what the year gained, `/visits` for what decides between equals, `^day=points` for what was handed on; a unit in
/// brackets is of the departments.
/// </summary>
public sealed class MoveTests
{
    private static readonly Week Week = Sample.WeekOf("2023-03-06");

    private static readonly Rulebook Edition = new RulebookText
    {
        Clauses = "- {id: one, text: 一, unit: 分, each: signing, gives: 1, cap: none}",
        Measures = "projects: {label: 项目, unit: 个, count: signing}\nvisits: {label: 外出, unit: 家次, count: visit}",
        Ranking = "groups: [镇街, 部门]\ntie_break: [projects, visits]",
    }.Compile();

    public static TheoryData<string, string, string, string, string> Stories => new()
    {
        {
            "不排名的不参与比较", "甲镇 0 50, 乙镇 1 30, 丙镇 2 20", "丙镇 1 31, 乙镇 2 30, 甲镇 0 52", "乙镇",
            "1>2 gained 0 corrected 0 | overtaken 丙镇 Passed 11 0 apart 1"
        },
        { "不排名的没有升降", "甲镇 1 50, 乙镇 2 30", "乙镇 1 30, 甲镇 0 50", "甲镇", "1>  gained 0 corrected 0" },
        { "恢复排名的算新列入", "甲镇 0 50, 乙镇 1 30", "甲镇 1 52, 乙镇 2 30", "甲镇", " >1 gained 52 corrected 0" },
        {
            "恢复排名的列在前面", "甲镇 0 50, 乙镇 1 30", "甲镇 1 52+2, 乙镇 2 30", "乙镇",
            "1>2 gained 0 corrected 0 | entered 甲镇"
        },
        { "另一组的升降不相干", "甲镇 1 30, (招商局) 1 40", "甲镇 1 31, (招商局) 1 40", "甲镇",
            "1>1 gained 1 corrected 0" },
        {
            "原在前面的转到另一组", "乙镇 1 40, 甲镇 2 30", "甲镇 1 31, (乙镇) 1 40", "甲镇",
            "2>1 gained 1 corrected 0 | left 乙镇"
        },
        { "转组的说明来自何组", "乙镇 1 40, 甲镇 2 30", "甲镇 1 31, (乙镇) 1 40", "(乙镇)",
            " >1 from 镇街 gained 0 corrected 0" },
        {
            "新列入的与其并列，不在其前", "甲镇 1 30", "乙镇 1 30+30, 甲镇 1 30", "甲镇",
            "1>1 gained 0 corrected 0 | joint 乙镇"
        },
        {
            "原并列的拉开距离", "甲镇 1 30, 乙镇 1 30", "甲镇 1 31, 乙镇 2 30", "甲镇",
            "1>1 gained 1 corrected 0 | overtook 乙镇 PulledAhead 0 0 apart 1"
        },
        {
            "仍在并列的没有超过", "甲镇 1 30, 乙镇 1 30", "甲镇 1 31, 乙镇 1 31", "甲镇",
            "1>1 gained 1 corrected 0 | joint 乙镇"
        },
        {
            "同分先比项目再比外出，点明第一个不同的", "甲镇 1 30 /2/5, 乙镇 2 30 /2/3",
            "甲镇 1 30 /2/5, 乙镇 2 30 /2/3", "乙镇",
            "2>2 gained 0 corrected 0 | parted behind 甲镇 visits 3:5"
        },
        {
            "项目不同就不再比外出", "甲镇 1 30 /3/1, 乙镇 2 30 /2/9", "甲镇 1 30 /3/1, 乙镇 2 30 /2/9", "乙镇",
            "2>2 gained 0 corrected 0 | parted behind 甲镇 projects 2:3"
        },
        {
            "全都相同的依次排列", "甲镇 1 30 /2/3, 乙镇 2 30 /2/3", "甲镇 1 30 /2/3, 乙镇 2 30 /2/3", "乙镇",
            "2>2 gained 0 corrected 0 | parted behind 甲镇 nothing 0:0"
        },
        {
            "只说紧邻的同分单位", "甲镇 1 30 /9, 乙镇 2 30 /7, 丙镇 3 30 /5, 丁镇 4 30 /3, 戊镇 5 30 /1",
            "甲镇 1 30 /9, 乙镇 2 30 /7, 丙镇 3 30 /5, 丁镇 4 30 /3, 戊镇 5 30 /1", "丙镇",
            "3>3 gained 0 corrected 0 | parted behind 乙镇 projects 5:7 | parted ahead 丁镇 projects 5:3"
        },
        {
            "并列的与前后各比", "甲镇 1 30 /9, 乙镇 2 30 /7, 丙镇 2 30 /7, 丁镇 4 30 /3",
            "甲镇 1 30 /9, 乙镇 2 30 /7, 丙镇 2 30 /7, 丁镇 4 30 /3", "丙镇",
            "2>2 gained 0 corrected 0 | joint 乙镇 | parted behind 甲镇 projects 7:9 | parted ahead 丁镇 projects 7:3"
        },
        {
            "末位的零不写", "甲镇 2 30.50, 乙镇 1 31.00", "甲镇 1 32.50+1.00, 乙镇 2 31.00", "甲镇",
            "2>1 gained 1 corrected 1 | overtook 乙镇 Passed 0 0 apart 1.5"
        },
        { "本周首次排名的末位零也不写", "乙镇 1 31", "乙镇 1 31, 甲镇 2 2.50+2.50", "甲镇",
            " >2 gained 2.5 corrected 0" },
        {
            "承接的不算更正", "甲镇 1 30", "甲镇 1 42.50+2.50^2023-03-08=10.00", "甲镇",
            "1>1 gained 2.5 corrected 0 handed 10"
        },
        { "周一起承接的属本周", "甲镇 1 30", "甲镇 1 40+0^2023-03-06=10", "甲镇",
            "1>1 gained 0 corrected 0 handed 10" },
        { "周日起承接的属本周", "甲镇 1 30", "甲镇 1 40+0^2023-03-12=10", "甲镇",
            "1>1 gained 0 corrected 0 handed 10" },
        { "上周日起承接的不属本周", "甲镇 1 30", "甲镇 1 40+0^2023-03-05=10", "甲镇", "1>1 gained 0 corrected 10" },
    };

    [Theory, MemberData(nameof(Stories))]
    public void A_move_is_told_in_its_parts(string story, string before, string now, string unit, string expected)
    {
        var moves = RankMoves.Of(
            Week, Groups(Week.Previous, before, []), Groups(Week, now, Groups(Week.Previous, before, [])), Edition);

        Text(moves.Single(move => move.Unit == unit.Trim('(', ')') && (unit[0] == '(') == (move.Group == "部门")))
            .Should().Be(expected, story);
    }

    // Mergers of other weeks and of other units are no part of a move.
    [Theory]
    [InlineData("2023-03-05", "")]
    [InlineData("2023-03-06", "新镇")]
    [InlineData("2023-03-12", "新镇")]
    [InlineData("2023-03-13", "")]
    public void Who_left_goes_on_in_its_successor(string day, string into)
    {
        var roster = Roster.Empty with
        {
            Successions =
            [
                new Succession(["丙镇"], [new SuccessorShare("又镇", 1m)], Sample.Day("2023-03-08"), "府办2号", "合并"),
                new Succession(["甲镇"], [new SuccessorShare("新镇", 1m)], Sample.Day(day), "府办1号", "合并"),
            ],
        };

        var moves = RankMoves.Of(
            Week, Groups(Week.Previous, "甲镇 1 30, 乙镇 2 20", []), Groups(Week, "乙镇 1 20", []), Edition, roster);

        string.Join(' ', moves.Single(move => move.Unit == "甲镇").GoesOnIn).Should().Be(into);
    }

    // In a week over new year the year ends within it: the move shows what it gained since, without trailing zeros.
    [Fact]
    public void Over_new_year_the_gain_of_the_year_is_told()
    {
        var week = Sample.WeekOf("2024-12-30");
        var before = Groups(week.Previous, "甲镇 1 30.00", []);

        var move = RankMoves.Of(week, before, Groups(week, "甲镇 1 31.50+9", before), Edition).Single();

        Text(move).Should().Be("1>1 gained 1.5 corrected 0");
    }

    private static string Text(RankMove move) => string.Join(" | ", [
        $"{(move.Before is { } was ? was : " ")}>{(move.Now is { } at ? at : " ")}"
            + $"{(move.OtherGroup is { } other && move.Now is not null ? $" from {other}" : "")}"
            + Number(" gained ", move.Gained) + Number(" corrected ", move.Corrected)
            + (move.Handed == 0m ? "" : Number(" handed ", move.Handed)),
        .. move.Overtook.Select(one => $"overtook {Text(one)}"),
        .. move.OvertakenBy.Select(one => $"overtaken {Text(one)}"),
        .. move.EnteredAhead.Select(unit => $"entered {unit}"), .. move.LeftAhead.Select(unit => $"left {unit}"),
        .. move.JointWith.Select(unit => $"joint {unit}"),
        .. move.Parted.Select(one => $"parted {(one.Ahead ? "behind" : "ahead")} {one.Unit} "
            + $"{one.Tie.Measure ?? "nothing"}{Number(" ", one.Tie.Own)}{Number(":", one.Tie.Other)}"),
    ]);

    private static string Text(Passing one) =>
        $"{one.Unit} {one.How}{Number(" ", one.Gained)}{Number(" ", one.Corrected)}{Number(" apart ", one.Apart)}";

    private static string Number(string words, decimal number) =>
        string.Create(CultureInfo.InvariantCulture, $"{words}{number}");

    private static List<GroupRanking> Groups(Week week, string text, List<GroupRanking> before) =>
    [
        .. Edition.Ranking.Groups.Select(group => new GroupRanking(week, group, [
            .. text.Split(", ").Where(row => (row[0] == '(') == (group == "部门"))
                .Select(row => Standing(row.Split(' '), before))])),
    ];

    private static Standing Standing(string[] words, List<GroupRanking> before)
    {
        var (unit, place) = (words[0].Trim('(', ')'), int.Parse(words[1], CultureInfo.InvariantCulture));
        var handed = words[2].Split('^') is [_, var from] ? from.Split('=') : null;
        var numbers = words[2].Split('^')[0].Split('+').Select(Read).ToArray();
        var was = before.SelectMany(group => group.Standings)
            .FirstOrDefault(one => one.Totals.Unit == unit && one.YearRank > 0)?.Totals.YearPoints;
        var figures = words.Length < 4 ? []
            : words[3][1..].Split('/').Zip(["projects", "visits"])
                .ToDictionary(one => one.Second, one => Read(one.First));
        return new Standing(
            place, place,
            new UnitTotals(
                unit, numbers.Length > 1 ? numbers[1] : numbers[0] - (was ?? 0m), numbers[0], figures, figures)
            {
                Inherited = handed is null ? null
                : [new Inheritance(
                    Sample.Day(handed[0]), Sample.Day("2023-01-01"), 1m, [], Read(handed[1]), figures, "府办1号")],
            });
    }

    private static decimal Read(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
