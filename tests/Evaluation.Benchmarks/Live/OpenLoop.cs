using System.Diagnostics;

namespace Evaluation.Benchmarks.Live;

/// <summary>One piece of work of a constant rate.</summary>
/// <param name="Due">When it should have begun.</param>
/// <param name="Done">When it was done.</param>
public readonly record struct Timed(long Due, long Done);

/// <summary>
/// Work at a constant rate: each piece has a moment at which it is due, no matter how late those before were. While all
/// workers are busy a piece begins late.
/// </summary>
public static class OpenLoop
{
    /// <summary>How many pieces are under way at most.</summary>
    public const int Workers = 32;

    /// <summary>Works through the pieces; each worker does one at a time.</summary>
    /// <param name="rate">Pieces a second.</param>
    /// <param name="pieces">How many.</param>
    /// <param name="workers">Each takes the numbers of its pieces.</param>
    public static async Task<Timed[]> RunAsync(int rate, int pieces, IReadOnlyList<Func<int, Task>> workers)
    {
        var (timed, next, start) = (new Timed[pieces], -1, Stopwatch.GetTimestamp());
        await Task.WhenAll(workers.Select(work => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < pieces; i = Interlocked.Increment(ref next))
            {
                var due = start + i * Stopwatch.Frequency / rate;
                if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } early)
                {
                    await Task.Delay(early);
                }

                await work(i);
                timed[i] = new Timed(due, Stopwatch.GetTimestamp());
            }
        })));
        return timed;
    }
}
