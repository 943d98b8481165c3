using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Text;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>Targets by unit, the share of the year that is over, and a year judged month by month.</summary>
public sealed class TargetTests
{
    private static readonly Measured Contracted = new(
        "contracted: {label: 签约, unit: 亿元, sum: signing.contracted, in: 1亿}", "", []);

    [Theory]
    [InlineData("year", "2023", "81")]
    [InlineData("half", "2023-H2", "80")]
    [InlineData("quarter", "2023-Q3", "80")]
    [InlineData("month", "2023-07", "80")]
    [InlineData("bimonth", "2023-B4", "80")]
    [InlineData("half_month", "2023-07-H1", "80")]
    [InlineData("fortnight", "2023-F14", "80")]
    [InlineData("ten_days", "2023-07-T1", "80")]
    [InlineData("week", "2023-W27", "80")]
    public void A_target_is_that_of_the_period_judged(string each, string period, string rate) => Contracted.With(
            $"- {{id: rate, text: 完成率, unit: 分, each: {each}, where: has_target(contracted), gives: "
                + "\"part(contracted, target(contracted), 0)\", cap: none}",
            new Target(Sample.Kengkou, "contracted", period, 1_00000000m))
        .Lines("2024-01-07").Select(line => $"{line.Points:0.##}").Should().Equal(rate);

    [Fact]
    public void A_units_own_target_goes_before_the_one_for_every_unit()
    {
        var targets = new TargetAmounts(
            [new Target("*", "contracted", "2023", 1m), new Target(Sample.Kengkou, "contracted", "2023", 0m)]);

        targets.Of(Sample.Kengkou, "contracted", "2023").Should().Be(0m);
        targets.Of(Sample.Fenghuang, "contracted", "2023").Should().Be(1m);
        targets.Of(Sample.Fenghuang, "contracted", "2022").Should().BeNull();
    }

    [Fact]
    public void No_target_is_neither_zero_nor_full_marks() => Contracted.With(
            """
            - {id: left-out, text: 不考核, unit: 分, each: year, where: has_target(contracted), gives: 50, cap: none}
            - {id: full, text: 按满分, unit: 分, each: year, gives: "part(contracted, target(contracted), 7)", cap: none}
            """)
        .Lines("2024-01-07").Where(line => line.Clause.Length > 0).Select(line => (line.Clause, line.Points)).Should()
        .Equal(("full", 7m));

    [Fact]
    public void The_year_to_date_replaces_the_month_before()
    {
        var lines = Contracted.With(
            "- {id: pace, text: 进度, unit: 分, each: month, over: year, gives: \"part(contracted, target(contracted) "
                + "* elapsed(month), 0) * 10\", cap: {year: 12}}",
            new Target(Sample.Kengkou, "contracted", "2023", 6_00000000m)).Lines("2023-09-03");

        lines.Select(line => $"{line.Fact} {line.Points:0.####}").Should().Equal(
            "month/2023-03-01 6.6667", "month/2023-04-01 -1.6667", "month/2023-05-01 -1", "month/2023-06-01 -0.6667",
            "month/2023-07-01 8.6667", "month/2023-08-01 0");
        lines[2].Points.Should().Be(-1m);
        lines.Sum(line => line.Points).Should().Be(12m, "the cap of the year holds for what the year has come to");
    }

    [Fact]
    public void What_no_longer_holds_is_taken_back()
    {
        var lines = Contracted.With(
            "- {id: behind, text: 欠进度, unit: 分, each: month, over: year, where: contracted < target(contracted) * "
                + "elapsed, gives: -1, cap: none}",
            new Target(Sample.Kengkou, "contracted", "2023", 6_00000000m)).Lines("2023-12-31");

        lines.Select(line => (line.Fact, line.Points)).Should()
            .Equal(("month/2023-01-01", -1m), ("month/2023-07-01", 1m));
    }

    [Theory]
    [InlineData("2023-01-01", 1, 0)]
    [InlineData("2023-08-31", 243, 8)]
    [InlineData("2023-12-31", 365, 12)]
    public void The_year_that_is_over_by_days_and_by_months(string day, int days, int months)
    {
        var calendar = new RulebookText
        {
            Clauses = "- {id: one, text: 一, unit: 分, each: visit, gives: 1, cap: "
            + "none}"
        }.Compile().Calendar;

        calendar.Elapsed(Sample.Day(day)).Should().BeApproximately(days / 365m, 0.0000000000000000001m);
        calendar.ElapsedMonths(Sample.Day(day)).Should().BeApproximately(months / 12m, 0.0000000000000000001m);
        (calendar.ElapsedMonths(Sample.Day(day)) * 120m).Should()
            .BeLessThanOrEqualTo(months * 10m, "who has what is due is never behind");
    }

    [Theory]
    [InlineData("- {id: a, text: 一, unit: 分, each: visit, gives: target(contracted), cap: none}", "target")]
    [InlineData("- {id: a, text: 一, unit: 分, each: year, gives: target(contacted), cap: none}", "target")]
    [InlineData("- {id: a, text: 一, unit: 分, each: visit, gives: elapsed, cap: none}", "elapsed")]
    [InlineData("- {id: a, text: 一, unit: 分, each: year, over: month, gives: 1, cap: none}", "over")]
    [InlineData("- {id: a, text: 一, unit: 分, each: visit, over: year, gives: 1, cap: none}", "over")]
    public void Targets_belong_to_clauses_that_judge_a_period(string clause, string word) =>
        RulebookReader.Read(Contracted.Text(clause)).Findings.Should()
            .Contain(finding => finding.What.Contains(word, StringComparison.Ordinal) && finding.Remedy.Length > 0);

    [Theory, InlineData(""), InlineData("万"), InlineData("-1"), InlineData("-1亿"), InlineData("很多")]
    public void What_is_no_amount_is_none(string text) => TargetAmounts.Amount(text).Should().BeNull();

    // One unit signs for 1亿 in March and for 80亿 in July.
    private sealed record Measured(string Measures, string Clauses, Target[] Targets)
    {
        public Measured With(string clauses, params Target[] targets) => new(Measures, clauses, targets);

        public string Text(string clauses) =>
            new RulebookText
            {
                Measures = Measures,
                Clauses = clauses,
                From = "2023-01-01",
                To = "2023-12-31"
            }.ToString();

        public List<Line> Lines(string through)
        {
            var facts = ScoreTable.Facts(
                "S1 | signing | 2023-03-06 | | contracted=1亿\nS2 | signing | 2023-07-06 | | contracted=80亿");
            var rules = new RuleSet([RulebookReader.Read(Text(Clauses)).Rulebook!]);
            var score = Scorer.Score(
                Sample.Kengkou, facts, rules, Sample.Roster, Sample.Day(through), new TargetAmounts(Targets));
            return [.. score.Sheets.SelectMany(sheet => sheet.Lines).Where(line => line.Clause.Length > 0)];
        }
    }
}
