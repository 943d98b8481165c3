using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Board.Live;

/// <summary>
/// A unit as the next page needs it: scored up to a day, and its rows from that day on. What lies before is not read again.
/// </summary>
/// <param name="From">The way on from the day.</param>
/// <param name="Before">The totals of the weeks before.</param>
/// <param name="LastBefore">The last week before that has a sheet.</param>
/// <param name="Ledger">Its ledger from the day on, by week.</param>
/// <param name="Sheets">Its sheets from the day on, by week.</param>
internal sealed record KeptUnit(
    ScoredUpTo From, RunningTotals Before, Week? LastBefore, Dictionary<Week, IReadOnlyList<LedgerEntry>> Ledger, Dictionary<Week, Sheet> Sheets);

/// <summary>What is kept of a district's board from page to page.</summary>
/// <param name="head">The board at whose position this stands.</param>
internal sealed class KeptBoard(BoardHead head)
{
    /// <summary>The board at whose position this stands.</summary>
    public BoardHead Head { get; set; } = head;

    /// <summary>The units that pages changed, by name.</summary>
    public Dictionary<string, KeptUnit> Units { get; } = new(StringComparer.Ordinal);

    /// <summary>Rankings from a week on, by week and group; null when none was read.</summary>
    public (Week From, Dictionary<(Week Week, string Group), GroupRanking> All)? Rankings { get; set; }

    /// <summary>The last week that has a ranking; null when that must be read.</summary>
    public Week? LastRanking => Rankings is { All.Count: > 0 } kept ? kept.All.Keys.Max(key => key.Week) : null;

    /// <summary>Takes the rankings of a page.</summary>
    public void Keep(BoardPage page)
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
/// Keeps what stands of the districts that pages were made for last. Whoever makes a page takes it and puts it back as the
/// page leaves it; it is believed only at the position and generation that the district's row then has, so that a page that was
/// never stored, or stored by another process, is no part of it.
/// </summary>
internal sealed class BoardCache
{
    /// <summary>Units of all districts together: about 300 MB.</summary>
    public const int Most = 5000;

    private readonly Lock door = new();
    private readonly LinkedList<(string District, KeptBoard Board)> kept = new();

    /// <summary>Takes what stands of a district; null when nothing is kept.</summary>
    public KeptBoard? Take(string district)
    {
        lock (door)
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

    /// <summary>Keeps it for the next page.</summary>
    public void Put(string district, KeptBoard board)
    {
        lock (door)
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
