using Evaluation.Office.Adoption;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Founding;
using FluentAssertions;

namespace Evaluation.Server.Tests.Founding;

/// <summary>Each model can be made a district's own for the years to come, and is adopted as it then is.</summary>
public sealed class ModelRulebookTests
{
    private const string Pattern = "新\"考〔{year}〕{number}号";

    public static TheoryData<string> Models => [.. ModelRulebooks.All.Select(one => one.Key)];

    [Theory, MemberData(nameof(Models))]
    public void A_fitted_model_is_adopted_in_the_years_to_come(string key)
    {
        var model = ModelRulebooks.Find(key)!;
        var refused = new List<string>();
        foreach (var starts in (DayOfWeek[])[DayOfWeek.Monday, DayOfWeek.Sunday])
        {
            // Their first of January is each day of the week but one, and a leap year is among them.
            foreach (var year in (int[])[2025, 2026, 2027, 2028, 2030, 2031])
            {
                var text = Fit(model, year, starts);
                var decision = RulebookDecider.Adopt(null, text, "新考〔2026〕1号", District(starts));
                refused.AddRange(decision.Refusal is { } no ? [$"{year}, {starts}: {no}"] : []);
            }
        }

        refused.Should().BeEmpty();
    }

    [Theory, MemberData(nameof(Models))]
    public void A_fitted_model_says_of_itself_what_the_district_says(string key)
    {
        var (rulebook, findings) = RulebookCheck.Of(Fit(ModelRulebooks.Find(key)!, 2027, DayOfWeek.Monday));

        findings.Should().NotContain(finding => finding.Severity == Severity.Error);
        rulebook.Should().Match<Rulebook>(one => one.Id == "xin-qu" && one.From == new DateOnly(2027, 1, 1)
            && one.To == new DateOnly(2027, 12, 31) && one.Title == "新区综合考评办法（2027年）"
            && one.Bulletin.Document == Pattern && one.Calendar.CutOff == new DueTime(3, new TimeOnly(9, 30)));
        rulebook!.Notice.Should().Contain("示范文本").And.Contain("以正式印发的文本为准");
    }

    private static string Fit(ModelRulebook model, int year, DayOfWeek starts) => FittedModel.Of(
        model.Text,
        new FittingSettings(
            "xin-qu", "新区", year, starts, TimeSpan.FromHours(8), model.Rulebook.Calendar.ReportDue,
            new DueTime(3, new TimeOnly(9, 30)), Pattern));

    private static DistrictFounded District(DayOfWeek starts) =>
        new("xin-qu", "新区", starts, TimeSpan.FromHours(8), "新区考评办");
}
