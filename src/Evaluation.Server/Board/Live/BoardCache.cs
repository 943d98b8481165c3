using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Board.Live;

/// <summary>
/// A unit as the next page needs it: scored up to a day, with its rows from that day on. Earlier rows are not read
/// again.
/// </summary>
/// <param name="From">The score up to the day, ready to be continued.</param>
/// <param name="Before">The totals of the weeks before.</param>
/// <param name="LastBefore">The last week before that has a sheet.</param>
/// <param name="Ledger">Its ledger from the day on, by week.</param>
/// <param name="Sheets">Its sheets from the day on, by week.</param>
internal sealed record CachedUnit(
    ScoredUpTo From, RunningTotals Before, Week? LastBefore, Dictionary<Week, IReadOnlyList<LedgerEntry>> Ledger,
    Dictionary<Week, Sheet> Sheets);

/// <summary>What is cached of a district's board from page to page.</summary>
/// <param name="head">The head of the board that this belongs to.</param>
internal sealed class CachedBoard(BoardHead head)
{
    /// <summary>The head of the board that this belongs to.</summary>
    public BoardHead Head { get; set; } = head;

    /// <summary>The units that pages changed, by name.</summary>
    public Dictionary<string, CachedUnit> Units { get; } = new(StringComparer.Ordinal);

    /// <summary>Rankings from a week on, by week and group; null when none was read.</summary>
    public (Week From, Dictionary<(Week Week, string Group), GroupRanking> All)? Rankings { get; set; }

    /// <summary>The last week that has a ranking; null when that must be read.</summary>
    public Week? LastRanking => Rankings is { All.Count: > 0 } kept ? kept.All.Keys.Max(key => key.Week) : null;

    /// <summary>Takes the rankings of a page.</summary>
    public void Keep(BoardUpdate page)
    {
        var kept = Rankings!.Value.All;
        page.GoneRankings.ToList().ForEach(gone => kept.Remove(gone));
        foreach (var ranking in page.Rankings)
        {
            kept[(ranking.Week, ranking.Group)] = ranking;
        }
    }
}

/// <summary>
/// A cache of the districts that pages were made for last. The maker of a page takes an entry out and puts it back as
/// the page leaves it. An entry counts only at the position and generation that the district's row then has, so that a
/// page that was never stored, or stored by another process, is no part of it.
/// </summary>
internal sealed class BoardCache
{
    /// <summary>Units of all districts together: about 300 MB.</summary>
    public const int Most = 5000;

    private readonly Lock guard = new();
    private readonly LinkedList<(string District, CachedBoard Board)> kept = new();

    /// <summary>Takes a district out; null when it is not cached.</summary>
    public CachedBoard? Take(string district)
    {
        lock (guard)
        {
            for (var at = kept.First; at is not null; at = at.Next)
            {
                if (at.Value.District == district)
                {
                    kept.Remove(at);
                    return at.Value.Board;
                }
            }

            return null;
        }
    }

    /// <summary>Puts a district back for the next page.</summary>
    public void Put(string district, CachedBoard board)
    {
        lock (guard)
        {
            kept.AddFirst((district, board));
            var units = 0;
            for (var at = kept.First; at is not null;)
            {
                units += at.Value.Board.Units.Count;
                var next = at.Next;
                if (units > Most)
                {
                    at.Value.Board.Units.Clear();
                    kept.Remove(at);
                }

                at = next;
            }
        }
    }
}
