using Evaluation.Office.Laboratory;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Laboratory;

/// <summary>Both measures against values worked by hand.</summary>
public sealed class AgreementTests
{
    // 5 / sqrt(5 * 6), 4.5 / sqrt(4.5 * 5); 4 / sqrt(4 * 6), 4 / sqrt(4 * 5); with equals in both: 4 / sqrt(5 * 5), 3.5
    // / 4.5.
    [Theory]
    [InlineData("1 2 3 4", "1 2 3 4", "1", "1")]
    [InlineData("1 2 3 4", "4 3 2 1", "-1", "-1")]
    [InlineData("1 2 3 4", "1 3 2 4", "0.666666666667", "0.8")]
    [InlineData("1 2 2 4", "1 2 3 4", "0.912870929175", "0.948683298051")]
    [InlineData("1 1 3 3", "1 2 3 4", "0.816496580928", "0.894427191")]
    [InlineData("1 2 2 4", "1 2 2 4", "1", "1")]
    [InlineData("1 2 2 4", "1 1 3 4", "0.8", "0.833333333333")]
    [InlineData("1 2", "2 1", "-1", "-1")]
    public void They_come_out_as_by_hand(string first, string second, string tau, string rho)
    {
        var (one, other) = (Ranks(first), Ranks(second));
        (Agreement.TauB(one, other), Agreement.Rho(one, other)).Should().Be((Number(tau), Number(rho)));
        (Agreement.TauB(other, one), Agreement.Rho(other, one)).Should().Be((Number(tau), Number(rho)));
    }

    [Theory]
    [InlineData("1 1 1", "1 2 3")]
    [InlineData("1 2 3", "1 1 1")]
    [InlineData("1", "1")]
    [InlineData("", "")]
    public void Where_a_ranking_parts_no_units_there_is_none(string first, string second) =>
        (Agreement.TauB(Ranks(first), Ranks(second)), Agreement.Rho(Ranks(first), Ranks(second))).Should()
            .Be((null, null));

    [Fact]
    public void Four_hundred_units_are_no_trouble()
    {
        var ranks = Enumerable.Range(1, 400).ToList();
        var turned = ranks.ConvertAll(rank => rank % 2 == 0 ? rank - 1 : rank + 1);
        // 200 of 79800 pairs are turned; each of 400 differences is one.
        Agreement.TauB(ranks, turned).Should().Be(Math.Round(1m - 400m / 79_800m, 12));
        Agreement.Rho(ranks, turned).Should().Be(Math.Round(1m - 6m * 400m / (400m * 159_999m), 12));
    }

    private static List<int> Ranks(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => int.Parse(word, System.Globalization.CultureInfo.InvariantCulture))];

    private static decimal Number(string text) =>
        decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
