using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Words;

/// <summary>Amounts of the same name are added, whatever the order they came in, and are sorted by name.</summary>
public sealed class FiguresTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("visits 2", "", "visits 2")]
    [InlineData("", "visits 2", "visits 2")]
    [InlineData("visits 2", "visits 3", "visits 5")]
    [InlineData("contracted 1.50, visits 2", "days_out 0.5, visits -2", "contracted 1.50, days_out 0.5, visits 0")]
    [InlineData(
        "visits 2, contracted 1", "trips 1, contracted 4, Visits 1", "Visits 1, contracted 5, trips 1, visits 2")]
    public void Amounts_are_added_by_name(string first, string second, string sum)
    {
        Text(Figures.Plus(Of(first), Of(second))).Should().Be(sum);
        Text(Figures.Plus(Figures.InOrder([.. Of(second)]), Figures.InOrder([.. Of(first)]))).Should().Be(sum);
    }

    private static Dictionary<string, decimal> Of(string amounts) =>
        amounts.Split(", ", StringSplitOptions.RemoveEmptyEntries)
        .Select(amount => amount.Split(' '))
        .ToDictionary(
            amount => amount[0], amount => decimal.Parse(amount[1], System.Globalization.CultureInfo.InvariantCulture));

    private static string Text(IReadOnlyDictionary<string, decimal> amounts) => string.Join(
        ", ", amounts.Select(
            amount =>
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{amount.Key} {amount.Value}")));
}
