using Evaluation.Office.Ledger;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Past;

/// <summary>Folds a district's events from the first one, past all tables.</summary>
public sealed class Replay(EventReader events)
{
    /// <summary>The district as known at a position.</summary>
    public async Task<Snapshot> AtAsync(string district, long position, CancellationToken ct) =>
        (await AtAsync(district, [position], ct))[position];

    /// <summary>The district as known at some positions, in one pass over the log.</summary>
    public async Task<IReadOnlyDictionary<long, Snapshot>> AtAsync(
        string district, IReadOnlyCollection<long> positions, CancellationToken ct)
    {
        var (fold, known) = (new LedgerFold(DistrictFile.Empty), new Dictionary<long, Snapshot>());
        var ahead = new Queue<long>(positions.Distinct().Order());
        await foreach (var e in events.FactsAsync(district, 0, positions.Max(), ct))
        {
            while (ahead.TryPeek(out var position) && e.Position > position)
            {
                known[position] = fold.At(ahead.Dequeue());
            }

            fold.Apply(e.Position, e.Fact);
        }

        while (ahead.TryDequeue(out var position))
        {
            known[position] = fold.At(position);
        }

        return known;
    }

    /// <summary>The district as known at a position, and as it would be known with some more events.</summary>
    public async Task<(Snapshot Now, Snapshot Then)> SupposeAsync(
        string district, long now, IReadOnlyList<object> supposed, CancellationToken ct)
    {
        var fold = new LedgerFold(DistrictFile.Empty);
        await foreach (var e in events.FactsAsync(district, 0, now, ct))
        {
            fold.Apply(e.Position, e.Fact);
        }

        var known = fold.At(now);
        foreach (var fact in supposed)
        {
            fold.Apply(++now, fact);
        }

        return (known, fold.At(now));
    }
}
