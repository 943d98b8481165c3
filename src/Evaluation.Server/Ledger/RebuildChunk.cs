using Evaluation.Core.Ledger;
using Evaluation.Server.Store;

namespace Evaluation.Server.Ledger;

/// <summary>Events of a rebuild that are folded together.</summary>
/// <param name="file">The district before them.</param>
/// <param name="after">The position before them.</param>
internal sealed class RebuildChunk(DistrictFile file, long after)
{
    private readonly LedgerFold fold = new(file);
    private readonly List<LoggedFact> continued = [];
    private readonly HashSet<string> earlier = new(StringComparer.Ordinal);

    /// <summary>How many were added.</summary>
    public int Size { get; private set; }

    /// <summary>The position before the first.</summary>
    public long After { get; } = after;

    /// <summary>The position of the last.</summary>
    public long Last { get; private set; } = after;

    /// <summary>The district after them.</summary>
    public DistrictFile File => fold.District;

    /// <summary>The facts among them that began before.</summary>
    public IReadOnlyCollection<string> Earlier => earlier;

    /// <summary>What they come to.</summary>
    public LedgerFold Fold => fold;

    /// <summary>
    /// Adds the next event. Facts of different streams do not look at each other, so those that need the earlier events
    /// of their streams wait until the chunk is full.
    /// </summary>
    public void Add(LoggedFact e)
    {
        Size++;
        Last = e.Position;
        if (e.Continued is { } stream && LedgerFold.FactOf(e.Fact) is { } fact && !fold.Knows(fact))
        {
            continued.Add(e);
            earlier.Add(fact);
        }
        else
        {
            fold.Apply(e.Position, e.Fact);
        }
    }

    /// <summary>Folds those that waited, after the earlier events of their streams.</summary>
    public async Task FoldContinuedAsync(string district, EventReader events, CancellationToken ct)
    {
        var streams = continued.Select(e => e.Continued!).ToHashSet(StringComparer.Ordinal);
        foreach (var e in await events.OfStreamsAsync(district, streams, After, ct))
        {
            fold.Apply(e.Position, e.Fact);
        }

        foreach (var e in continued)
        {
            fold.Apply(e.Position, e.Fact);
        }

        continued.Clear();
    }
}
