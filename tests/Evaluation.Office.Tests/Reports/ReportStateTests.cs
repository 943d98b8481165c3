using Evaluation.Office.Reports;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Reports;

/// <summary>How reports stand against their deadline, and which week is worked on.</summary>
public sealed class ReportStateTests
{
    private static readonly Week Week = Sample.WeekOf("2023-03-06");
    private static readonly DateTimeOffset Due = Sample.At("2023-03-13 12:00");

    [Theory]
    [InlineData(null, "2023-03-13 12:00", ReportStanding.Awaited, "未报送")]
    [InlineData(null, "2023-03-13 12:01", ReportStanding.Missing, "漏报")]
    [InlineData("2023-03-13 12:00", "2023-03-20 09:00", ReportStanding.OnTime, "按时报送")]
    [InlineData("2023-03-13 12:01", "2023-03-20 09:00", ReportStanding.Late, "迟报")]
    public void A_report_is_awaited_in_time_late_or_missing(
        string? sent, string now, ReportStanding standing, string label)
    {
        var report = sent is null ? null : new WeeklyReport(Sample.Kengkou, Week, false, Sample.At(sent));
        var state = new ReportState(report, Due, Sample.At(now));

        (state.Standing, state.Label).Should().Be((standing, label));
        if (report is not null)
        {
            (state with { Report = report with { Nil = true } }).Label.Should().StartWith("零报告");
        }
    }

    [Theory]
    [InlineData("2023-03-10 17:00", "还有2天19小时")]
    [InlineData("2023-03-10 12:00", "还有3天")]
    [InlineData("2023-03-01 11:00", "还有12天")]
    [InlineData("2023-03-13 07:30", "还有4小时")]
    [InlineData("2023-03-13 11:15", "还有45分钟")]
    [InlineData("2023-03-13 12:00", "还有不到1分钟")]
    [InlineData("2023-03-14 13:00", "已过1天1小时")]
    public void What_is_left_is_said_in_words(string now, string words) =>
        TimeLeft.Until(Due, Sample.At(now)).Should().Be(words);

    [Fact]
    public void The_week_that_is_worked_on_is_the_first_one_open()
    {
        var closed = ClosedWeeks.Evolve(null, new WeekClosed(Week, Due, "ma"));

        ClosedWeeks.Open(null, Week.Next).Should().Be(Week.Next);
        ClosedWeeks.Open(closed, Week).Should().Be(Week, "the current one is closed and the next has not begun");
        ClosedWeeks.Open(closed, Week.Next).Should().Be(Week.Next);
        ClosedWeeks.Open(closed, Week.Next.Next.Next).Should().Be(Week.Next);
        ClosedWeeks.Open(ClosedWeeks.Evolve(null, new WeeksBegun(Week, null, "gao")), Week.Next).Should().Be(Week);
    }
}
