namespace Evaluation.Server.Kit.Store;

/// <summary>
/// One read for all who ask for the same at about the same time. A read answers only those who asked before it began,
/// so that everybody sees what was stored before the question, and however many ask, at most one reads.
/// </summary>
/// <param name="read">Reads; without a way to give up, since several may wait for it.</param>
public sealed class SharedReads<TKey, TValue>(Func<TKey, Task<TValue>> read) where TKey : notnull
{
    // For each read under way, those who came after it began and wait for the next one.
    private readonly Dictionary<TKey, TaskCompletionSource<TValue>?> waiting = [];

    /// <summary>What a read finds that begins after this call.</summary>
    /// <param name="key">What to read.</param>
    public Task<TValue> AskAsync(TKey key)
    {
        var mine = new TaskCompletionSource<TValue>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (waiting)
        {
            if (waiting.TryGetValue(key, out var next))
            {
                return (next ?? (waiting[key] = mine)).Task;
            }

            waiting[key] = null;
        }

        _ = ReadAsync(key, mine);
        return mine.Task;
    }

    private async Task ReadAsync(TKey key, TaskCompletionSource<TValue> first)
    {
        for (var asked = first; asked is not null; asked = Next(key))
        {
            try
            {
                asked.SetResult(await read(key));
            }
            catch (Exception failed)
            {
                asked.SetException(failed);
            }
        }
    }

    private TaskCompletionSource<TValue>? Next(TKey key)
    {
        lock (waiting)
        {
            if (waiting[key] is not { } next)
            {
                waiting.Remove(key);
                return null;
            }

            waiting[key] = null;
            return next;
        }
    }
}
