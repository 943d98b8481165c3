using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Reports;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>A unit sent its report for a week. Stream `report/{first day of the week}/{unit}`.</summary>
/// <param name="Week">The week reported on.</param>
/// <param name="Nil">Whether it reports that nothing happened (零报告), which is not the same as no report.</param>
/// <param name="SubmittedAt">When it came in; decides whether it was late.</param>
[StoredAs("report.submitted.v1")]
public sealed record ReportSubmitted(string Unit, Week Week, bool Nil, DateTimeOffset SubmittedAt);

/// <summary>
/// The report was changed between nil and not nil; the first submission still decides whether it was late.
/// </summary>
[StoredAs("report.amended.v1")]
public sealed record ReportAmended(string Unit, Week Week, bool Nil, string Reason);

/// <summary>A unit's report for a week (周报).</summary>
public sealed record WeeklyReport(string Unit, Week Week, bool Nil, DateTimeOffset SubmittedAt)
{
    /// <summary>The stream of a unit's weekly report.</summary>
    public static string StreamOf(string unit, Week week) => $"report/{week.Start:yyyy-MM-dd}/{unit}";

    /// <summary>The report after an event of its stream.</summary>
    public static WeeklyReport Evolve(WeeklyReport? report, object @event) => @event switch
    {
        ReportSubmitted e => new WeeklyReport(e.Unit, e.Week, e.Nil, e.SubmittedAt),
        ReportAmended e => report! with { Nil = e.Nil },
        _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to a weekly report."),
    };
}

/// <summary>What may happen to a weekly report.</summary>
public static class ReportDecider
{
    /// <summary>Submits a report for a week that has begun.</summary>
    public static Decision Submit(WeeklyReport? report, ReportSubmitted request, Roster roster, DateOnly today) =>
        report is not null
            ? report.Nil == request.Nil
                ? Refusal.Repeated(
                    $"“{request.Unit}”{request.Week}的周报已于{report.SubmittedAt:yyyy-MM-dd HH:mm}报送。", "week")
                : Decision.Conflict(
                    "report-differs",
                    $"“{request.Unit}”{request.Week}已报送{(report.Nil ? "零报告" : "有事项的周报")}。", "nil",
                    "如需改变，请使用更正并写明理由。")
            : roster.On(request.Unit, request.Week.End) is null && roster.On(request.Unit, request.Week.Start) is null
                ? RosterDecider.UnknownUnit(roster, request.Unit)
            : request.Week.Start > today
                ? Decision.Refuse("in-the-future", $"{request.Week}尚未开始。", "week", "请在该周内或周后报送。")
            : Decision.Accept(request);

    /// <summary>Changes a report between nil and not nil.</summary>
    public static Decision Amend(WeeklyReport? report, ReportAmended request) =>
        report is null ? Refusal.Unknown("report", "周报", $"{request.Unit} {request.Week}", "请先报送周报。")
        : report.Nil == request.Nil ? Refusal.Repeated("周报内容与更正内容一致。", "nil")
        : Characters.ShowsNothing(request.Reason)
            ? Decision.Refuse("reason-missing", "没有写明理由。", "reason", "请填写更正理由。")
        : Decision.Accept(request);
}
