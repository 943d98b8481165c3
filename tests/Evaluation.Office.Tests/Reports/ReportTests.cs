using Evaluation.Office.Reports;
using Evaluation.Office.Tests.Decisions;
using Evaluation.Rulebooks.Words;
using Xunit;

namespace Evaluation.Office.Tests.Reports;

/// <summary>Weekly reports are submitted once and amended with a reason.</summary>
public sealed class ReportTests
{
    private static readonly Week Week = Sample.WeekOf("2023-03-06");
    private static readonly ReportSubmitted Report = new(Sample.Kengkou, Week, false, Sample.At("2023-03-13 09:00"));

    private static Case<WeeklyReport> Reports => new(WeeklyReport.Evolve);

    [Fact]
    public void A_weekly_report_is_submitted_once_for_a_week_that_has_begun()
    {
        Reports.When(report => ReportDecider.Submit(report, Report, Sample.Roster, Sample.Day("2023-03-13")))
            .Then(Report);
        Reports.When(report => ReportDecider.Submit(report, Report, Sample.Roster, Sample.Day("2023-03-06")))
            .Then(Report);
        Reports.When(report => ReportDecider.Submit(report, Report, Sample.Roster, Sample.Day("2023-03-05")))
            .Refused("in-the-future");
        Reports.When(
            report =>
                ReportDecider.Submit(report, Report with { Unit = "无名镇" }, Sample.Roster, Sample.Day("2023-03-13")))
                    .Refused("unknown-unit");
        Reports.Given(Report)
            .When(report => ReportDecider.Submit(report, Report, Sample.Roster, Sample.Day("2023-03-13")))
            .Refused("repeated");
        Reports.Given(Report)
            .When(report =>
                ReportDecider.Submit(report, Report with { Nil = true }, Sample.Roster, Sample.Day("2023-03-13")))
                    .Refused("report-differs");
    }

    [Fact]
    public void A_weekly_report_is_amended_with_a_reason()
    {
        var amended = new ReportAmended(Sample.Kengkou, Week, true, "误报");

        Reports.Given(Report).When(report => ReportDecider.Amend(report, amended)).Then(amended);
        Reports.Given(Report).When(report => ReportDecider.Amend(report, amended with { Reason = "" }))
            .Refused("reason-missing");
        Reports.Given(Report).When(report => ReportDecider.Amend(report, amended with { Nil = false }))
            .Refused("repeated");
        Reports.When(report => ReportDecider.Amend(report, amended)).Refused("unknown-report");
    }
}
