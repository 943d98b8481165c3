using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>Measures that take one figure of several facts, or count what is different.</summary>
public sealed class TakenMeasureTests
{
    private const string Kinds = """
        kinds:
          rating: {label: 评分, fields: {score: {label: 分, type: decimal}, rater: {label: 评委, type: text}}}

        """;

    // 8, 9.5, 9, 7 and 9 in this order of day; of two on one day the one with the smaller number comes first.
    private const string Ratings = """
        R1 | rating | 坑口街道 | 2023-03-06 | score=8   rater=甲
        R2 | rating | 坑口街道 | 2023-03-07 | score=9.5 rater=乙
        R3 | rating | 坑口街道 | 2023-03-07 | score=9   rater=丙
        R4 | rating | 坑口街道 | 2023-03-08 | score=7   rater=丁
        R5 | rating | 坑口街道 | 2023-03-09 | score=9   rater=甲
        """;

    [Theory]
    [InlineData("sum: rating.score", "42.5")]
    [InlineData("sum: rating.score, take: largest", "9.5")]
    [InlineData("sum: rating.score, take: smallest", "7")]
    [InlineData("sum: rating.score, take: first", "8")]
    [InlineData("sum: rating.score, take: latest", "9")]
    [InlineData("sum: rating.score, take: median", "9")] // 7 8 [9] 9 9.5
    [InlineData("sum: rating.score, take: mean", "8.5")] // 42.5 / 5
    [InlineData("sum: rating.score, take: mean, trim: 1", "8.6666666667")] // (8 + 9 + 9) / 3
    [InlineData("sum: rating.score, take: mean, trim: 2", "9")] // the one in the middle
    [InlineData("sum: rating.score, take: mean, trim: 3", "8.5")] // five are not more than six: all
    [InlineData("sum: rating.score, take: median, where: score < 9", "7.5")] // (7 + 8) / 2
    [InlineData("sum: rating.score, take: largest, where: score > 10", "")]
    [InlineData("count: rating, distinct: rater", "4")] // 甲 twice
    [InlineData("count: rating, distinct: rater, where: score > 8", "3")] // 乙 丙 甲
    [InlineData("sum: rating.score, per: rater, of_each: largest", "34.5")] // 9 + 9.5 + 9 + 7
    [InlineData("sum: rating.score, per: rater, of_each: mean, take: largest", "9.5")]
    [InlineData("sum: rating.score, per: rater, of_each: largest, take: mean, trim: 1", "9")] // (9 + 9) / 2
    [InlineData("sum: rating.score, per: rater, of_each: mean, trim: 1", "34")] // 8.5 + 9.5 + 9 + 7, two are not three
    [InlineData("sum: rating.score, per: \"'all'\", of_each: mean, trim: 1", "8.6666666667")] // (8 + 9 + 9) / 3
    [InlineData("sum: rating.score, per: rater, of_each: latest, take: first", "9")] // 甲 comes first
    [InlineData("count: rating, per: rater, take: largest", "2")]
    [InlineData("count: rating, per: rater, take: mean", "1.25")]
    public void A_month_has_one_figure(string measure, string points) =>
        TwoCounts.Of($$"""
            {{Kinds}}
            measures: {m: {label: 指标, unit: 分, {{measure}} } }
            clauses: [{id: 月评, text: 月评, unit: 分, each: month, gives: m, cap: none}]
            """).Give(Ratings, points.Length == 0 ? "" : $"坑口街道 | 月评 | month/2023-03-01 | {points}");

    // March has 4 and 6, April 10: each month for itself, the year to date over both.
    [Fact]
    public void Each_period_takes_of_its_own_facts() =>
        TwoCounts.Of($$"""
            {{Kinds}}
            measures: {m: {label: 平均, unit: 分, sum: rating.score, take: mean} }
            clauses:
              - {id: 月评, text: 月评, unit: 分, each: month, where: m > 0, gives: m, cap: none}
              - {id: 累计, text: 累计, unit: 分, each: month, over: year, gives: m, cap: none}
            """).Give(
            """
            R1 | rating | 凤凰镇 | 2023-03-06 | score=4
            R2 | rating | 凤凰镇 | 2023-03-07 | score=6
            R3 | rating | 凤凰镇 | 2023-04-03 | score=10
            """,
            // 累计: (4 + 6) / 2 = 5 in March, then 20 / 3 = 6.6666666667, of which 5 were given.
            """
            凤凰镇 | 月评 | month/2023-03-01 | 5
            凤凰镇 | 月评 | month/2023-04-01 | 10
            凤凰镇 | 累计 | month/2023-03-01 | 5
            凤凰镇 | 累计 | month/2023-04-01 | 1.6666666667
            """);

    // P1 and P2 are in talks in March; P1 is signed in April, when P3 begins; nothing happens in May; P2 ends in June.
    [Theory]
    [InlineData("count: step", "3 2, 4 2, 5 2, 6 1")]
    [InlineData("sum: step.amount", "3 30, 4 50, 5 50, 6 30")]
    public void What_stands_does_so_until_a_later_fact_ends_it(string counted, string expected) =>
        (TwoCounts.Of($$"""
            kinds:
              step:
                label: 项目进展
                fields:
                  project: {label: 项目, type: text}
                  state: {label: 状态, type: text}
                  amount: {label: 金额, type: decimal}
            measures: {talks: {label: 在谈, unit: 个, {{counted}}, stock: project, where: state = '在谈'} }
            clauses: [{id: 月, text: 月, unit: 分, each: month, gives: talks, cap: none}]
            """) with { Closed = "2023-07-02" }).Give(
            """
            S1 | step | 凤凰镇 | 2023-03-06 | project=P1 state=在谈 amount=10
            S2 | step | 凤凰镇 | 2023-03-07 | project=P2 state=在谈 amount=20
            S3 | step | 凤凰镇 | 2023-03-08 | state=在谈 amount=5
            S4 | step | 凤凰镇 | 2023-04-03 | project=P1 state=签约 amount=10
            S5 | step | 凤凰镇 | 2023-04-04 | project=P3 state=在谈 amount=30
            S6 | step | 凤凰镇 | 2023-06-05 | project=P2 state=终止
            """,
            string.Join('\n', expected.Split(", ").Select(one => one.Split(' '))
                .Select(one => $"凤凰镇 | 月 | month/2023-0{one[0]}-01 | {one[1]}")));

    // What is the same however it is typed is one.
    [Fact]
    public void Names_that_look_alike_are_one() =>
        TwoCounts.Of($$"""
            {{Kinds}}
            measures: {m: {label: 评委, unit: 人, count: rating, distinct: rater} }
            clauses: [{id: 月评, text: 月评, unit: 分, each: month, gives: m, cap: none}]
            """).Give(
            """
            R1 | rating | 凤凰镇 | 2023-03-06 | score=4 rater=ＡＢ
            R2 | rating | 凤凰镇 | 2023-03-07 | score=6 rater=ab
            R3 | rating | 凤凰镇 | 2023-03-08 | score=6
            """,
            "凤凰镇 | 月评 | month/2023-03-01 | 1");

    // A share divides sums, not the largest.
    [Fact]
    public void One_taken_of_several_is_whole()
    {
        var rules = TwoCounts.Of("""
            measures:
              all: {label: 合计, unit: 亿元, sum: signing.contracted, in: 1亿}
              top: {label: 最大项目, unit: 亿元, sum: signing.contracted, take: largest, in: 1亿}
            clauses: [{id: 年, text: 年, unit: 分, each: year, gives: all + top, cap: none}]
            """).Rules;
        var fact = new Fact("S1", "signing", Sample.Kengkou, Sample.Day("2023-03-06"), 0.4m,
            new Dictionary<string, Value> { ["contracted"] = Value.Of(100m) });

        // 100 × 0.4 + 100
        Scorer.Score(Sample.Kengkou, [fact], rules, Sample.Roster, Sample.Day("2024-01-07")).Sheets
            .SelectMany(sheet => sheet.Lines).Single(line => line.Clause == "年").Points.Should().Be(140m);
    }

    // Weeks 10, 11 and 13: the week's own figure and that of the year so far, which is no sum of weeks.
    [Theory]
    [InlineData("distinct: enterprise", "2/2 2/3 0/3 1/3")]
    [InlineData("where: given(enterprise)", "3/3 2/5 0/5 1/6")]
    [InlineData("stock: enterprise", "2/2 3/3 3/3 3/3")]
    [InlineData("stock: enterprise, where: occurred_on != '2023-03-27'", "2/2 3/3 3/3 2/2")]
    [InlineData("per: enterprise, take: largest", "2/2 1/3 0/3 1/3")]
    public void A_printed_figure_is_that_of_the_week_and_that_of_the_year(string what, string expected)
    {
        var score = TwoCounts.Of($$"""
            measures: {m: {label: 拜访企业, unit: 家, count: visit, {{what}} } }
            clauses: [{id: 拜访, text: 拜访, unit: 分, each: visit, gives: 1, cap: none}]
            """).Scores(
            """
            V1 | visit | 坑口街道 | 2023-03-06 | enterprise=甲
            V2 | visit | 坑口街道 | 2023-03-07 | enterprise=乙
            V3 | visit | 坑口街道 | 2023-03-08 | enterprise=甲
            V4 | visit | 坑口街道 | 2023-03-13 | enterprise=甲
            V5 | visit | 坑口街道 | 2023-03-14 | enterprise=丙
            V6 | visit | 坑口街道 | 2023-03-27 | enterprise=乙
            """)[0];
        var running = new RunningTotals(score);
        var (weeks, year) = (new List<string>(), Sample.Day("2023-01-01"));
        for (var week = Sample.WeekOf("2023-03-06"); week.Start <= Sample.Day("2023-03-27"); week = week.Next)
        {
            var (totals, again) = (Ranker.Totals(score, week, year), running.At(week, year));
            weeks.Add($"{Value.Of(totals.WeekFigures.GetValueOrDefault("m"))}/{Value.Of(totals.YearFigures["m"])}");
            again.YearFigures.Should().Equal(totals.YearFigures);
            again.WeekFigures.Should().Equal(totals.WeekFigures);
            totals.YearFigures.Keys.Should().Equal("m");
        }

        string.Join(' ', weeks).Should().Be(expected);
        score.Sheets.Select(sheet => sheet.Figures.Keys).Should().AllSatisfy(
            keys => keys.Should().Equal(what.StartsWith("stock", StringComparison.Ordinal) ? [] : ["m"]));
    }

    // Scored up to a week and on from there it is the same as all at once.
    [Theory]
    [InlineData("distinct", "m=1 m#year=1, m=1 m#year=0, m=1 m#year=1")]
    [InlineData("stock", "m=1, m=0, m=1")]
    public void A_year_goes_on_from_a_week(string what, string expected)
    {
        var rules = TwoCounts.Of($$"""
            measures: {m: {label: 拜访企业, unit: 家, count: visit, {{what}}: enterprise} }
            clauses: [{id: 拜访, text: 拜访, unit: 分, each: visit, gives: 1, cap: none}]
            """).Rules;
        var facts = TwoCounts.Facts("""
            V1 | visit | 坑口街道 | 2023-03-06 | enterprise=甲
            V2 | visit | 坑口街道 | 2023-03-13 | enterprise=甲
            V3 | visit | 坑口街道 | 2023-03-20 | enterprise=乙
            """);
        var day = Sample.Day("2023-03-13");
        var before = Scorer.UpTo(
            Sample.Kengkou, facts.Where(fact => fact.OccurredOn < day), rules, Sample.Roster, null, TargetAmounts.None,
            day);
        var whole = Scorer.Score(Sample.Kengkou, facts, rules, Sample.Roster, null);

        var later = before.Then(facts.Where(fact => fact.OccurredOn >= day));

        var figures = before.Before.Parts.Concat(later.Parts)
            .Select(part => string.Join(' ', part.Figures.Select(figure => $"{figure.Key}={figure.Value}")));
        figures.Should().Equal(whole.Parts
            .Select(part => string.Join(' ', part.Figures.Select(figure => $"{figure.Key}={figure.Value}"))));
        string.Join(", ", figures).Should().Be(expected);
    }
}
