namespace Evaluation.Server.Kit.Store;

/// <summary>
/// Shares one read among all callers of a key at about the same time. A read answers only callers that came before it
/// began, so each sees everything stored before its call, and at most one read runs for a key.
/// </summary>
/// <param name="read">Reads; takes no cancellation, since several callers may wait for it.</param>
public sealed class SharedReads<TKey, TValue>(Func<TKey, Task<TValue>> read) where TKey : notnull
{
    // For each running read, the callers that came after it began and wait for the next one.
    private readonly Dictionary<TKey, TaskCompletionSource<TValue>?> waiting = [];

    /// <summary>The result of a read that begins after this call.</summary>
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
        for (var callers = first; callers is not null; callers = Next(key))
        {
            try
            {
                callers.SetResult(await read(key));
            }
            catch (Exception failed)
            {
                callers.SetException(failed);
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
