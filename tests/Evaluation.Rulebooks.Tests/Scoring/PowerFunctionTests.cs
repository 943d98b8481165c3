using System.Collections.Immutable;
using System.Globalization;
using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;
using Second = Evaluation.Rulebooks.SecondCount.SecondCount;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>
/// Powers, roots, exponentials and logarithms to 20 digits, in both counts; what has no value gives 0.
/// </summary>
public sealed class PowerFunctionTests
{
    // Digits of known constants: the square root of 2, e, the logarithms of 2 and 10, the cube root of 10 and so on.
    [Theory]
    [InlineData("sqrt(a)", "2", "1.414213562373095048801688724209698", 19)]
    [InlineData("sqrt(a)", "0.0002", "0.01414213562373095048801688724209698", 21)]
    [InlineData("sqrt(a)", "100000000", "10000", 19)]
    [InlineData("sqrt(a)", "0", "0", 19)]
    [InlineData("sqrt(a)", "1.0201", "1.01", 19)]
    [InlineData("root(a, 3)", "10", "2.154434690031883721759293566519350", 19)]
    [InlineData("root(a, 3)", "0.001", "0.1", 19)]
    [InlineData("root(a, 100)", "2", "1.006955550056718808832698214113239", 19)]
    [InlineData("power(a, 0.5)", "2", "1.414213562373095048801688724209698", 19)]
    [InlineData("power(a, 1.5)", "6.25", "15.625", 18)]
    [InlineData("power(a, 2)", "1.05", "1.1025", 19)]
    [InlineData("power(a, 3)", "-2", "-8", 19)]
    [InlineData("power(a, 0)", "0", "1", 19)]
    [InlineData("power(a, 5)", "0", "0", 19)]
    [InlineData("power(a, -1)", "3", "0.3333333333333333333333333333333", 20)]
    [InlineData("power(a, 0.1)", "2", "1.071773462536293164213006325023342", 19)]
    [InlineData("power(1.05, a)", "10", "1.628894626777441406250000000000000", 19)]
    [InlineData("exp(a)", "1", "2.718281828459045235360287471352662", 19)]
    [InlineData("exp(a)", "0", "1", 19)]
    [InlineData("exp(a)", "-1", "0.3678794411714423215955237701614609", 20)]
    [InlineData("exp(a)", "-70", "0", 28)]
    [InlineData("ln(a)", "2", "0.6931471805599453094172321214581766", 20)]
    [InlineData("ln(a)", "10", "2.302585092994045684017991454684364", 19)]
    [InlineData("ln(a)", "0.5", "-0.6931471805599453094172321214581766", 20)]
    [InlineData("ln(a)", "1", "0", 19)]
    [InlineData("log(a, 10)", "1000", "3", 19)]
    [InlineData("log(a, 2)", "10", "3.321928094887362347870319429489390", 19)]
    [InlineData("log(a, 0.5)", "8", "-3", 19)]
    public void A_number_has_its_digits(string formula, string number, string digits, int decimals)
    {
        var expected = Math.Round(Number(digits), Math.Min(decimals, 28), MidpointRounding.ToEven);

        Both(formula, Number(number)).Should().Be((expected, expected), $"{formula} of {number}");
    }

    // A power that ends exactly between two results goes to the even one: 1.0000000005² has 21 digits.
    [Fact]
    public void What_lies_between_two_goes_to_the_even_one() =>
        Both("power(a, 2)", 1.0000000005m).Should().Be((1.0000000010000000002m, 1.0000000010000000002m));

    [Fact]
    public void Both_counts_find_the_same_digits_of_many_numbers()
    {
        var random = new Random(20_231_130);
        string[] formulas = ["sqrt(a)", "root(a, 7)", "power(a, 1.7)", "power(a, -0.3)", "ln(a)", "log(a, 3)",
            "exp(a / 1000)", "power(a, 17)"];
        for (var i = 0; i < 400; i++)
        {
            var number = decimal.Round((decimal)random.NextInt64(1, 9_999_999) / 1000m, random.Next(0, 4)) + 0.001m;
            foreach (var formula in formulas)
            {
                var (first, second) = Both(formula, number);
                first.Should().Be(second, $"{formula} of {number}");
            }
        }
    }

    [Theory]
    [InlineData("sqrt(a)", "-1", "负数不能开方")]
    [InlineData("root(a, 3)", "-8", "负数不能开方")]
    [InlineData("power(a, 0.5)", "-1", "负数不能取非整数次方")]
    [InlineData("power(a, -2)", "0", "0不能取负数次方")]
    [InlineData("ln(a)", "0", "0和负数没有对数")]
    [InlineData("log(a, 10)", "-1", "0和负数没有对数")]
    [InlineData("exp(a)", "1000", "数值超出可计算的范围")]
    [InlineData("power(a, 40)", "10", "数值超出可计算的范围")]
    [InlineData("power(a, 1000000)", "2", "数值超出可计算的范围")]
    [InlineData("power(2.5, a)", "200.5", "数值超出可计算的范围")]
    public void What_has_no_value_gives_nothing_and_says_why(string formula, string number, string why)
    {
        var line = Scored(formula, Number(number)).Single();

        (line.Points, line.Reason, line.Steps[0].Text).Should().Be((0m, Reason.TooLarge, why));
        Counted(formula, Number(number)).Should().Be(0m);
    }

    [Theory]
    [InlineData("sqrt(-1)", "负数不能开方。")]
    [InlineData("ln(0)", "0和负数没有对数。")]
    [InlineData("exp(100)", "“exp(100)”中的数过大。")]
    [InlineData("root(a, 1)", "函数“root”的参数个数或类型不对，或不能用在此处。")]
    [InlineData("root(a, 2.5)", "函数“root”的参数个数或类型不对，或不能用在此处。")]
    [InlineData("log(a, 1)", "函数“log”的参数个数或类型不对，或不能用在此处。")]
    [InlineData("log(a, a)", "函数“log”的参数个数或类型不对，或不能用在此处。")]
    [InlineData("sqrt(a, 2)", "函数“sqrt”的参数个数或类型不对，或不能用在此处。")]
    public void What_can_have_no_value_is_found_in_the_text(string formula, string what) =>
        RulebookReader.Read(Text(formula)).Findings.Select(finding => finding.What).Should().Equal(what);

    [Theory]
    [InlineData("sqrt(a - 5)", "sqrt(a - 5)")]
    [InlineData("ln(a)", "ln(a)")]
    [InlineData("power(a, -1)", "power(a, -1)")]
    [InlineData("power(a - 1, 0.5)", "power(a - 1, 0.5)")]
    public void What_may_have_no_value_is_doubted(string formula, string doubted) =>
        RulebookCheck.Of(Text(formula)).Findings.Select(finding => finding.What).Should()
            .Contain($"“测”的“{doubted}”可能没有值，那时计0分。");

    [Theory]
    [InlineData("sqrt(a)")]
    [InlineData("sqrt(max(0, a - 5))")]
    [InlineData("ln(max(1, a))")]
    [InlineData("power(a - 5, 2)")]
    [InlineData("exp(a)")]
    public void What_always_has_a_value_is_not_doubted(string formula) =>
        RulebookCheck.Of(Text(formula)).Findings.Should()
            .NotContain(finding => finding.What.Contains("可能没有值", StringComparison.Ordinal));

    [Theory]
    [InlineData("sqrt(a)", "数的平方根（数=4）")]
    [InlineData("root(a + 4, 3)", "（数＋4）的3次方根（数=4）")]
    [InlineData("power(a, 1.5)", "数的1.5次方（数=4）")]
    [InlineData("exp(a)", "e的数次方（数=4）")]
    [InlineData("ln(a)", "数的自然对数（数=4）")]
    [InlineData("log(a, 2)", "数以2为底的对数（数=4）")]
    public void A_line_says_it_in_words(string formula, string words) =>
        Scored(formula, 4m).Single().Steps[0].Text.Should().Be(words);

    private static (decimal First, decimal Second) Both(string formula, decimal number) =>
        (Scored(formula, number).Single().Points, Counted(formula, number));

    private static ImmutableArray<Line> Scored(string formula, decimal number) => Scorer.Score(
        Sample.Kengkou, [Fact(number)], Rules(formula), Sample.Roster, null).Sheets.Single().Lines;

    private static decimal Counted(string formula, decimal number) => new Second(
        [Fact(number)], Rules(formula), Sample.Roster, null, TargetAmounts.None).Lines.Single().Points;

    private static Fact Fact(decimal number) => new("F1", "quiz", Sample.Kengkou, Sample.Day("2023-03-06"), 1m,
        new Dictionary<string, Value> { ["a"] = Value.Of(number) });

    private static RuleSet Rules(string formula) => new([RulebookReader.Read(Text(formula)).Rulebook!]);

    private static string Text(string formula) => RulebookText.Of(
        "kinds: {quiz: {label: 测, fields: {a: {label: 数, type: decimal}}}}\n"
        + $"clauses: [{{id: 测, text: 测, unit: 分, each: quiz, gives: \"{formula}\", cap: none}}]");

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
