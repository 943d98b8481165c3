using Evaluation.Office.Claims;
using Evaluation.Office.Reports;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Reports;

/// <summary>The reports of a week.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Due">When its reports are due; null when no rules ask for any.</param>
/// <param name="Left">How long that is still, or how long it is over; null without a deadline.</param>
/// <param name="HasNext">Whether the week after has begun.</param>
/// <param name="Clauses">The clauses that look at reports, as printed.</param>
/// <param name="Units">The units with their reports; of a unit that looks, its own one alone.</param>
/// <param name="Counts">How many units sent theirs, sent a nil report, and owe one.</param>
public sealed record WeeklyReportsView(
    FrameView Frame, Week Week, DateTimeOffset? Due, string? Left, bool HasNext, IReadOnlyList<string> Clauses,
    IReadOnlyList<UnitReportView> Units, (int Sent, int Nil, int Owed) Counts)
{
    /// <summary>What the viewer's unit reports; null for the office.</summary>
    public OwnReportView? Own { get; init; }

    /// <summary>What was done just now; null for nothing.</summary>
    public string? Done { get; init; }

    /// <summary>Why the last attempt was refused; null for nothing.</summary>
    public Refusal? Refusal { get; init; }
}

/// <summary>A unit's report in the list of all.</summary>
/// <param name="Name">The unit's name.</param>
/// <param name="State">Its report.</param>
/// <param name="Claims">How many claims it has of the week.</param>
public sealed record UnitReportView(string Name, ReportState State, int Claims);

/// <summary>What a unit reports of a week.</summary>
/// <param name="Name">The unit's name.</param>
/// <param name="State">Its report.</param>
/// <param name="Kinds">Its claims of the week by kind.</param>
/// <param name="Past">Its reports of the weeks before, the latest first.</param>
/// <param name="MaySend">Whether the viewer may send one.</param>
public sealed record OwnReportView(
    string Name, ReportState State, IReadOnlyList<ReportedKindView> Kinds,
    IReadOnlyList<(Week Week, ReportState State)> Past, bool MaySend)
{
    /// <summary>How many claims the report holds.</summary>
    public int Count => Kinds.Sum(kind => kind.Claims.Count);

    /// <summary>Whether a nil report is chosen in the form.</summary>
    public bool Nil { get; init; }

    /// <summary>The reason typed for a change.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>The claims of a kind in a week.</summary>
public sealed record ReportedKindView(string Label, IReadOnlyList<ReportedClaimView> Claims)
{
    /// <summary>How many there are in each state, in words: 已认定2、待核验1.</summary>
    public string States => Print.Names(Claims.GroupBy(one => one.Status).OrderBy(one => one.Key)
        .Select(one => $"{ClaimDecider.Label(one.Key)}{Print.Whole(one.Count())}"));
}

/// <summary>A claim in the report.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Status">Its state.</param>
public sealed record ReportedClaimView(string Id, string Title, ClaimStatus Status);
