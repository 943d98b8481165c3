using Evaluation.Office.Ledger;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Past;

/// <summary>A district's past and the times at which its events were recorded.</summary>
/// <param name="Times">
/// Time and position of every event after which nothing was recorded at or before that time, in order of both.
/// </param>
public sealed record Past(DistrictPast District, IReadOnlyList<(DateTimeOffset At, long Position)> Times)
{
    /// <summary>The last position recorded at or before a time; null when the first was later.</summary>
    public long? PositionAt(DateTimeOffset time)
    {
        var (low, high) = (0, Times.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Times[middle].At <= time ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? null : Times[low - 1].Position;
    }
}

/// <summary>
/// Caches the pasts of districts, each folded from the log once and then extended by later events. They are as old as
/// the board, which waits for gaps in the log. Beyond a number of entries the district least recently used is evicted
/// and folded again on demand.
/// </summary>
/// <param name="board">The position up to which the log is settled.</param>
/// <param name="most">How many ledger entries all cached districts may have together.</param>
public sealed class Pasts(BoardReader board, EventReader events, int most = Pasts.Most)
{
    /// <summary>About 400 MB.</summary>
    public const int Most = 400_000;

    private readonly Lock guard = new();
    private readonly LinkedList<Entry> entries = new();

    /// <summary>The past of a district up to its board's position; null when nothing was projected yet.</summary>
    public async Task<Past?> OfAsync(string district, CancellationToken ct)
    {
        if (await board.PositionAsync(district, ct) is not { } position)
        {
            return null;
        }

        var mine = Of(district);
        await mine.Turn.WaitAsync(ct);
        try
        {
            if (mine.Past is null || mine.Past.District.Last < position)
            {
                await ExtendAsync(mine, position, ct);
            }

            return mine.Past;
        }
        finally
        {
            mine.Turn.Release();
            Forget();
        }
    }

    private async Task ExtendAsync(Entry mine, long position, CancellationToken ct)
    {
        await foreach (var e in events.ReadAsync(mine.District, position, mine.Fold.Last, ct))
        {
            mine.Fold.Apply(e.Position, e.Fact);
            while (mine.Times.Count > 0 && mine.Times[^1].At >= e.At)
            {
                mine.Times.RemoveAt(mine.Times.Count - 1);
            }

            mine.Times.Add((e.At, e.Position));
        }

        mine.Past = new Past(mine.Fold.Read(), [.. mine.Times]);
    }

    private Entry Of(string district)
    {
        lock (guard)
        {
            var found = entries.FirstOrDefault(entry => entry.District == district);
            if (found is not null)
            {
                entries.Remove(found);
            }

            return entries.AddFirst(found ?? new Entry(district)).Value;
        }
    }

    private void Forget()
    {
        lock (guard)
        {
            var sum = 0;
            for (var at = entries.First; at is not null;)
            {
                sum += at.Value.Past?.District.Size ?? 0;
                var next = at.Next;
                if (sum > most && at.Value.Past is not null)
                {
                    entries.Remove(at);
                }

                at = next;
            }
        }
    }

    private sealed class Entry(string district)
    {
        public string District { get; } = district;

        public SemaphoreSlim Turn { get; } = new(1);

        public PastFold Fold { get; } = new();

        public List<(DateTimeOffset At, long Position)> Times { get; } = [];

        public Past? Past { get; set; }
    }
}
