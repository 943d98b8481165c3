using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.SecondCount;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Rules;

/// <summary>Which days a period has, what it is called, and in which longer one it ends.</summary>
public sealed class PeriodTests
{
    private static readonly Calendar Mondays = new(
        DayOfWeek.Monday, TimeSpan.FromHours(8), new DueTime(1, default), new DueTime(2, default), (1, 1));

    public static TheoryData<DayOfWeek> Weekdays => [.. Enum.GetValues<DayOfWeek>()];

    /// <summary>A day, its period, the first and the last day of it, its name and its words.</summary>
    [Theory]
    [InlineData("2023-01-10", "ten_days", "2023-01-01", "2023-01-10", "2023-01-T1", "2023年1月上旬")]
    [InlineData("2023-01-11", "ten_days", "2023-01-11", "2023-01-20", "2023-01-T2", "2023年1月中旬")]
    [InlineData("2023-01-31", "ten_days", "2023-01-21", "2023-01-31", "2023-01-T3", "2023年1月下旬")]
    [InlineData("2023-02-28", "ten_days", "2023-02-21", "2023-02-28", "2023-02-T3", "2023年2月下旬")]
    [InlineData("2024-02-29", "ten_days", "2024-02-21", "2024-02-29", "2024-02-T3", "2024年2月下旬")]
    [InlineData("2023-12-31", "ten_days", "2023-12-21", "2023-12-31", "2023-12-T3", "2023年12月下旬")]
    [InlineData("2023-03-15", "half_month", "2023-03-01", "2023-03-15", "2023-03-H1", "2023年3月上半月")]
    [InlineData("2023-03-16", "half_month", "2023-03-16", "2023-03-31", "2023-03-H2", "2023年3月下半月")]
    [InlineData("2023-02-16", "half_month", "2023-02-16", "2023-02-28", "2023-02-H2", "2023年2月下半月")]
    [InlineData("2024-02-16", "half_month", "2024-02-16", "2024-02-29", "2024-02-H2", "2024年2月下半月")]
    [InlineData("2023-12-31", "half_month", "2023-12-16", "2023-12-31", "2023-12-H2", "2023年12月下半月")]
    [InlineData("2023-02-27", "fortnight", "2023-02-27", "2023-03-12", "2023-F05", "2023年第9—10周（双周）")]
    [InlineData("2023-03-12", "fortnight", "2023-02-27", "2023-03-12", "2023-F05", "2023年第9—10周（双周）")]
    [InlineData("2023-01-01", "fortnight", "2022-12-19", "2023-01-01", "2022-F26", "2022年第51—52周（双周）")]
    [InlineData("2023-01-02", "fortnight", "2023-01-02", "2023-01-15", "2023-F01", "2023年第1—2周（双周）")]
    [InlineData("2021-01-03", "fortnight", "2020-12-28", "2021-01-03", "2020-F27", "2020年第53周（双周）")]
    [InlineData("2021-01-04", "fortnight", "2021-01-04", "2021-01-17", "2021-F01", "2021年第1—2周（双周）")]
    [InlineData("2023-02-28", "bimonth", "2023-01-01", "2023-02-28", "2023-B1", "2023年1—2月")]
    [InlineData("2024-02-29", "bimonth", "2024-01-01", "2024-02-29", "2024-B1", "2024年1—2月")]
    [InlineData("2023-03-01", "bimonth", "2023-03-01", "2023-04-30", "2023-B2", "2023年3—4月")]
    [InlineData("2023-12-31", "bimonth", "2023-11-01", "2023-12-31", "2023-B6", "2023年11—12月")]
    [InlineData("2023-03-05", "week", "2023-02-27", "2023-03-05", "2023-W09", "2023-W09")]
    [InlineData("2023-03-05", "month", "2023-03-01", "2023-03-31", "2023-03", "2023-03")]
    [InlineData("2023-03-05", "quarter", "2023-01-01", "2023-03-31", "2023-Q1", "2023-Q1")]
    [InlineData("2023-07-01", "half", "2023-07-01", "2023-12-31", "2023-H2", "2023-H2")]
    [InlineData("2023-03-05", "year", "2023-01-01", "2023-12-31", "2023", "2023")]
    public void A_period_has_its_days_and_its_name(
        string day, string key, string first, string last, string name, string words)
    {
        var (period, on) = (Periods.Of(key)!.Value, Sample.Day(day));

        (Mondays.StartOf(period, on), Mondays.EndOf(period, on)).Should().Be((Sample.Day(first), Sample.Day(last)));
        Mondays.NameOf(period, on).Should().Be(name);
        Mondays.DaysOf(name).Should().Be((Sample.Day(first), Sample.Day(last)));
        PeriodNames.InWords(name).Should().Be(words);
    }

    [Theory]
    [InlineData("2023-02-T4")]
    [InlineData("2023-02-T0")]
    [InlineData("2023-13-T1")]
    [InlineData("2023-T1")]
    [InlineData("2023-02-H3")]
    [InlineData("2023-H3")]
    [InlineData("2023-B0")]
    [InlineData("2023-B7")]
    [InlineData("2023-F00")]
    [InlineData("2023-F5")]
    [InlineData("2023-F28")]
    [InlineData("2023-F27")]
    [InlineData("2023-W53")]
    [InlineData("2023-01-01")]
    [InlineData("2023-05\n")]
    [InlineData("0000-05")]
    [InlineData("上旬")]
    [InlineData("")]
    public void What_names_no_period_has_no_days(string name)
    {
        Mondays.DaysOf(name).Should().BeNull();
        PeriodNames.InWords("上旬").Should().Be("上旬");
    }

    [Theory, MemberData(nameof(Weekdays))]
    public void Periods_follow_each_other_without_a_gap_and_both_counts_know_the_same(DayOfWeek weekStarts)
    {
        var calendar = Mondays with { WeekStarts = weekStarts, YearStarts = (4, 1) };
        foreach (var period in Periods.All)
        {
            for (var day = Sample.Day("2019-12-01"); day < Sample.Day("2021-03-10"); day = day.AddDays(1))
            {
                var (start, end, name) =
                    (calendar.StartOf(period, day), calendar.EndOf(period, day), calendar.NameOf(period, day));

                (start <= day && day <= end).Should().BeTrue($"{period} {day:O}");
                calendar.StartOf(period, end.AddDays(1)).Should().Be(end.AddDays(1), $"{period} {day:O}");
                calendar.DaysOf(name).Should().Be((start, end), name);
                Days.First(calendar, period, day).Should().Be(start, name);
                Days.Last(calendar, period, day).Should().Be(end, name);
                Days.Name(calendar, period, day).Should().Be(name);
            }
        }
    }

    /// <summary>Some years have 53 weeks, others 52: the rule is that of the days themselves.</summary>
    [Fact]
    public void A_longer_period_ends_with_a_shorter_one_where_it_always_does()
    {
        var days = Enumerable.Range(0, 366 * 12).Select(Sample.Day("2017-01-01").AddDays).ToList();
        var ends = Periods.All.ToDictionary(
            period => period, period => days.Where(day => Mondays.EndOf(period, day) == day).ToHashSet());

        foreach (var (longer, shorter) in Periods.All.SelectMany(_ => Periods.All, (one, other) => (one, other)))
        {
            Periods.EndsWith(longer, shorter).Should().Be(
                longer != shorter && ends[longer].IsSubsetOf(ends[shorter]), $"{longer}, {shorter}");
        }
    }

    [Fact]
    public void Every_period_has_a_word_of_its_own() => Periods.All.Select(Periods.KeyOf).Should().Equal(
        "week", "ten_days", "fortnight", "half_month", "month", "bimonth", "quarter", "half", "year");
}
