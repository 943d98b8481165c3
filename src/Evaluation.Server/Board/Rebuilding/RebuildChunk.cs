using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Rebuilding;

/// <summary>Events of a rebuild that are folded together.</summary>
/// <param name="file">The district before them.</param>
/// <param name="after">The position before them.</param>
/// <param name="undecided">
/// Claims that were not decided then, as far as they are known: their events need not be read again.
/// </param>
/// <param name="written">Which of these have a row already.</param>
internal sealed class RebuildChunk(
    DistrictFile file, long after, IReadOnlyCollection<Claim> undecided, IReadOnlySet<string> written)
{
    private readonly LedgerFold fold = new(file, undecided);
    private readonly List<LoggedFact> continued = [];
    private readonly HashSet<string> rewritten = new(StringComparer.Ordinal);
    private readonly HashSet<string> renamed = new(StringComparer.Ordinal);

    /// <summary>How many were added.</summary>
    public int Size { get; private set; }

    /// <summary>The position before the first.</summary>
    public long After { get; } = after;

    /// <summary>The position of the last.</summary>
    public long Last { get; private set; } = after;

    /// <summary>The district after them.</summary>
    public DistrictFile File => fold.District;

    /// <summary>The fold of them.</summary>
    public LedgerFold Fold => fold;

    /// <summary>The claims that waited before them and have a row.</summary>
    public IReadOnlySet<string> Written => written;

    /// <summary>The claims that they decided.</summary>
    public IEnumerable<Claim> Decided => fold.TouchedClaims.Where(claim => !claim.Undecided);

    /// <summary>The claims that wait for a decision after them, whenever they were reported.</summary>
    public IReadOnlyCollection<Claim> Undecided { get; private set; } = [];

    /// <summary>The claims among them that may have a row already.</summary>
    public IReadOnlyCollection<string> Rewritten => rewritten;

    /// <summary>The firms and projects among them whose names may have a row already.</summary>
    public IReadOnlyCollection<string> Renamed => renamed;

    /// <summary>
    /// Adds the next event. Facts of different streams do not look at each other, so those that need the earlier events
    /// of their streams wait until the chunk is full.
    /// </summary>
    public void Add(LoggedFact e)
    {
        Size++;
        Last = e.Position;
        if (e.Continued is null)
        {
            fold.Apply(e.Position, e.Fact);
            return;
        }

        if (LedgerFold.NamedBy(e.Fact) is var (named, _))
        {
            renamed.Add(named);
        }

        var fact = LedgerFold.FactOf(e.Fact);
        var known = fact is null || fold.Knows(fact);
        if (fact is not null && (!known || written.Contains(fact)))
        {
            rewritten.Add(fact);
        }

        if (known)
        {
            fold.Apply(e.Position, e.Fact);
        }
        else
        {
            continued.Add(e);
        }
    }

    /// <summary>
    /// Folds those that waited, after the earlier events of their streams; nothing can be added any more.
    /// </summary>
    public async Task CloseAsync(string district, EventReader events, CancellationToken ct)
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
        Undecided = [.. fold.Claims.Values.Where(claim => claim.Undecided)];
    }
}
