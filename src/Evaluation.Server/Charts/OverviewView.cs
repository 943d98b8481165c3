using Evaluation.Office.Charts;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Charts;

/// <summary>The last sealed week as a leader looks at it.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Open">What is open now.</param>
public sealed record OverviewView(FrameView Frame, IReadOnlyList<OpenMatter> Open)
{
    /// <summary>The week; null while none is sealed.</summary>
    public OverviewWeek? Week { get; init; }
}

/// <summary>The last sealed week.</summary>
/// <param name="Id">Its name.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Finding">What happened.</param>
/// <param name="Target">What was done of the year's targets; null where none are given.</param>
/// <param name="Idle">The units without a credited matter.</param>
public sealed record OverviewWeek(
    string Id, DateOnly From, DateOnly To, WeekFinding Finding, Figure? Target, IReadOnlyList<OverviewGroup> Groups,
    IdleFigure Idle);

/// <summary>The ranking of a group in short.</summary>
/// <param name="Finding">Who leads, and since when.</param>
/// <param name="Rows">The units, best first.</param>
public sealed record OverviewGroup(string Group, string Finding, IReadOnlyList<OverviewRow> Rows);

/// <summary>A unit in the ranking in short.</summary>
/// <param name="Name">Its name in print.</param>
/// <param name="Rank">Its place of the year to date; 0 for none.</param>
/// <param name="Before">That of the week before; null for none.</param>
/// <param name="Share">How long its bar is, from 0 to 1.</param>
/// <param name="Total">Its points of the year to date, in print.</param>
/// <param name="Week">Its points this week, in print with a sign.</param>
public sealed record OverviewRow(
    string Unit, string Name, int Rank, int? Before, decimal Share, string Total, string Week);

/// <summary>Something that is open now.</summary>
/// <param name="What">What.</param>
/// <param name="Link">Where it is dealt with.</param>
/// <param name="Note">How much, since when or whose.</param>
public sealed record OpenMatter(string What, string Link, string Note);
