using Evaluation.Core.Ledger;
using Evaluation.Server.Store;

namespace Evaluation.Server.Ledger;

/// <summary>Folds a district's events from the first one, past all tables.</summary>
/// <param name="events">The log.</param>
public sealed class Replay(EventReader events)
{
    /// <summary>The district as known at a position and, if asked, as known at an earlier one.</summary>
    public async Task<(Snapshot? Earlier, Snapshot Now)> RunAsync(
        string district, long? earlier, long now, CancellationToken ct)
    {
        var fold = new LedgerFold(DistrictFile.Empty);
        Snapshot? snapshot = null;
        await foreach (var e in events.ReadAsync(district, now, ct: ct))
        {
            if (snapshot is null && earlier is { } position && e.Position > position)
            {
                snapshot = fold.At(position);
            }

            fold.Apply(e.Position, e.Fact);
        }

        return (earlier is { } at ? snapshot ?? fold.At(at) : null, fold.At(now));
    }

    /// <summary>The district as known at a position, and as it would be known with some more events.</summary>
    public async Task<(Snapshot Now, Snapshot Then)> SupposeAsync(
        string district, long now, IReadOnlyList<object> supposed, CancellationToken ct)
    {
        var fold = new LedgerFold(DistrictFile.Empty);
        await foreach (var e in events.ReadAsync(district, now, ct: ct))
        {
            fold.Apply(e.Position, e.Fact);
        }

        var known = fold.At(now);
        foreach (var happened in supposed)
        {
            fold.Apply(++now, happened);
        }

        return (known, fold.At(now));
    }
}
