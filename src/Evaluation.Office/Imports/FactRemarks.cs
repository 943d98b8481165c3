using System.Globalization;
using Evaluation.Office.Publication;

namespace Evaluation.Office.Imports;

/// <summary>What somebody should know about facts that give nothing because of their day alone.</summary>
public static class FactRemarks
{
    /// <summary>
    /// How many are dated outside of all editions or after the last day that counts, a sentence for each.
    /// </summary>
    /// <param name="input">What is scored.</param>
    /// <param name="through">The last day that counts; null for the end of the last week with a fact.</param>
    public static IEnumerable<string> Uncounted(ScoreInput input, DateOnly? through)
    {
        var days = input.Facts.Select(one => (one.Fact.Id, Day: one.Fact.OccurredOn)).ToList();
        var later = days.Where(fact => fact.Day > through).ToList();
        if (later.Count > 0)
        {
            yield return $"{Those(later)}在{Print(through!.Value)}之后，不计分。";
        }

        var unruled = days.Where(fact => !(fact.Day > through) && input.Rules.On(fact.Day) is null).ToList();
        if (unruled.Count > 0)
        {
            yield return $"{Those(unruled)}没有施行中的考评办法，不计分；请核对日期，或补上该时段的办法。";
        }
    }

    private static string Those(List<(string Id, DateOnly Day)> facts) =>
        $"{facts.Count.ToString(CultureInfo.InvariantCulture)}条事实（如“{facts[0].Id}”，{Print(facts[0].Day)}）";

    private static string Print(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
