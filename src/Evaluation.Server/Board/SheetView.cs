using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Rules;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Board;

/// <summary>A unit's week explained.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Unit">The unit's short name in addresses.</param>
/// <param name="UnitName">Its name in print.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Previous">The week before; null when there is none.</param>
/// <param name="Next">The week after; null when there is none.</param>
/// <param name="Standing">How far its publication is.</param>
/// <param name="Position">The last event that the sheet knows.</param>
/// <param name="Decimals">Decimal places of printed points.</param>
/// <param name="Total">The sum of the lines, exact.</param>
/// <param name="Lines">The lines, in order of day.</param>
/// <param name="Figures">The unit's measures in the week.</param>
/// <param name="Move">Why its rank differs from last week's; null when it is not ranked.</param>
public sealed record SheetView(
    FrameView Frame, string Unit, string UnitName, string Week, DateOnly From, DateOnly To, string? Previous,
    string? Next,
    WeekStanding Standing, long Position, int Decimals, decimal Total, IReadOnlyList<SheetLineView> Lines,
    IReadOnlyList<FigureView> Figures, string? Move)
{
    /// <summary>Whether the viewer may appeal against the sealed lines for the unit.</summary>
    public bool MayAppeal { get; init; }

    /// <summary>The week or period in print, in short.</summary>
    public string Here { get; init; } = "本周";

    /// <summary>The position at which all this was known; null for now.</summary>
    public long? KnownAt { get; init; }

    /// <summary>How totals are printed; null in a week sealed before one number decided.</summary>
    public Precision? Rounding { get; init; }

    /// <summary>Between which ranks the unit can end while claims are undecided; null when nothing is open.</summary>
    public string? Possible { get; init; }

    /// <summary>Points of the year to date inherited from units that ended.</summary>
    public IReadOnlyList<InheritedNote>? Inherited { get; init; }
}

/// <summary>A line of a sheet with everything it rests on.</summary>
/// <param name="Clause">The clause's name; empty when none counts the fact.</param>
/// <param name="ClauseText">The clause as printed in the rulebook.</param>
/// <param name="Fact">The fact or period.</param>
/// <param name="On">The day it counts on.</param>
/// <param name="About">The fact in words.</param>
/// <param name="Points">Exact.</param>
/// <param name="Because">Arithmetic and reason in one sentence.</param>
/// <param name="Events">The events that the fact rests on, in order.</param>
public sealed record SheetLineView(
    string Clause, string ClauseText, string Fact, DateOnly On, string About, decimal Points, string Because,
    IReadOnlyList<EventReferenceView> Events);

/// <summary>An event of the log.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="Position">Its position in the log.</param>
/// <param name="Name">The stored name, for example `claim.verified.v1`.</param>
/// <param name="Label">The name in print, for example 核验认定.</param>
/// <param name="By">Who caused it.</param>
/// <param name="At">When it was recorded, in the district's time.</param>
public sealed record EventReferenceView(
    string Stream, long Position, string Name, string Label, string By, DateTimeOffset At);

/// <summary>A figure in print: label and value with its unit of measure, for example 外出招商 and 4家次.</summary>
public sealed record FigureView(string Label, string Value);
