using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Board;

/// <summary>The live board of a week.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Week">The week, for example `2023-W09`.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Previous">The week before; null when there is nothing to show.</param>
/// <param name="Next">The week after; null when it has not begun.</param>
/// <param name="Standing">How far its publication is.</param>
/// <param name="Position">The last event that the board knows.</param>
/// <param name="Decimals">Decimal places of printed points.</param>
/// <param name="Columns">The printed columns.</param>
/// <param name="Groups">The rankings, as a bulletin would print them.</param>
/// <param name="WeekTotals">Totals of the week, one for each column.</param>
/// <param name="YearTotals">Totals of the year to date, one for each column.</param>
/// <param name="MayGate">Whether the viewer may open the week's gate.</param>
/// <param name="Moves">Why ranks differ from last week's.</param>
public sealed record BoardView(
    FrameView Frame, string Week, DateOnly From, DateOnly To, string? Previous, string? Next,
    WeekStanding Standing, long Position, int Decimals, IReadOnlyList<BulletinColumn> Columns,
    IReadOnlyList<BulletinGroup> Groups,
    IReadOnlyList<decimal> WeekTotals, IReadOnlyList<decimal> YearTotals, bool MayGate,
    IReadOnlyList<RankMove> Moves)
{
    /// <summary>The period that is ranked, in short; null in the ranking of a week.</summary>
    public string? Period { get; init; }

    /// <summary>The names of other periods that are ranked by then.</summary>
    public IReadOnlyList<string> Published { get; init; } = [];

    /// <summary>Of what nobody has a place; null for neither.</summary>
    public IReadOnlyList<string>? Empty { get; init; }

    /// <summary>The position at which all this was known; null for now.</summary>
    public long? KnownAt { get; init; }

    /// <summary>Points of the year to date inherited from units that ended.</summary>
    public IReadOnlyList<InheritedNote>? Inherited { get; init; }

    /// <summary>How totals are printed; null in a week sealed before one number decided.</summary>
    public Precision? Rounding { get; init; }

    /// <summary>Between which ranks units can end while claims are undecided.</summary>
    public IReadOnlyList<PossibleRank> Possible { get; init; } = [];

    /// <summary>Whether of other units only what bulletins publish is shown.</summary>
    public bool OnlyOwn { get; init; }

    /// <summary>The week on the same footing as an earlier one; null when none was named.</summary>
    public IReadOnlyList<LikeForLike>? Compared { get; init; }
}
