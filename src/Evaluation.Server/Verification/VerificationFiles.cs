using System.Collections.Concurrent;
using Evaluation.Office.Verification;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Verification;

/// <summary>
/// Caches the examinations of districts, each folded from the log once and then extended by later events up to the
/// board's position, which waits for gaps in the log. New events renew the findings.
/// </summary>
/// <param name="board">The position up to which the log is settled.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class VerificationFiles(BoardReader board, EventReader events, RuleSets ruleSets)
{
    private readonly ConcurrentDictionary<string, DistrictCache> cache = new(StringComparer.Ordinal);

    /// <summary>The examination of a district up to the board's position.</summary>
    public async Task<Examination> OfAsync(string district, CancellationToken ct)
    {
        var position = await board.PositionAsync(district, ct) ?? 0;
        var mine = cache.GetOrAdd(district, _ => new DistrictCache());
        await mine.Turn.WaitAsync(ct);
        try
        {
            if (mine.Last is null || mine.Fold.Position < position)
            {
                await foreach (var e in events.FactsAsync(district, mine.Fold.Position, position, ct))
                {
                    mine.Fold.Apply(e.Position, e.Fact);
                }

                var book = mine.Fold.Read();
                mine.Last = new Examination(book, ruleSets.Of(book.District));
            }

            return mine.Last;
        }
        finally
        {
            mine.Turn.Release();
        }
    }

    private sealed class DistrictCache
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public VerificationFold Fold { get; } = new();

        public Examination? Last { get; set; }
    }
}
