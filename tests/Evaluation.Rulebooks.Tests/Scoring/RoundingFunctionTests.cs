using System.Globalization;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;
using Second = Evaluation.Rulebooks.SecondCount.SecondCount;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>The functions that round, in both counts; each does what it says, however totals are rounded.</summary>
public sealed class RoundingFunctionTests
{
    private static readonly string[] Functions =
        ["round_half_up", "round_half_even", "round_up", "round_down", "round"];

    // What the functions make of a number, in their order.
    [Theory]
    [InlineData("0.125", 2, "0.13 0.12 0.13 0.12 0.12")]
    [InlineData("0.135", 2, "0.14 0.14 0.14 0.13 0.14")]
    [InlineData("2.5", 0, "3 2 3 2 2")]
    [InlineData("3.5", 0, "4 4 4 3 4")]
    [InlineData("-2.5", 0, "-3 -2 -3 -2 -2")]
    [InlineData("-0.125", 2, "-0.13 -0.12 -0.13 -0.12 -0.12")]
    [InlineData("1.005", 2, "1.01 1 1.01 1 1")]
    [InlineData("89.996", 2, "90 90 90 89.99 90")]
    [InlineData("90", 2, "90 90 90 90 90")]
    [InlineData("90.0000000001", 2, "90 90 90.01 90 90")]
    [InlineData("-90.0000000001", 2, "-90 -90 -90.01 -90 -90")]
    [InlineData("0", 2, "0 0 0 0 0")]
    [InlineData("1.00000000005", 10, "1.0000000001 1 1.0000000001 1 1")]
    public void A_number_is_rounded(string number, int places, string expected)
    {
        var rules = new RulebookText
        {
            Kinds = "quiz: {label: 测, fields: {score: {label: 分, type: decimal}}}",
            Clauses = string.Join('\n', Functions.Select(function => $"- {{id: {function}, text: 取舍, unit: 分, "
                + $"each: quiz, gives: \"{function}(score, {places})\", cap: none}}")),
        }.Alone();
        var fact = new Fact("F1", "quiz", Sample.Kengkou, Sample.Day("2023-03-06"), 1m, new Dictionary<string, Value>
        {
            ["score"] = Value.Of(decimal.Parse(number, CultureInfo.InvariantCulture)),
        });

        var lines = Scorer.Score(Sample.Kengkou, [fact], rules, Sample.Roster, null).Sheets.Single().Lines;
        string.Join(' ', lines.Select(line => Value.Of(line.Points))).Should().Be(expected);
        string.Join(' ', new Second([fact], rules, Sample.Roster, null, TargetAmounts.None).Lines
            .Select(line => Value.Of(line.Points))).Should().Be(expected);
    }

    [Theory]
    [InlineData("round_half_up(score, 2)", "分四舍五入到2位小数")]
    [InlineData("round_half_even(score, 1)", "分四舍六入五成双到1位小数")]
    [InlineData("round_up(score / 3, 0)", "（分÷3）有余数进一到整数")]
    [InlineData("round_down(score, 0)", "分去尾到整数")]
    [InlineData("round(score, 2)", "分修约到2位小数")]
    public void A_line_says_it_in_words(string formula, string words)
    {
        var rules = new RulebookText
        {
            Kinds = "quiz: {label: 测, fields: {score: {label: 分, type: decimal}}}",
            Clauses = $"- {{id: 测, text: 取舍, unit: 分, each: quiz, gives: \"{formula}\", cap: none}}",
        }.Alone();
        var fact = new Fact("F1", "quiz", Sample.Kengkou, Sample.Day("2023-03-06"), 1m, new Dictionary<string, Value>
        {
            ["score"] = Value.Of(1.25m),
        });

        Scorer.Score(Sample.Kengkou, [fact], rules, Sample.Roster, null).Sheets.Single().Lines.Single().Steps[0].Text
            .Should().Be($"{words}（分=1.25）");
    }
}
