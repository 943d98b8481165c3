using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Tests.Scoring;
using Evaluation.Rulebooks.Text;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Rules;

/// <summary>Months from the 26th to the 25th, as some offices close their books, and years from 26 December.</summary>
public sealed class MonthEndTests
{
    private static readonly Calendar Books = new(
        DayOfWeek.Monday, TimeSpan.FromHours(8), new DueTime(1, default), new DueTime(2, default), (12, 26))
    {
        MonthEnds = 25,
    };

    [Theory]
    [InlineData(Period.Month, "2023-01-25", "2023-01", "2022-12-26", "2023-01-25")]
    [InlineData(Period.Month, "2023-01-26", "2023-02", "2023-01-26", "2023-02-25")]
    [InlineData(Period.Month, "2023-02-28", "2023-03", "2023-02-26", "2023-03-25")]
    [InlineData(Period.Bimonth, "2023-02-26", "2023-B2", "2023-02-26", "2023-04-25")]
    [InlineData(Period.Quarter, "2022-12-26", "2023-Q1", "2022-12-26", "2023-03-25")]
    [InlineData(Period.Half, "2023-06-26", "2023-H2", "2023-06-26", "2023-12-25")]
    [InlineData(Period.Half, "2023-06-25", "2023-H1", "2022-12-26", "2023-06-25")]
    [InlineData(Period.Year, "2022-12-26", "2023", "2022-12-26", "2023-12-25")]
    [InlineData(Period.Year, "2023-12-25", "2023", "2022-12-26", "2023-12-25")]
    [InlineData(Period.TenDays, "2023-01-31", "2023-01-T3", "2023-01-21", "2023-01-31")]
    [InlineData(Period.HalfMonth, "2023-01-26", "2023-01-H2", "2023-01-16", "2023-01-31")]
    public void A_period_is_named_by_the_month_in_which_its_first_month_ends(
        Period span, string day, string name, string first, string last)
    {
        var days = (Sample.Day(first), Sample.Day(last));

        Books.NameOf(span, Sample.Day(day)).Should().Be(name);
        (Books.StartOf(span, Sample.Day(day)), Books.EndOf(span, Sample.Day(day))).Should().Be(days);
        Books.DaysOf(name).Should().Be(days);
        NamedPeriod.Of(name, Books).Should().Be(new NamedPeriod(name, span, days.Item1, days.Item2));
    }

    // Each day of three years belongs to one period of each sort, which begins where the last one ended.
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(27)]
    public void Periods_follow_each_other_without_a_gap(int ends)
    {
        var calendar = Books with { MonthEnds = ends, YearStarts = (1, 1) };
        foreach (var span in Periods.All)
        {
            var (day, to) = (calendar.StartOf(span, Sample.Day("2022-06-15")), Sample.Day("2025-06-15"));
            for (; day < to; day = day.AddDays(1))
            {
                var (start, end) = (calendar.StartOf(span, day), calendar.EndOf(span, day));
                (start <= day && day <= end).Should().BeTrue("{0} {1}", span, day);
                calendar.StartOf(span, end.AddDays(1)).Should().Be(end.AddDays(1), "{0} {1}", span, day);
                calendar.DaysOf(calendar.NameOf(span, day)).Should().Be((start, end), "{0} {1}", span, day);
            }
        }
    }

    // The first month is cut by the beginning; 25 January is the last day of the first, 26 the first of the second.
    [Fact]
    public void Both_counts_judge_the_months_of_the_books() =>
        Read("""
            measures: {visits: {label: 外出, unit: 家次, count: visit}}
            clauses:
              - {id: 月, text: 月, unit: 分, each: month, gives: visits, cap: none}
              - {id: 季, text: 季, unit: 分, each: quarter, gives: visits + previous(visits), cap: none}
              - {id: 次, text: 次, unit: 分, each: visit, gives: 0.1, cap: {month: 0.1}}
            """).Give(
            """
            V1 | visit | 坑口街道 | 2023-03-25 | enterprise=甲
            V2 | visit | 坑口街道 | 2023-03-26 | enterprise=乙
            V3 | visit | 坑口街道 | 2023-04-25 | enterprise=丙
            V4 | visit | 坑口街道 | 2023-04-26 | enterprise=丁
            """,
            """
            坑口街道 | 月 | month/2023-03-01 | 1
            坑口街道 | 月 | month/2023-04-01 | 2
            坑口街道 | 月 | month/2023-05-01 | 1
            坑口街道 | 季 | quarter/2023-04-01 | 4
            坑口街道 | 季 | quarter/2023-07-01 | 3
            坑口街道 | 次 | V1 | 0.1
            坑口街道 | 次 | V2 | 0.1
            坑口街道 | 次 | V4 | 0.1
            """);

    [Theory]
    [InlineData("each: ten_days, over: month", "“over”的期间不与“each”的期间同时结束，末尾的几天不会被考核。")]
    [InlineData("each: month, over: year", "考核年度不与“each”的期间同时结束，年底的几天不会被考核。")]
    [InlineData("each: month, over: quarter", "")]
    public void A_longer_period_must_end_with_the_shorter_one(string each, string what) =>
        RulebookReader.Read(Text($$"""
            measures: {visits: {label: 外出, unit: 家次, count: visit} }
            clauses: [{id: 月, text: 月, unit: 分, {{each}}, gives: visits, cap: none}]
            """)).Findings.Select(finding => finding.What).Should().Equal(what.Length == 0 ? [] : [what]);

    private static TwoCounts Read(string sections) =>
        new(new RuleSet([RulebookReader.Read(Text(sections)).Rulebook!]));

    private static string Text(string sections) => RulebookText.Of(sections)
        .Replace("week_starts: monday,", "week_starts: monday, month_ends: 25,", StringComparison.Ordinal);
}
