using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>A first edition that comes into force within a period, and a district that begins within one.</summary>
public sealed class BeginningTests
{
    private const string Clauses = """
        - {id: 月, text: 每月1家次得1分, unit: 分, each: month, where: visits >= 1, gives: 1, cap: none}
        - {id: 季, text: 每季1家次得10分, unit: 分, each: quarter, where: visits >= 1, gives: 10, cap: none}
        - {id: 半年, text: 每半年1家次得100分, unit: 分, each: half, where: visits >= 1, gives: 100, cap: none, examples: [{name: 半年, facts: [2024-04-01 visit], gives: 100}]}
        - {id: 年, text: 全年1家次得1000分, unit: 分, each: year, where: visits >= 1, gives: 1000, cap: none, examples: [{name: 全年, facts: [2024-04-01 visit], gives: 1000}]}
        """;

    private const string Why =
        "考评办法自2024-03-15起施行，本期不满一期，不考核（要考核的，在 in_force 写明 first_periods）。";

    // In force from the middle of March, with a visit in March, April, July, October and December.
    [Theory]
    [InlineData("", 0, 134)]
    [InlineData(", first_periods: unjudged", 4, 134)]
    [InlineData(", first_periods: whole", 0, 1245)]
    [InlineData(", first_periods: proportional", 0, 1245)]
    public void What_the_first_edition_cuts_is_judged_as_it_says(string declared, int said, int sum)
    {
        var lines = Lines(Text(declared), ["2024-03-20", "2024-04-10", "2024-07-10", "2024-10-10", "2024-12-10"]);

        lines.Sum(line => line.Points).Should().Be(sum);
        var reasons = lines.Where(line => line.Reason == Reason.NotWhole).Select(line => Sentences.Because(line, null))
            .ToList();
        reasons.Should().HaveCount(said);
        reasons.Count(why => why.Contains("自2024-03-15起，本期不满一期，不考核", StringComparison.Ordinal))
            .Should().Be(said);
    }

    [Fact]
    public void Without_a_declaration_the_check_names_each_clause_that_gives_nothing_and_the_examples_fail()
    {
        var result = RulebookCheck.Of(Text(""));

        result.Findings.Select(one => one.What).Where(what => what.Contains("不考核") || what.Contains("不成立"))
            .Should().BeEquivalentTo(
                "“月”在起始的一期不考核：本版自2024-03-15起施行，2024-03-01至2024-03-31这一期不满。",
                "“季”在起始的一期不考核：本版自2024-03-15起施行，2024-01-01至2024-03-31这一期不满。",
                "“半年”在起始的一期不考核：本版自2024-03-15起施行，2024-01-01至2024-06-30这一期不满。",
                $"“半年”的例子“半年”不成立：2024-01-01起的半年，例子写100分，{Why}",
                $"“年”的例子“全年”不成立：2024-01-01起的年度，例子写1000分，{Why}");
        result.Findings.Should().ContainSingle(one => one.Severity == Severity.Error
            && one.What.StartsWith("“年”永远不会考核", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("whole", true)]
    [InlineData("proportional", true)]
    [InlineData("unjudged", false)]
    public void Examples_obey_the_rule_that_scoring_obeys(string declared, bool holds) =>
        ExampleRunner.Run(Read(Text($", first_periods: {declared}"))).Select(result => result.Passed).Should()
            .Equal(holds, holds);

    [Fact]
    public void A_later_edition_goes_on_with_the_period_of_the_one_before()
    {
        ExampleRunner.Run(Read(Text("").Replace("edition: 1", "edition: 2", StringComparison.Ordinal)))
            .Should().OnlyContain(result => result.Passed);
        ExampleRunner.Run(Read(Text("")), continues: true).Should().OnlyContain(result => result.Passed);
        ExampleRunner.Run(Read(Text("")), continues: false).Should().OnlyContain(result => !result.Passed);
    }

    // 17 of 31 days of March are judged: 31 visits become 17 as a target, and as a minimum where the formula says so.
    [Theory]
    [InlineData("whole", "visits >= target(visits)", 17, 0)]
    [InlineData("whole", "visits >= target(visits)", 31, 1)]
    [InlineData("proportional", "visits >= target(visits)", 16, 0)]
    [InlineData("proportional", "visits >= target(visits)", 17, 1)]
    [InlineData("whole", "visits >= 31", 30, 0)]
    [InlineData("whole", "visits >= 31 * judged", 16, 0)]
    [InlineData("whole", "visits >= 31 * judged", 17, 1)]
    [InlineData("unjudged", "visits >= 0", 31, 0)]
    public void Targets_and_minimum_counts_are_whole_or_in_proportion(
        string declared, string where, int visits, int points)
    {
        var text = Text(
            $", first_periods: {declared}",
            $"- {{id: 月, text: 月, unit: 分, each: month, where: \"{where}\", gives: 1, cap: none}}");
        var lines = Lines(
            text, [.. Enumerable.Repeat("2024-03-20", visits)], "2024-03-31",
            targets: [new Target("*", "visits", "2024-03", 31m)]);

        lines.Sum(line => line.Points).Should().Be(points);
    }

    [Fact]
    public void The_year_over_begins_with_the_part_that_is_judged()
    {
        var clause = "- {id: 时序, text: 时序, unit: 分, each: month, over: year, gives: \"elapsed * 292\", cap: none}";

        Points("whole").Should().BeApproximately(292m * 121 / 366, 1e-12m, "30 April is the 121st day of 366");
        Points("proportional").Should().BeApproximately(47m, 1e-12m, "and the 47th of 292 from 15 March on");

        decimal Points(string declared) =>
            Lines(Text($", first_periods: {declared}", clause), [], "2024-04-30").Sum(line => line.Points);
    }

    // The first week of 2020 begins on 30 December, the rules on 1 January.
    [Fact]
    public void The_first_year_begins_with_the_first_week_of_the_first_edition()
    {
        var rules = new RuleSet([Read(First2020)]);
        var facts = new[] { Visit("A1", "永安镇", "2020-01-02"), Visit("A2", "凤凰镇", "2020-01-08") };

        Ranked(rules, "2019-12-30").Should().Equal("1 永安镇 1/1", "2 凤凰镇 0/0");
        Ranked(rules, "2020-01-06").Should().Equal("1 永安镇 0/1", "1 凤凰镇 1/1");
        Ranked(rules.ByFirstDay(), "2019-12-30").Should().Equal(
            ["1 永安镇 1/0", "1 凤凰镇 0/0"], "so bulletins were sealed before");

        List<string> Ranked(RuleSet by, string week) => Standings(by, week, facts);
    }

    // A week over a later turn of the year still closes the old year: only the first one of rules has none to close.
    [Fact]
    public void A_week_over_new_year_between_two_editions_closes_the_old_year()
    {
        var second = First2020.Replace("edition: 1", "edition: 2", StringComparison.Ordinal)
            .Replace("2020-", "2021-", StringComparison.Ordinal);
        var rules = new RuleSet([Read(First2020), Read(second)]);
        string[] days =
        [
            "2020-12-28", "2020-12-30", "2020-12-31", "2020-12-31", "2021-01-01", "2021-01-03", "2021-01-04",
        ];
        var facts = days.Select((day, i) => Visit($"A{i}", "永安镇", day)).Append(Visit("A8", "凤凰镇", "2021-01-05"));

        Standings(rules, "2020-12-28", [.. facts]).Should().Equal("1 永安镇 5/3", "2 凤凰镇 0/0");
        Standings(rules, "2021-01-04", [.. facts]).Should().Equal("1 永安镇 1/3", "2 凤凰镇 1/1");
    }

    [Theory]
    [InlineData("monday", "2020-01-01", "2019-12-30", "2020-01-01")]
    [InlineData("monday", "2020-03-18", "2020-03-16", "2020-01-01")]
    [InlineData("monday", "2020-01-06", "2019-12-30", "2019-01-01")]
    [InlineData("sunday", "2020-01-01", "2019-12-29", "2020-01-01")]
    [InlineData("saturday", "2021-01-01", "2020-12-26", "2021-01-01")]
    public void The_year_of_a_week(string starts, string from, string week, string year)
    {
        var text = First2020.Replace("monday", starts, StringComparison.Ordinal)
            .Replace("2020-01-01", from, StringComparison.Ordinal)
            .Replace("2020-12-31", "2021-12-31", StringComparison.Ordinal);

        new RuleSet([Read(text)]).InOrder[0].Calendar.YearOf(new Week(Sample.Day(week))).Should().Be(Sample.Day(year));
    }

    private const string First2020 = """
        rulebook: t
        edition: 1
        title: 试
        in_force: {from: 2020-01-01, to: 2020-12-31}
        calendar: {week_starts: monday, utc_offset: "+08:00", report_due: {days_after: 1, at: "12:00"}, cut_off: {days_after: 2, at: "18:00"}}
        clauses:
          - {id: v, text: 每次1分全年最多3分, unit: 分, each: visit, gives: 1, cap: {year: 3}}
        ranking: {groups: [镇街]}
        bulletin: {title: 通报, document: 示例}
        """;

    private static string Text(string declared, string clauses = Clauses) => $$"""
        rulebook: mid
        edition: 1
        title: 年中施行的办法
        in_force: {from: 2024-03-15, to: 2024-12-31{{declared}} }
        calendar: {week_starts: monday, utc_offset: "+08:00", report_due: {days_after: 1, at: "12:00"}, cut_off: {days_after: 2, at: "18:00"} }
        measures:
          visits: {label: 外出, unit: 家次, count: visit}
        clauses:
        {{string.Join('\n', clauses.Split('\n').Select(line => $"  {line}"))}}
        ranking: {groups: [镇街]}
        bulletin: {title: 通报, document: 无}
        """;

    private static Rulebook Read(string text) =>
        RulebookReader.Read(text) is { Rulebook: { } rulebook } ? rulebook
            : throw new InvalidOperationException(string.Join('\n', RulebookReader.Read(text).Findings));

    private static List<Line> Lines(
        string text, string[] visits, string through = "2024-12-31", IEnumerable<Target>? targets = null)
    {
        var roster = new Roster([new UnitTerm("甲镇", "甲镇", "镇街", "镇街", Sample.Day("2020-01-01"), null)], []);
        return [.. Scorer.Score(
            "甲镇", visits.Select((day, i) => Visit($"v{i}", "甲镇", day)), new RuleSet([Read(text)]), roster,
            Sample.Day(through), new TargetAmounts(targets ?? [])).Sheets.SelectMany(sheet => sheet.Lines)
            .Where(line => line.Clause.Length > 0)];
    }

    private static List<string> Standings(RuleSet rules, string start, Fact[] facts)
    {
        string[] units = ["永安镇", "凤凰镇"];
        var roster = new Roster(
            [.. units.Select(unit => new UnitTerm(unit, unit, "镇街", "镇街", Sample.Day("2020-01-01"), null))], []);
        var week = new Week(Sample.Day(start));
        var scores = Scorer.ScoreAll(units, facts.ToLookup(fact => fact.Unit), rules, roster, week.End);
        return [.. Ranker.Rank(week, scores, roster, (rules.On(week.End) ?? rules.On(week.Start))!)[0].Standings
            .Select(one => $"{one.YearRank} {one.Totals.Unit} {one.Totals.WeekPoints:0}/{one.Totals.YearPoints:0}")];
    }

    private static Fact Visit(string id, string unit, string day) => new(
        id, BuiltInKinds.Visit, unit, Sample.Day(day), 1m,
        new Dictionary<string, Value> { ["enterprise"] = Value.Of(id), ["leader"] = Value.Of("top") });
}
