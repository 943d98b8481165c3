using System.Globalization;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>Why a rank differs from last week's, in examples that an official can read.</summary>
public sealed class RankMovesTests
{
    private const string Groups = "groups: [镇街, 部门]";

    // Before and now: unit, points of the year; now also the week's points when they are not what the year gained,
    // and after / the projects of the tie-break. A unit in brackets is of the departments.
    public static TheoryData<string, string, string, string> Stories => new()
    {
        {
            "升位，点明超过谁、各得多少", "凤凰镇 30, 莲花镇 29, 永安镇 20",
            "永安镇 32.5, 凤凰镇 32, 莲花镇 29",
            "永安镇累计由第3位升至第1位：本周得12.5分，超过凤凰镇（本周得2分，现领先0.5分）、莲花镇（本周得0分，"
                + "现领先3.5分）。"
        },
        {
            "降位，点明被谁超过", "凤凰镇 30, 永安镇 20", "永安镇 32.5, 凤凰镇 32",
            "凤凰镇累计由第1位降至第2位：本周得2分，被永安镇（本周得12.5分，现落后0.5分）超过。"
        },
        { "名次未变", "凤凰镇 30, 永安镇 20", "凤凰镇 30, 永安镇 21", "永安镇累计名次未变，列第2位：本周得1分。" },
        {
            "名次未变而有进有退", "永安镇 30, 凤凰镇 29, 莲花镇 28", "莲花镇 34, 凤凰镇 33, 永安镇 30",
            "凤凰镇累计名次未变，列第2位：本周得4分，超过永安镇（本周得0分，现领先3分），被莲花镇（本周得6分，"
                + "现落后1分）超过。"
        },
        {
            "追平", "凤凰镇 30, 永安镇 20", "凤凰镇 30, 永安镇 30",
            "永安镇累计由第2位升至第1位：本周得10分，追平凤凰镇（本周得0分）。"
        },
        {
            "原为并列，被甩开", "凤凰镇 30, 永安镇 30", "凤凰镇 31, 永安镇 30",
            "永安镇累计由第1位降至第2位：本周得0分，落后于原并列的凤凰镇（本周得1分）。"
        },
        { "仍为并列", "凤凰镇 30, 永安镇 30", "凤凰镇 31, 永安镇 31",
            "永安镇累计名次未变，列第1位：本周得1分，与凤凰镇并列。" },
        {
            "同分以项目数定先后", "凤凰镇 30 /2, 永安镇 20 /3", "永安镇 30 /3, 凤凰镇 30 /2",
            "永安镇累计由第2位升至第1位：本周得10分，超过凤凰镇（本周得0分，累计同分，按新引进项目3比2个）。"
        },
        {
            "同分而先后未变", "永安镇 30 /3, 凤凰镇 30 /2", "永安镇 30 /3, 凤凰镇 30 /2",
            "凤凰镇累计名次未变，列第2位：本周得0分，与永安镇累计同分，按新引进项目2比3个列其后。"
        },
        {
            "以前各周更正使名次变动", "凤凰镇 30, 永安镇 29", "永安镇 30.5+1, 凤凰镇 28.5+0",
            "永安镇累计由第2位升至第1位：本周得1分，以前各周更正增加0.5分，"
            + "超过凤凰镇（本周得0分，以前各周更正减少1.5分，现领先2分）。"
        },
        {
            "扣分", "凤凰镇 30, 永安镇 29", "永安镇 29, 凤凰镇 28.5",
            "凤凰镇累计由第1位降至第2位：本周扣1.5分，被永安镇（本周得0分，现落后0.5分）超过。"
        },
        {
            "前面的单位退出", "凤凰镇 30, 永安镇 20", "永安镇 20",
            "永安镇累计由第2位升至第1位：本周得0分，原名次在前的凤凰镇不再列入本组。"
        },
        { "退出的单位", "凤凰镇 30, 永安镇 20", "永安镇 20", "凤凰镇本周不再列入排名，上周累计列镇街组第1位。" },
        {
            "转入者名次在前", "永安镇 20, (凤凰镇) 30", "凤凰镇 31, 永安镇 20",
            "永安镇累计由第1位降至第2位：本周得0分，凤凰镇新列入本组、名次在前。"
        },
        { "转组的单位", "永安镇 20, (凤凰镇) 30", "凤凰镇 31, 永安镇 20",
            "凤凰镇由部门组转入镇街组，累计列第1位：本周得1分。" },
        { "新列入的单位", "永安镇 20", "永安镇 20, 凤凰镇 1", "凤凰镇本周新列入镇街组，累计列第2位：本周得1分。" },
        { "第一周", "", "永安镇 2, 凤凰镇 1", "凤凰镇本考评年度首次排名，累计列第2位：本周得1分。" },
    };

    [Theory, MemberData(nameof(Stories))]
    public void An_official_reads_why(string story, string before, string now, string expected) =>
        SentencesOf("2023-03-06", before, now).Should().Contain(expected, story);

    [Fact]
    public void A_long_list_names_five_and_counts_the_rest() =>
        SentencesOf("2023-03-06", "甲 7, 乙 6, 丙 5, 丁 4, 戊 3, 己 2, 永安镇 1",
            "永安镇 9, 甲 7, 乙 6, 丙 5, 丁 4, 戊 3, 己 2")[0]
            .Should().EndWith("、戊（本周得0分，现领先6分）等6个单位。");

    [Fact]
    public void Numbered_on_by_protocol_order_equals_are_told_so() =>
        SentencesOf("2023-03-06", "永安镇 1, 凤凰镇 1", "永安镇 2, 凤凰镇 2", "groups: [镇街, 部门]\nties: serial")
            .Should().Contain(
            "凤凰镇累计名次未变，列第2位：本周得1分，与永安镇累计同分，按单位序列列其后。");

    [Fact]
    public void Where_less_is_better_less_is_ahead() =>
        SentencesOf("2023-03-06", "凤凰镇 3, 永安镇 4", "永安镇 4, 凤凰镇 5", $"{Groups}\norder: ascending").Should()
            .Contain("永安镇累计由第2位升至第1位：本周得0分，超过凤凰镇（本周得2分，现领先1分）。");

    [Fact]
    public void A_new_year_is_not_compared_with_the_old_one() =>
        SentencesOf("2024-01-01", "凤凰镇 30, 永安镇 20", "永安镇 2+2, 凤凰镇 1+1").Should().Equal(
            "永安镇本考评年度首次排名，累计列第1位：本周得2分。", "凤凰镇本考评年度首次排名，累计列第2位：本周得1分。");

    [Fact]
    public void In_a_week_over_new_year_only_days_of_the_old_one_are_told() =>
        SentencesOf("2024-12-30", "凤凰镇 30, 永安镇 20", "凤凰镇 31+5, 永安镇 20+9").Should().Equal(
            "凤凰镇累计名次未变，列第1位：本周得1分。", "永安镇累计名次未变，列第2位：本周得0分。");

    [Fact]
    public void A_published_ranking_is_read_back_from_its_record()
    {
        var bulletin = AWeek.LastBulletin();
        var groups = System.Text.Json.JsonDocument.Parse(
            BulletinFiles.Record(bulletin)).RootElement.GetProperty("groups").GetRawText();

        var published = BulletinFiles.Rankings(groups, Sample.WeekOf("2023-03-06"));

        published.SelectMany(ranking => PlainRanking.Of(ranking, Edition(Groups), [])).Select(TestOffice.Write).Should()
            .Equal(bulletin.Rankings.Select(TestOffice.Write));
    }

    // A unit with the same rank has moved all the same when it came past one unit and another came past it.
    [Theory]
    [InlineData("凤凰镇 30, 永安镇 20", "凤凰镇 31, 永安镇 22", "")]
    [InlineData("凤凰镇 30, 永安镇 20", "永安镇 32, 凤凰镇 30", "永安镇 凤凰镇")]
    [InlineData("永安镇 30, 凤凰镇 29, 莲花镇 28", "莲花镇 34, 凤凰镇 33, 永安镇 30", "莲花镇 凤凰镇 永安镇")]
    [InlineData("凤凰镇 30, 永安镇 20", "凤凰镇 31, 永安镇 22, 莲花镇 1", "莲花镇")]
    [InlineData("凤凰镇 30, 永安镇 29", "凤凰镇 30, 永安镇 30", "永安镇 凤凰镇")]
    [InlineData("", "永安镇 2, 凤凰镇 1", "")]
    public void It_is_said_who_moved(string before, string now, string moved) =>
        Moves("2023-03-06", before, now, Edition(Groups)).Where(move => move.Moved).Select(move => move.Unit)
            .Order(StringComparer.Ordinal).Should()
            .Equal(moved.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

    private static IReadOnlyList<string> SentencesOf(string monday, string before, string now, string ranking = Groups)
    {
        var edition = Edition(ranking);
        return [.. new RankSentences(edition, unit => unit).AddTo(Moves(monday, before, now, edition))
            .Select(move => move.Sentence)];
    }

    private static IReadOnlyList<RankMove> Moves(string monday, string before, string now, Rulebook edition)
    {
        var week = Sample.WeekOf(monday);
        var then = Units(before, null);
        return RankMoves.Of(week, Rank(week.Previous, then, edition), Rank(week, Units(now, then), edition), edition);
    }

    private static Rulebook Edition(string ranking) => new RulebookText
    {
        Clauses = "- {id: one, text: 一, unit: 分, each: signing, gives: 1, cap: none}",
        Measures = "projects: {label: 新引进项目, unit: 个, count: signing}",
        Ranking = $"{ranking}\ntie_break: [projects]",
        To = "2025-12-31",
    }.Compile();

    private static List<GroupRanking> Rank(
        Week week, List<(string Group, UnitTotals Totals)> units, Rulebook edition) => units.Count == 0 ? [] :
    [
        .. edition.Ranking.Groups.Select(group => Ranker.Rank(
            week, group, [.. units.Where(unit => unit.Group == group).Select(unit => unit.Totals)], edition.Ranking)),
    ];

    private static List<(string Group, UnitTotals Totals)> Units(
        string text, List<(string Group, UnitTotals Totals)>? before) =>
    [
        .. text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(part =>
        {
            var words = part.Split(' ');
            var (unit, group) = words[0].StartsWith('(') ? (words[0][1..^1], "部门") : (words[0], "镇街");
            var points = words[1].Split('+')
                .Select(word => decimal.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            var was = before?.FirstOrDefault(one => one.Totals.Unit == unit).Totals?.YearPoints ?? 0m;
            var figures = new Dictionary<string, decimal>
            {
                ["projects"] = words.Length > 2 ? decimal.Parse(words[2][1..], CultureInfo.InvariantCulture) : 0m,
            };
            return (group,
                new UnitTotals(unit, points.Length > 1 ? points[1] : points[0] - was, points[0], figures, figures));
        }),
    ];
}
