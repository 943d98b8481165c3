using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Ranking;

/// <summary>Totals week after week, what was handed on, and going on from a week.</summary>
public sealed class RunningTotalsTests
{
    private static readonly DateOnly Year = Sample.Day("2023-01-01");

    private static readonly Dictionary<string, decimal> Nothing = [];

    // Handed on upon a Sunday, it counts in the week that ends on it and not in the one before.
    [Theory, InlineData("2023-03-05", 3), InlineData("2023-03-12", 13), InlineData("2023-03-19", 13)]
    public void What_was_handed_on_counts_from_the_week_that_holds_its_day(string sunday, int total)
    {
        var score = Score("2023-02-27", 3m) with
        {
            Inherited = [new Inheritance(Sample.Day("2023-03-12"), Year, 1m, [], 10m, Nothing, "文")],
        };

        new RunningTotals(score).At(Sample.WeekOf(sunday), Year).YearPoints.Should().Be(total);
    }

    [Fact]
    public void Totals_that_go_on_from_a_week_know_it_and_none_before()
    {
        var from = Sample.WeekOf("2023-03-06");
        var totals = new RunningTotals(Score("2023-02-27", 3m)).Then(Score("2023-03-06", 2m), from);

        totals.Knows(Sample.WeekOf("2023-02-27")).Should().BeFalse();
        totals.Knows(from).Should().BeTrue();
        totals.At(from, Year).Should().BeEquivalentTo(new { WeekPoints = 2m, YearPoints = 5m });
    }

    private static UnitScore Score(string week, decimal points) =>
        new(Sample.Kengkou, [], [new WeekPart(Sample.WeekOf(week), Year, points, Nothing)]);
}
