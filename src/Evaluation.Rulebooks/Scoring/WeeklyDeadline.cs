using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>Whether a weekly report came in time.</summary>
public static class WeeklyDeadline
{
    /// <summary>True when the report of the fact came in by the moment at which its week's report was due.</summary>
    public static bool Met(Fact report, Calendar calendar) =>
        SubmittedAt(report) <= calendar.ReportDueFor(calendar.WeekOf(report.OccurredOn));

    /// <summary>What rules call the report of a week: `on_time`, `late` or `missing`.</summary>
    public static string Standing(Fact? report, Calendar calendar) =>
        report is null ? "missing" : Met(report, calendar) ? "on_time" : "late";

    /// <summary>When the report of the fact came in.</summary>
    public static DateTimeOffset SubmittedAt(Fact report) =>
        DateTimeOffset.Parse(report.Values["submitted_at"].Text!, System.Globalization.CultureInfo.InvariantCulture);
}
