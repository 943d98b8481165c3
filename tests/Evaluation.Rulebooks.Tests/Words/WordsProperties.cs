using CsCheck;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Words;

/// <summary>What holds for every week, amount and code; a failure prints the seed that shows it again.</summary>
public sealed class WordsProperties
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    [Theory]
    [InlineData(DayOfWeek.Monday)]
    [InlineData(DayOfWeek.Tuesday)]
    [InlineData(DayOfWeek.Wednesday)]
    [InlineData(DayOfWeek.Thursday)]
    [InlineData(DayOfWeek.Friday)]
    [InlineData(DayOfWeek.Saturday)]
    [InlineData(DayOfWeek.Sunday)]
    public void Each_week_from_2000_to_2060_is_read_back_from_its_name(DayOfWeek firstDay)
    {
        var names = new HashSet<string>();
        for (var week = Week.Of(new DateOnly(2000, 1, 1), firstDay); week.Start.Year <= 2060; week = week.Next)
        {
            Week.Parse(week.Id, firstDay).Should().Be(week);
            Week.Of(week.End, firstDay).Should().Be(week);
            names.Add(week.Id).Should().BeTrue();
        }
    }

    [Fact]
    public void Weeks_from_Monday_are_those_of_the_calendar_standard()
    {
        for (var day = new DateTime(2000, 1, 3); day.Year <= 2060; day = day.AddDays(7))
        {
            Week.Of(DateOnly.FromDateTime(day), DayOfWeek.Monday).Id
                .Should().Be($"{System.Globalization.ISOWeek.GetYear(day):0000}-W"
                    + $"{System.Globalization.ISOWeek.GetWeekOfYear(day):00}");
        }
    }

    [Theory]
    [InlineData("2023-W53")]
    [InlineData("2023-W00")]
    [InlineData("2023-w05")]
    [InlineData("2023-W5")]
    [InlineData("20 3-W05")]
    [InlineData(null)]
    public void A_name_of_no_week_is_not_read(string? name) => Week.Parse(name, DayOfWeek.Monday).Should().BeNull();

    [Fact]
    public void An_amount_is_read_back_from_what_is_written() =>
        Gen.Select(Gen.Long[0, 1_000_000_000_000_000_000], Gen.Int[0, 6]).Sample((digits, places) =>
        {
            var yuan = digits / (decimal)Math.Pow(10, places);
            return yuan > 1_000_000_000_000m || Money.Parse(Money.Format(yuan), out _) == yuan;
        }, iter: 20_000);

    [Fact]
    public void One_changed_character_breaks_a_credit_code() =>
        Gen.Select(Gen.Char[Alphabet].Array[17], Gen.Int[0, 17], Gen.Char[Alphabet]).Sample((letters, at, other) =>
        {
            var first = new string(letters);
            var code = first + CreditCode.CheckCharacter(first);
            var changed = code[..at] + other + code[(at + 1)..];
            return CreditCode.IsValid(code) && (changed == code || !CreditCode.IsValid(changed));
        }, iter: 20_000);

    [Theory]
    [InlineData("91440300708461136T", true)]
    [InlineData("91110000802100433B", true)]
    [InlineData("91440300708461136I", false)]
    [InlineData("9144030070846113", false)]
    [InlineData("91440300708461136t", false)]
    public void Codes_of_real_firms_are_sound(string code, bool sound) => CreditCode.IsValid(code).Should().Be(sound);
}
