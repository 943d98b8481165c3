using System.Diagnostics;

namespace Evaluation.Benchmarks.Serving;

/// <summary>Work as fast as it is done: each worker begins the next piece as soon as it has ended one.</summary>
public static class ClosedLoop
{
    /// <summary>How many pieces a second all workers together do.</summary>
    /// <param name="seconds">For how long.</param>
    /// <param name="workers">Each does one piece when it is called.</param>
    public static async Task<double> RateAsync(double seconds, params IEnumerable<Func<Task>> workers)
    {
        var (watch, done) = (Stopwatch.StartNew(), 0L);
        await Task.WhenAll(workers.ToList().Select(work => Task.Run(async () =>
        {
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                await work();
                Interlocked.Increment(ref done);
            }
        })));
        return done / watch.Elapsed.TotalSeconds;
    }
}
