using Evaluation.Office.Adoption;
using Evaluation.Office.Tests.Decisions;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Adoption;

/// <summary>Which texts become an edition in force.</summary>
public sealed class AdoptionTests
{
    private static readonly RulebookText Text =
        new() { Clauses = "- {id: visit, text: 每家次, unit: 分, each: visit, gives: 0.5, cap: none}" };

    private const string WithExample = """
        - id: top
          text: 一把手带队
          unit: 分
          each: visit
          where: leader = 'top'
          gives: 0.3
          repeat: {same: [enterprise], within_days: 60, gives: 0.5}
          cap: {week: 1}
          examples:
            - name: 带队另加
              facts: [2023-03-01 visit enterprise=鼎新 leader=top, 2023-03-02 visit enterprise=鼎新 leader=top]
              gives: [0.3, 0.15]
        """;

    private static Case<Editions> Rulebooks => new(Editions.Evolve);

    [Fact]
    public void A_rulebook_is_adopted_with_its_whole_text()
    {
        var text = Text.ToString();
        var adopted = new RulebookAdopted(
            "test", 1, Sample.Day("2022-01-01"), Sample.Day("2024-12-31"), text,
            Evaluation.Office.Publication.BulletinFiles.Sha256(text), "考〔2022〕1号");

        Rulebooks.When(editions => RulebookDecider.Adopt(editions, text, "考〔2022〕1号", TestOffice.District))
            .Then(adopted);
        Rulebooks.Given(adopted)
            .When(editions => RulebookDecider.Adopt(editions, text, "考〔2022〕1号", TestOffice.District))
            .Refused("repeated");
        Rulebooks.Given(adopted)
            .When(editions => RulebookDecider.Adopt(editions, text + "\n# 另行", "考〔2022〕1号", TestOffice.District))
            .Refused("edition-exists");
        Rulebooks.When(editions => RulebookDecider.Adopt(editions, "rulebook: [", "考〔2022〕1号", TestOffice.District))
            .Refused("rulebook-broken");
        Rulebooks.When(editions => RulebookDecider.Adopt(
            editions, text + "\n# 每家次\u202E0.5分", "考〔2022〕1号", TestOffice.District)).Refused("rulebook-broken");
        Rulebooks.When(editions => RulebookDecider.Adopt(editions, text, "", TestOffice.District))
            .Refused("document-missing");
        foreach (var (damaged, document) in new[] { ($"{text}\n# \uFFFD\uFFFD", "考1号"), (text, "\uFFFD1号") })
        {
            Rulebooks.When(editions => RulebookDecider.Adopt(editions, damaged, document, TestOffice.District))
                .Refused("rulebook-damaged");
        }

        Rulebooks.When(
            editions =>
                RulebookDecider.Adopt(
                    editions, text, "考〔2022〕1号", TestOffice.District with { WeekStarts = DayOfWeek.Friday }))
            .Refused("calendar-differs");
    }

    // Elsewhere the tallies of one period would be split by two calendars.
    [Theory]
    [InlineData("2023-12-26", "12-26", 25, null)]
    [InlineData("2023-12-26", "", 25, "month-differs")]
    [InlineData("2023-07-01", "07-01", 25, "month-differs")]
    [InlineData("2023-07-01", "", null, null)]
    [InlineData("2023-07-01", "04-01", null, "year-differs")]
    public void Another_end_of_months_begins_with_a_year(string from, string yearStarts, int? ends, string? refused)
    {
        var first = (Text with { To = $"{Sample.Day(from).AddDays(-1):O}" }).ToString();
        var editions = RulebookDecider.Adopt(null, first, "考1号", TestOffice.District).Events
            .Aggregate((Editions?)null, Editions.Evolve);
        var second = (Text with { Edition = 2, From = from, YearStarts = yearStarts }).ToString();
        second = ends is null ? second
            : second.Replace(
                "week_starts: monday", $"week_starts: monday\n  month_ends: {ends}", StringComparison.Ordinal);

        (RulebookDecider.Adopt(editions, second, "考2号", TestOffice.District).Refusal?.Code).Should().Be(refused);
    }

    [Fact]
    public void An_edition_whose_example_does_not_come_out_is_refused_with_its_place()
    {
        var sound = new RulebookText { Clauses = WithExample }.ToString();
        var wrong = sound.Replace("[0.3, 0.15]", "[0.3, 0]", StringComparison.Ordinal);
        var line = wrong[..wrong.IndexOf("- name: 带队另加", StringComparison.Ordinal)]
            .Count(letter => letter == '\n') + 1;

        var refusal = RulebookDecider.Adopt(null, wrong, "考〔2023〕1号", TestOffice.District).Refusal!;

        refusal.Code.Should().Be("example-failed");
        refusal.Where.Should().StartWith($"text:{line}:");
        refusal.What.Should().Contain("“top”的例子“带队另加”不成立").And.Contain("例子写0分").And.Contain("计0.15分");
        RulebookDecider.Adopt(null, sound, "考〔2023〕1号", TestOffice.District).Refusal.Should().BeNull();
    }
}
