using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Ranking;

/// <summary>Statuses by what a unit has reached of its target for the year.</summary>
public sealed class StatusTests
{
    private static readonly Rulebook Edition = new RulebookText
    {
        Clauses = "- {id: 一, text: 一, unit: 分, each: signing, gives: 1, cap: none}",
        Measures = "signed: {label: 项目, unit: 个, count: signing}",
        Ranking = "groups: [镇街]\n"
            + "status: [{name: 未完成, when: \"part(signed, target(signed), 1) < 1\", effect: barred}]",
    }.Compile();

    // The week of 26 December 2022 ends on 1 January 2023: its year is 2022, and so is its target's.
    [Theory]
    [InlineData("2022-12-26", "2022", 2, true)]
    [InlineData("2022-12-26", "2022", 1, false)]
    [InlineData("2022-12-26", "2023", 2, false)]
    [InlineData("2023-03-06", "2023", 2, true)]
    [InlineData("2023-03-06", "2022", 2, false)]
    public void A_status_looks_at_the_target_of_the_weeks_year(string week, string year, int target, bool has)
    {
        var figures = new Dictionary<string, decimal> { ["signed"] = 1m };
        var totals = new UnitTotals(Sample.Kengkou, 1m, 1m, figures, figures);
        var targets = new TargetAmounts([new Target(Sample.Kengkou, "signed", year, target)]);

        Ranker.Rank(Sample.WeekOf(week), "镇街", [totals], Edition, targets, Sample.Roster).Standings.Single()
            .Status.Contains("未完成").Should().Be(has);
    }

    // 365 days: by Wednesday 67 of them are over, by Sunday 71; 5.3 a year means one by the 69th.
    [Theory, InlineData("2023-03-08", false), InlineData(null, true)]
    public void A_status_looks_at_the_last_day_that_counts(string? through, bool has)
    {
        var edition = new RulebookText
        {
            Clauses = "- {id: 一, text: 一, unit: 分, each: signing, gives: 1, cap: none}",
            Measures = "signed: {label: 项目, unit: 个, count: signing}",
            Ranking = "groups: [镇街]\n"
                + "status: [{name: 落后, when: \"signed < target(signed) * elapsed\", effect: barred}]",
        }.Compile();
        var figures = new Dictionary<string, decimal> { ["signed"] = 1m };
        var totals = new UnitTotals(Sample.Kengkou, 1m, 1m, figures, figures);
        var targets = new TargetAmounts([new Target(Sample.Kengkou, "signed", "2023", 5.3m)]);

        Ranker.Rank(
                Sample.WeekOf("2023-03-06"), "镇街", [totals], edition, targets, Sample.Roster,
                through is null ? null : Sample.Day(through)).Standings.Single()
            .Status.Contains("落后").Should().Be(has);
    }
}
