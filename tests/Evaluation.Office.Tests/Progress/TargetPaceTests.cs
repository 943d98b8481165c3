using System.Globalization;
using Evaluation.Office.Progress;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Progress;

/// <summary>What the page of targets says of one target, as a table that can be worked out by hand.</summary>
public sealed class TargetPaceTests
{
    // The year 2023 has 365 days; on 2 July 183 of them are over, 182 are left: 26 weeks.
    [Theory]
    [InlineData("2023-07-02", "460", "246.9", "rate 53.7%, elapsed 50.1%, +3.5, pace 9.44, needed 8.20, 0.87 times")]
    [InlineData("2023-07-02", "60", "20.1", "rate 33.5%, elapsed 50.1%, -16.6, pace 0.77, needed 1.53, 2.00 times")]
    [InlineData("2023-07-02", "8", "8", "rate 100.0%, elapsed 50.1%, +49.9, pace 0.31, needed 0.00, 0.00 times")]
    [InlineData("2023-07-02", "8", "10", "rate 125.0%, elapsed 50.1%, +74.9, pace 0.38, needed 0.00, 0.00 times")]
    [InlineData("2023-07-02", "26", "0", "rate 0.0%, elapsed 50.1%, -50.1, pace 0.00, needed 1.00, - times")]
    [InlineData("2023-07-02", "0", "3", "rate -, elapsed 50.1%, -, pace 0.11, needed 0.00, 0.00 times")]
    [InlineData("2023-01-01", "365", "1", "rate 0.3%, elapsed 0.3%, 0.0, pace 7.00, needed 7.00, 1.00 times")]
    [InlineData("2023-12-31", "50", "49", "rate 98.0%, elapsed 100.0%, -2.0, pace 0.94, needed -, - times")]
    [InlineData("2024-01-07", "50", "50", "rate 100.0%, elapsed 100.0%, 0.0, pace 0.96, needed -, - times")]
    public void A_year_s_target_is_held_against_the_days_that_are_over(
        string through, string target, string done, string said) =>
        Say(new TargetPace(
            Number(target), Number(done), Sample.Day("2023-01-01"), Sample.Day("2023-12-31"), Sample.Day(through)))
            .Should().Be(said);

    [Fact]
    public void A_quarter_s_target_is_held_against_the_days_of_the_quarter() =>
        Say(new TargetPace(90m, 31m, Sample.Day("2023-04-01"), Sample.Day("2023-06-30"), Sample.Day("2023-04-30")))
            .Should().Be("rate 34.4%, elapsed 33.0%, +1.5, pace 7.23, needed 6.77, 0.94 times");

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string Say(TargetPace one) => string.Create(
        CultureInfo.InvariantCulture,
        $"rate {Share(one.Rate)}, elapsed {Share(one.Elapsed)}, {Points(one.Ahead)}, pace {one.PerWeek:0.00}, "
            + $"needed {one.NeededPerWeek?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-"}, "
            + $"{one.Times?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-"} times");

    private static string Share(decimal? share) =>
        share is { } one ? (one * 100m).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "-";

    private static string Points(decimal? points) =>
        points is { } one ? one.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) : "-";
}
