using Evaluation.Office.Imports;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Rules;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>Files of facts under a rulebook, without a district: tables in, sheets and rankings out.</summary>
public sealed class ScoreboardTests
{
    private const string Roster = "unit,name,kind,group,from,to\n甲,甲镇,镇,镇街,2023-01-01,\n乙,乙镇,镇,镇街,"
        + "2023-01-01,\n丙,丙局,局,部门,2023-01-01,\n";

    private const string Facts =
        """
        id,kind,unit,occurred_on,recorded_at,enterprise,leader,project,contracted,industry,nil,submitted_at,shares
        V1,visit,甲,2023-01-03,2023-01-03T10:00:00+08:00,东厂,top,,,,,,
        V2,visit,乙,2023-01-10,2023-01-20T10:00:00+08:00,东厂,staff,,,,,,
        S1,signing,甲,2023-01-11,2023-01-11T10:00:00+08:00,,,P1,2亿,新材料,,,甲:0.6;乙:0.4
        R1,report,甲,2023-01-04,2023-01-09T11:00:00+08:00,,,,,,是,,
        R2,report,乙,2023-01-08,2023-01-20T11:00:00+08:00,,,,,,否,2023-01-09T13:00:00+08:00,
        """;

    private const string Decisions =
        """
        id,unit,points,decided_on,effective_on,document,reason,reverses
        D1,乙,2,2023-01-04,2023-01-04,考1号,表扬,
        D2,乙,-2,2023-01-12,2023-01-12,考2号,撤销,D1
        """;

    private static readonly RuleSet Rules = new RulebookText
    {
        From = "2023-01-01",
        Clauses = """
            - {id: visit, text: 每家次0.5分, unit: 分, each: visit, gives: 0.5, cap: none}
            - {id: signing, text: 新材料每个10分, unit: 分, each: signing, where: industry = '新材料', gives: 10, cap: none}
            - {id: late, text: 迟报扣1分, unit: 分, each: week, where: report = 'late', gives: -1, cap: none}
            - {id: missing, text: 漏报扣3分, unit: 分, each: week, where: report = 'missing', gives: -3, cap: none}
            - {id: committee, text: 决定, unit: 分, each: adjustment, gives: points, cap: none}
            """,
    }.Alone();

    [Fact]
    public void Facts_reports_shares_and_decisions_are_scored_week_by_week() =>
        Table(Board(Roster).Sheets).Should().Equal(
        "2023-W01 甲 0.5: visit V1 0.5",
        "2023-W01 乙 1: committee adjustment/D1 2; late week/2023-01-02 -1",
        "2023-W01 丙 -3: missing week/2023-01-02 -3",
        "2023-W02 甲 3: signing S1 6; missing week/2023-01-09 -3",
        "2023-W02 乙 -0.5: visit V2 0.5; signing S1 4; committee adjustment/D1/D2 -2; missing week/2023-01-09 -3",
        "2023-W02 丙 -3: missing week/2023-01-09 -3");

    [Fact]
    public void Groups_of_the_roster_are_ranked_and_units_without_facts_too() =>
        Table(Board(Roster).Rankings).Should().Equal(
        "镇街 2023-W01 week: 1 乙 1, 2 甲 0.5", "镇街 2023-W01 year: 1 乙 1, 2 甲 0.5",
        "部门 2023-W01 week: 1 丙 -3", "部门 2023-W01 year: 1 丙 -3",
        "镇街 2023-W02 week: 1 甲 3, 2 乙 -0.5", "镇街 2023-W02 year: 1 甲 3.5, 2 乙 0.5",
        "部门 2023-W02 week: 1 丙 -3", "部门 2023-W02 year: 1 丙 -6");

    [Fact]
    public void Without_a_roster_the_units_are_those_of_the_facts_in_the_first_group() =>
        Table(Board(null).Rankings)[^1].Should().Be("镇街 2023-W02 year: 1 甲 3.5, 2 乙 0.5");

    [Fact]
    public void The_last_day_ends_facts_and_duties() =>
        Table(Board(Roster, through: "2023-01-10").Sheets).Skip(3).Should().Equal("2023-W02 乙 0.5: visit V2 0.5");

    [Fact]
    public void Duties_run_on_after_the_last_fact() =>
        Board(Roster, through: "2023-01-31").Rankings[^1].Week.Should().Be("2023-W04");

    [Fact]
    public void What_was_recorded_or_decided_later_is_left_out() =>
        Table(Board(Roster, knownAt: "2023-01-11 18:00").Sheets).Where(sheet => sheet.Contains('乙')).Should().Equal(
            "2023-W01 乙 -1: committee adjustment/D1 2; missing week/2023-01-02 -3",
            "2023-W02 乙 1: signing S1 4; missing week/2023-01-09 -3");

    [Fact]
    public void The_order_of_the_rows_does_not_matter()
    {
        var rows = Facts.ReplaceLineEndings("\n").Split('\n');
        var other = Board(null, facts: string.Join('\n', rows.Skip(1).Reverse().Prepend(rows[0])));

        Table(other.Sheets).Should().Equal(Table(Board(null).Sheets));
        Table(other.Rankings).Should().Equal(Table(Board(null).Rankings));
    }

    [Fact]
    public void A_last_day_within_a_week_ends_the_assessment_year_there()
    {
        var rules = new RulebookText
        {
            From = "2024-01-01",
            To = "2024-12-31",
            Clauses = "- {id: year, text: 起评, unit: 分, each: year, gives: 5, cap: none}",
        }.Alone();
        var (input, _) = ScoreFiles.Read(
            rules, TextTable.Csv("facts.csv", "id,kind,unit,occurred_on,recorded_at\n"),
            TextTable.Csv("roster.csv", "unit,name,kind,group,from,to\n甲,甲镇,镇,镇街,2024-01-01,2024-12-31\n"));

        Table(Scoreboard.Of(input!, Sample.Day("2024-12-31")).Rankings).Should()
            .Equal("镇街 2025-W01 week: 1 甲 5", "镇街 2025-W01 year: 1 甲 5");
    }

    [Fact]
    public void Rankings_hold_the_printed_columns_in_their_units_and_none_when_the_rules_print_none()
    {
        const string rules =
            """
            measures:
              money: {label: 签约, unit: 亿元, sum: signing.contracted, in: 1亿}
              visits: {label: 外出, unit: 家次, count: visit}
            clauses:
              - {id: one, text: 一, unit: 分, each: signing, gives: contracted / 3亿, cap: none}
            """;
        const string facts =
            """
            id,kind,unit,occurred_on,recorded_at,enterprise,leader,project,contracted
            S1,signing,甲镇,2023-01-03,2023-01-03T10:00:00+08:00,,,P1,12345.5万
            S2,signing,甲镇,2023-01-10,2023-01-10T10:00:00+08:00,,,P2,1亿
            V1,visit,乙镇,2023-01-10,2023-01-10T10:00:00+08:00,东厂,top,,
            """;
        var scheme = new Scheme(rules) { Facts = facts, Through = "2023-01-15" };

        var input = scheme.Input();
        var printing = input.Rules.InOrder[0] with
        {
            Bulletin = input.Rules.InOrder[0].Bulletin with { Columns = ["visits", "money"] },
        };

        scheme.Score().Rankings.SelectMany(ranking => ranking.Rows).Should().OnlyContain(row => row.Figures == null);
        Scoreboard.Of(input with { Rules = new RuleSet([printing]) }, Sample.Day("2023-01-15")).Rankings
            .Select(ranking => $"{ranking.Week} {ranking.Scope}: "
                + string.Join(", ", ranking.Rows.Select(row => $"{row.Unit} {string.Join(' ', row.Figures!.Values)}")))
            .Should().Equal(
                "2023-W01 week: 甲镇 0 1.23, 乙镇 0 0, 丙镇 0 0", "2023-W01 year: 甲镇 0 1.23, 乙镇 0 0, 丙镇 0 0",
                "2023-W02 week: 甲镇 0 1, 乙镇 1 0, 丙镇 0 0", "2023-W02 year: 甲镇 0 2.23, 乙镇 1 0, 丙镇 0 0");
    }

    [Fact]
    public void Before_the_week_with_which_the_evaluation_begins_nothing_is_due_and_nobody_ranked()
    {
        const string rules = """
            clauses:
              - {id: visit, text: 每家次, unit: 分, each: visit, gives: 1, cap: none}
              - {id: missing, text: 漏报, unit: 分, each: week, where: report = 'missing', gives: -3, cap: none}
            """;
        var scheme = new Scheme(rules)
        {
            Facts = "id,kind,unit,occurred_on,recorded_at,enterprise,leader\n"
                + "V1,visit,甲镇,2023-11-08,2023-11-08T10:00:00+08:00,某,top\n",
        };

        Year(null).Should().Be("-140", "47 weeks since January were owed");
        Year("2023-11-22").Should().Be("-2", "the visit counts, one week was owed");
        Scoreboard.Of(scheme.Input() with { Begins = Sample.Day("2023-11-22") }, Sample.Day("2023-11-26")).Rankings
            .Select(ranking => ranking.Week).Distinct().Should().Equal("2023-W47");

        string Year(string? begins) => $"{Scoreboard.Of(
            scheme.Input() with { Begins = begins is null ? null : Sample.Day(begins) }, Sample.Day("2023-11-26"))
            .Rankings.Last(ranking => ranking.Scope == "year").Rows.Single(row => row.Unit == "甲镇").Total:0}";
    }

    [Fact]
    public void Every_fault_of_every_file_is_told()
    {
        const string faulty =
            """
            id,kind,unit,occurred_on,recorded_at,enterprise,leader,nil,submitted_at
            V1,visit,甲镇,2023-13-3,2023-01-03T10:00:00+08:00,,boss,,
            R1,report,甲,2023-01-04,2023-01-09T11:00:00+08:00,,,是,昨天
            R2,report,甲,2023-01-05,2023-01-09T11:00:00+08:00,,,是,
            """;
        var (input, faults) = ScoreFiles.Read(
            Rules, TextTable.Csv("facts.csv", faulty), TextTable.Csv("roster.csv", Roster), null,
            TextTable.Csv("decisions.csv", "id,unit,points,decided_on,effective_on,document,reason,reverses\nD2,丁,-2,"
                + "2023-01-12,2023-01-12,考2号,撤销,D1\n"));

        input.Should().BeNull();
        faults.Select(fault => $"{fault.File} {fault.Row} {fault.Column}").Should().BeEquivalentTo(
            "facts.csv 2 unit", "facts.csv 2 occurred_on", "facts.csv 2 enterprise", "facts.csv 2 leader",
            "facts.csv 3 submitted_at", "facts.csv 4 occurred_on", "decisions.csv 2 unit", "decisions.csv 2 reverses");
        faults.Should().OnlyContain(fault => fault.What.Length > 0 && fault.Remedy.Length > 0);
    }

    private static Scoreboard Board(
        string? roster, string? through = null, string? knownAt = null, string facts = Facts)
    {
        var (input, faults) = ScoreFiles.Read(
            Rules, TextTable.Csv("facts.csv", facts), roster is null ? null : TextTable.Csv("roster.csv", roster), null,
            TextTable.Csv("decisions.csv", Decisions));
        faults.Should().BeEmpty();
        return Scoreboard.Of(
            input!, through is null ? null : Sample.Day(through), knownAt is null ? null : Sample.At(knownAt));
    }

    private static List<string> Table(IEnumerable<PlainSheet> sheets) =>
    [
        .. sheets.Select(sheet => $"{sheet.Week} {sheet.Unit} {sheet.Total}: "
            + string.Join(
                "; ", sheet.Lines.Where(line => line.Clause.Length > 0)
                    .Select(line => $"{line.Clause} {line.Fact} {line.Points}"))),
    ];

    private static List<string> Table(IEnumerable<PlainRanking> rankings) =>
    [
        .. rankings.Select(ranking => $"{ranking.Group} {ranking.Week} {ranking.Scope}: "
            + string.Join(", ", ranking.Rows.Select(row => $"{row.Rank} {row.Unit} {row.Total}"))),
    ];
}
