using Evaluation.Rulebooks.Checks;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;
using Second = Evaluation.Rulebooks.SecondCount.SecondCount;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>A district that begins on 5 June 2023 with what its units had by then.</summary>
public sealed class OpeningTests
{
    private const string Clauses = """
        - {id: 外出, item: 招商, text: 每家次计1分, unit: 分, each: visit, gives: 1, cap: {quarter: 6, year: 12}}
        - {id: 季, text: 每季满10家次得3分, unit: 分, each: quarter, where: visits >= 10, gives: 3, cap: none}
        - {id: 年, text: 全年按目标计, unit: 分, each: month, over: year, cap: none,
            gives: "min(part(visits, target(visits), 0), 1) * 10"}
        """;

    private const string Visits = "visits: {label: 外出, unit: 家次, count: visit}";

    private const string Made = $$"""
        {{Visits}}
        rate: {label: 率, unit: 个, value: visits / 10}
        standing: {label: 在谈企业, unit: 家, count: visit, stock: enterprise}
        """;

    private static readonly RulebookText Rules = new()
    {
        From = "2023-01-01",
        To = "2023-12-31",
        Measures = Visits,
        Items = "- {id: 招商, cap: {half: 9}}",
        Clauses = Clauses,
    };

    private static readonly Balance[] All =
    [
        Of(BalanceOf.Points, "", "2023", 14m), Of(BalanceOf.Clause, "外出", "2023", 8m),
        Of(BalanceOf.Clause, "外出", "2023-Q2", 4m), Of(BalanceOf.Article, "招商", "2023-H1", 8m),
        Of(BalanceOf.Measure, "visits", "2023", 15m), Of(BalanceOf.Measure, "visits", "2023-Q2", 8m),
        Of(BalanceOf.Clause, "年", "2023", 5m),
    ];

    // Of three visits in June the half year leaves room for one point, the quarter for two.
    [Fact]
    public void Caps_measures_and_the_year_go_on()
    {
        var score = Score(All, "2023-06-06", "2023-06-13", "2023-06-20");

        Lines(score).Should().Equal(
            "外出 F0 1", "外出 F1 0", "外出 F2 0", "年 month/2023-06-01 1", "季 quarter/2023-04-01 3");
        score.Sheets.SelectMany(sheet => sheet.Lines).First(line => line.Fact == "F1").Earlier.Should().Be("F0");
        var totals = Ranker.Totals(score, Sample.WeekOf("2023-06-30"), Sample.Day("2023-01-01"));
        (totals.YearPoints, totals.YearFigures["visits"]).Should().Be((19m, 18m));
        totals.Inherited!.Single().Opened!.Where(one => one.Points != 0m)
            .Select(one => $"{one.Balance.Of} {one.Balance.Name} {one.Points}").Should()
            .Equal("Points  1", "Clause 外出 8", "Clause 年 5");
    }

    [Fact]
    public void Without_a_measure_the_quarter_is_not_judged_and_the_check_says_why()
    {
        Balance[] some = [.. All.Where(one => one is not { Of: BalanceOf.Measure, Period: "2023-Q2" })];

        Lines(Score(some, "2023-06-06")).Should().Contain("季 quarter/2023-04-01 0");
        Check(some).Should().Equal(
            "条款“季”：没有结转指标“外出”（visits），2023-Q2不按整期考核。");
        Check(All).Should().BeEmpty();
    }

    [Theory]
    [InlineData(
        "each: visit, gives: 1, cap: {year: 5}", "没有结转该条款2023已计的得分，“全年最多得5分”自起始日起另计。")]
    [InlineData(
        "each: visit, gives: 1, repeat: {same: [enterprise], within_days: 30, gives: 0}, cap: none",
        "重复规则自起始日起计，起始日前30日内已计的事项再报不视为重复。")]
    [InlineData(
        "each: month, for: top, where: visits = 0, gives: -1, cap: none", "没有2023-06的结转数，2023-06不按整期考核。")]
    [InlineData(
        "each: week, where: 'streak(visits = 0) >= 3', gives: -1, cap: none", "连续的期数自起始日起重新计。")]
    [InlineData(
        "each: visit, gives: 1, cap: {year: {best: 3}}",
        "“全年最好的3项”：起始日以前的各项无从比较，自起始日起选取。")]
    [InlineData(
        "each: year, where: visits = 0, gives: \"-rank(visits)\", cap: none", "")]
    [InlineData("each: year, let: {一半: visits / 2}, where: 一半 < 2, gives: -1, cap: none", "")]
    [InlineData("each: year, where: rate < 1, gives: -1, cap: none", "")]
    [InlineData("each: year, where: standing < 1, gives: -1, cap: none", "")]
    [InlineData(
        "each: year, where: visits < previous(visits), gives: -1, cap: none",
        "上期、去年同期的数只含起始日以后的事项。条款“甲”："
        + "没有结转以前期间的指标、条款的得分（不能结转），2023不按整期考核。")]
    public void What_cannot_go_on_is_named(string clause, string said)
    {
        var clauses = $"- {{id: 甲, text: 一, unit: 分, {clause}}}";
        var rules = (Rules with { Items = "", Measures = Made, Clauses = clauses }).Alone();
        var roster = Roster(Of(BalanceOf.Points, "", "2023", 3m), Of(BalanceOf.Measure, "visits", "2023", 3m));

        string.Concat(OpeningCheck.Of(rules, roster).Select(one => one.Text)).Should()
            .Be(said.Length == 0 ? "" : $"条款“甲”：{said}");
    }

    [Fact]
    public void What_happened_before_counts_for_nothing_more_and_says_so()
    {
        var line = Score(All, "2023-05-10", "2023-06-06").Sheets.SelectMany(sheet => sheet.Lines)
            .Single(one => one.Fact == "F0");

        (line.Points, line.Reason).Should().Be((0m, Reason.Opened));
        Sentences.Because(line, null).Should()
            .Be("发生在期初结转（截至2023-06-04）以前，已含在结转数内，不另计分。");
    }

    private static UnitScore Score(Balance[] balances, params string[] visits)
    {
        var (rules, roster, through) = (Rules.Alone(), Roster(balances), Sample.Day("2023-07-02"));
        List<Fact> facts = [.. visits.Select((day, i) => new Fact(
            $"F{i}", BuiltInKinds.Visit, Sample.Kengkou, Sample.Day(day), 1m, Facts.None))];
        var targets = new TargetAmounts([new Target("*", "visits", "2023", 30m)]);
        var score = Scorer.Score(Sample.Kengkou, facts, rules, roster, through, targets);
        new Second(facts, rules, roster, through, targets).Lines
            .Where(line => line.Unit == Sample.Kengkou).Select(line => $"{line.Clause} {line.Fact} {line.Points}")
            .Should().Equal(score.Sheets.SelectMany(sheet => sheet.Lines)
                .Select(line => $"{line.Clause} {line.Fact} {line.Points}"), "both counts agree");
        return score;
    }

    private static IEnumerable<string> Lines(UnitScore score) => score.Sheets.SelectMany(sheet => sheet.Lines)
        .Select(line => $"{line.Clause} {line.Fact} {Value.Of(line.Points)}");

    private static IEnumerable<string> Check(params Balance[] balances) =>
        OpeningCheck.Of(Rules.Alone(), Roster(balances)).Select(one => one.Text);

    private static Roster Roster(params Balance[] balances) => Sample.Roster with
    {
        Begins = Sample.Day("2023-06-05"),
        Opening = new Opening(Sample.Day("2023-06-05"), "委〔2023〕9号", "台账", balances),
    };

    private static Balance Of(BalanceOf of, string name, string period, decimal amount) =>
        new(Sample.Kengkou, of, name, period, amount);
}
