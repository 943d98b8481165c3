using Evaluation.Office.Reports;

namespace Evaluation.Server.Reports;

/// <summary>In which colour pages say how a weekly report stands.</summary>
public static class ReportColors
{
    /// <summary>The class of its tag.</summary>
    public static string Of(ReportStanding standing) => standing switch
    {
        ReportStanding.OnTime => "verified",
        ReportStanding.Missing => "refused",
        _ => "returned",
    };
}
