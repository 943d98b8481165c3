using System.Globalization;
using Evaluation.Office.Imports;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>
/// What merged and split units begin with, and weeks before and after compared on the same footing. Every visit gives a
/// point. On Wednesday 1 March 2023 甲镇 (4 visits by then) and 乙镇 (1) become 新镇; 丙镇 (3) remains.
/// </summary>
public sealed class InheritanceTests
{
    private const string Carry = "ranking: {groups: [镇街], tie_break: [visits], succession: carry}";
    private const string Zero = "ranking: {groups: [镇街], tie_break: [visits]}";

    private const string Merged =
        """
        unit,name,kind,group,from,to,successor
        甲镇,甲镇,镇街,镇街,2022-01-01,2023-02-28,新镇
        乙镇,乙镇,镇街,镇街,2022-01-01,2023-02-28,新镇
        丙镇,丙镇,镇街,镇街,2022-01-01,,
        新镇,新镇人民政府,镇街,镇街,2023-03-01,,
        """;

    private static Scheme Of(string ranking, string roster) => new(
        $$"""
        {{ranking}}
        measures:
          visits: {label: 外出, unit: 家次, count: visit}
        clauses:
          - {id: 外出, text: 每家次1分, unit: 分, each: visit, cap: none, gives: 1}
        """)
    {
        Facts = Facts(
            ("甲镇", "2022-12-30"), ("甲镇", "2023-01-03"), ("甲镇", "2023-01-10"), ("甲镇", "2023-02-27"),
            ("甲镇", "2023-02-28"),
            ("乙镇", "2023-02-07"), ("丙镇", "2023-01-04"), ("丙镇", "2023-01-05"), ("丙镇", "2023-03-02"),
            ("新镇", "2023-03-01"), ("新镇", "2023-03-08")),
        Roster = roster,
        Through = "2023-03-12",
    };

    [Fact]
    public void A_merged_unit_begins_with_nothing_unless_the_rules_say_otherwise() =>
        Of(Zero, Merged).Year().Should().Equal("1 丙镇 3", "2 新镇 2");

    [Fact]
    public void A_merged_unit_that_carries_begins_with_the_year_of_its_predecessors_and_its_weeks_are_its_own()
    {
        var scheme = Of(Carry, Merged);

        scheme.Year().Should().Equal("1 新镇 7", "2 丙镇 3");
        Week(scheme, "2023-W09", "week").Should().Equal("1 新镇 1", "1 丙镇 1");
        Week(scheme, "2023-W09", "year").Should().Equal("1 新镇 6", "2 丙镇 3");
        Week(scheme, "2023-W08", "year").Should().Equal("1 甲镇 2", "1 丙镇 2", "3 乙镇 1");
    }

    [Fact]
    public void The_year_that_is_handed_on_ends_with_the_day_before_even_within_a_week() =>
        Of(Carry,
            Merged.Replace("2023-02-28", "2023-02-27", StringComparison.Ordinal)
                .Replace("2023-03-01", "2023-02-28", StringComparison.Ordinal))
            .Year().Should().Equal("1 新镇 6", "2 丙镇 3");

    [Fact]
    public void A_unit_that_joins_a_standing_one_adds_its_year_to_what_that_has() => Of(
        Carry,
        """
        unit,name,kind,group,from,to,successor
        甲镇,甲镇,镇街,镇街,2022-01-01,2023-02-28,丙镇
        乙镇,乙镇,镇街,镇街,2022-01-01,,
        丙镇,丙镇,镇街,镇街,2022-01-01,,
        新镇,新镇,镇街,镇街,2023-03-01,,
        """).Year().Should().Equal("1 丙镇 7", "2 新镇 2", "3 乙镇 1");

    [Fact]
    public void Parts_of_a_split_get_their_shares_and_what_was_handed_on_goes_on_with_the_rest() => Of(
        Carry,
        """
        unit,name,kind,group,from,to,successor
        乙镇,乙镇,镇街,镇街,2022-01-01,2023-02-15,甲镇
        甲镇,甲镇,镇街,镇街,2022-01-01,2023-02-28,新镇:0.6;又镇:0.4
        丙镇,丙镇,镇街,镇街,2022-01-01,,
        新镇,新镇,镇街,镇街,2023-03-01,,
        又镇,又镇,镇街,镇街,2023-03-01,,
        """).Year().Should().Equal("1 新镇 5", "2 丙镇 3", "3 又镇 2");

    [Fact]
    public void What_was_handed_on_is_said_in_one_sentence()
    {
        var (input, scores, edition) = Scored(Of(Carry, Merged));
        var rankings = Ranker.Rank(WeekOf("2023-03-08"), scores, input.Roster!, edition);

        InheritedNote.Of(rankings, input.Roster!, edition)!.Select(note => note.Because).Should().Equal(
            "新镇人民政府承接原甲镇4分、原乙镇1分（截至2023年2月28日的年度累计），共5分（名册）。");
    }

    [Fact]
    public void A_succession_that_cannot_be_is_a_fault_of_the_file()
    {
        Faults(Merged.Replace(",新镇\n乙镇", ",无名镇\n乙镇", StringComparison.Ordinal)).Should()
            .ContainSingle().Which.Should().Contain("无名镇");
        Faults(Merged.Replace(",新镇\n乙镇", ",新镇:0.5\n乙镇", StringComparison.Ordinal)).Should()
            .ContainSingle().Which.Should().Contain("承接单位写得不对");
    }

    // On the same footing the merged unit is compared with its predecessors together, whether or not it carries.
    [Theory, InlineData(Zero, "第2名"), InlineData(Carry, "第1名")]
    public void On_the_same_footing_predecessors_are_taken_together(string ranking, string place)
    {
        var compared = Compared(Of(ranking, Merged), "2023-02-13", "2023-03-08").Single();

        compared.Compared.Select(one => one.Sentence).Should().Equal(
            $"新镇人民政府（2023-W07为甲镇、乙镇）：{place}（可比口径第1名），2023-W07可比口径合计第1名，"
                + "可比口径未变。",
            place == "第2名"
                ? "丙镇：第1名（可比口径第2名），2023-W07第1名（可比口径第2名），可比口径未变。"
                : "丙镇：第2名（可比口径第2名），2023-W07第1名（可比口径第2名），可比口径未变。");
        compared.Compared.Select(one => (one.PointsBefore, one.PointsNow)).Should().Equal((3m, 7m), (2m, 3m));
        compared.Left.Should().BeEmpty();
    }

    [Fact]
    public void Who_came_or_changed_the_group_is_not_compared()
    {
        var compared = Compared(
            Of(
                Zero,
                """
                unit,name,kind,group,from,to
                甲镇,甲镇,镇街,镇街,2022-01-01,2023-02-28
                甲镇,甲镇,镇街,园区,2023-03-01,
                乙镇,乙镇,镇街,镇街,2022-01-01,
                丙镇,丙镇,镇街,镇街,2022-01-01,
                新镇,新镇,镇街,镇街,2023-03-01,
                """),
            "2023-02-13", "2023-03-08").Single();

        compared.Compared.Select(one => (one.Now[0], one.PlaceBefore, one.RankBefore, one.PlaceNow, one.RankNow))
            .Should().Equal(("丙镇", 1, 1, 1, 1), ("乙镇", 3, 2, 3, 2));
        compared.Left.Should().Equal(new NotCompared("甲镇", 1, null), new NotCompared("新镇", null, 2));
    }

    [Fact]
    public void A_move_says_that_it_comes_from_the_roster()
    {
        var (input, scores, edition) = Scored(Of(Carry, Merged));
        var week = WeekOf("2023-03-01");
        var names = new RankSentences(edition, unit => unit);
        var moves = names.AddTo(RankMoves.Of(
            week, Ranker.Rank(week.Previous, scores, input.Roster!, edition),
            Ranker.Rank(week, scores, input.Roster!, edition), edition,
            input.Roster));

        moves.Select(move => move.Sentence).Should().Equal(
            "新镇本周新列入镇街组，累计列第1位：本周得1分，由原甲镇、乙镇合并组建，承接5分。",
            "丙镇累计由第1位降至第2位：本周得1分，新镇新列入本组、名次在前。",
            "甲镇本周并入新镇，不再单独排名，上周累计列镇街组第1位。",
            "乙镇本周并入新镇，不再单独排名，上周累计列镇街组第3位。");
    }

    [Theory, InlineData("2023-02-20", 0), InlineData("2023-02-27", 5), InlineData("2023-03-06", 0)]
    public void Only_the_week_of_the_merger_tells_of_it(string monday, int handed)
    {
        var (input, scores, edition) = Scored(Of(Carry, Merged));
        var week = WeekOf(monday);
        var moves = RankMoves.Of(
            week, Ranker.Rank(week.Previous, scores, input.Roster!, edition),
            Ranker.Rank(week, scores, input.Roster!, edition), edition,
            input.Roster);

        moves.Sum(move => move.Handed).Should().Be(handed);
        moves.SelectMany(move => move.GoesOnFor).Should().HaveCount(handed == 0 ? 0 : 2);
        moves.Should().OnlyContain(move => move.Corrected == 0m && !move.Begins);
    }

    private static IReadOnlyList<LikeForLike> Compared(Scheme scheme, string before, string now)
    {
        var (input, scores, edition) = Scored(scheme);
        return [.. LikeForLike.Of(Ranked(before), Ranked(now), scores, input.Roster!)
            .Select(one => LikeForLikeSentences.AddTo(one, input.Roster!))];

        RankedWeek Ranked(string day) =>
            new(WeekOf(day), edition, Ranker.Rank(WeekOf(day), scores, input.Roster!, edition));
    }

    private static (ScoreInput Input, IReadOnlyList<UnitScore> Scores, Rulebook Edition) Scored(Scheme scheme)
    {
        var input = scheme.Input();
        var facts = input.Facts.Select(one => one.Fact).ToLookup(fact => fact.Unit);
        var units = input.Roster!.Terms.Select(term => term.Unit).Distinct().ToList();
        return (input, Scorer.ScoreAll(units, facts, input.Rules, input.Roster, Sample.Day("2023-03-12")),
            input.Rules.InOrder[0]);
    }

    private static IEnumerable<string> Faults(string roster)
    {
        var scheme = Of(Carry, roster);
        var rules = new RuleSet([RulebookReader.Read(RulebookText.Of(scheme.Rulebook)).Rulebook!]);
        return ScoreFiles.Read(
            rules, TextTable.Csv("facts.csv", "id,kind,unit,occurred_on,recorded_at\n"),
            TextTable.Csv("roster.csv", roster))
            .Faults.Select(fault => fault.ToString());
    }

    private static IEnumerable<string> Week(Scheme scheme, string week, string scope) => scheme.Score().Rankings
        .Single(ranking => ranking.Week == week && ranking.Scope == scope).Rows
        .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Rank} {row.Unit} {row.Total:0.####}"));

    private static Week WeekOf(string day) => Sample.WeekOf(day);

    private static string Facts(params (string Unit, string Day)[] visits) =>
        "id,kind,unit,occurred_on,recorded_at,enterprise,leader\n" + string.Join('\n', visits.Select((one, i) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"V{i:00},visit,{one.Unit},{one.Day},{one.Day}T09:00:00+08:00,企业{i},top")));
}
