namespace Evaluation.Office.Reports;

/// <summary>How a unit's report of a week stands.</summary>
public enum ReportStanding
{
    /// <summary>未报送: it did not come in, and it is not due yet.</summary>
    Awaited,

    /// <summary>按时报送.</summary>
    OnTime,

    /// <summary>迟报.</summary>
    Late,

    /// <summary>漏报: it was due and did not come in.</summary>
    Missing,
}

/// <summary>A unit's report of a week as it stands at a moment.</summary>
/// <param name="Report">The report; null when none came in.</param>
/// <param name="Due">When it is due; a report at that very moment is on time.</param>
public sealed record ReportState(WeeklyReport? Report, DateTimeOffset Due, DateTimeOffset Now)
{
    /// <summary>How it stands.</summary>
    public ReportStanding Standing => Report is { } sent
        ? sent.SubmittedAt <= Due ? ReportStanding.OnTime : ReportStanding.Late
        : Now <= Due ? ReportStanding.Awaited : ReportStanding.Missing;

    /// <summary>The same in the office's words, a nil report called one.</summary>
    public string Label => Standing switch
    {
        ReportStanding.OnTime => Report!.Nil ? "零报告" : "按时报送",
        ReportStanding.Late => Report!.Nil ? "零报告，迟报" : "迟报",
        ReportStanding.Awaited => "未报送",
        _ => "漏报",
    };
}
