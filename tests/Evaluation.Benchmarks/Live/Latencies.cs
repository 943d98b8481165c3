using System.Diagnostics;

namespace Evaluation.Benchmarks.Live;

/// <summary>The seconds that each of many pieces of work took.</summary>
internal sealed class Latencies(IEnumerable<double> seconds)
{
    private readonly List<double> sorted = [.. seconds.Order()];

    /// <summary>Until the effect of each piece of work was seen.</summary>
    /// <param name="from">When each was done, or due.</param>
    /// <param name="watch">Has seen all effects.</param>
    /// <param name="position">The event of the piece with this number.</param>
    public static Latencies Of(IEnumerable<long> from, Watch watch, Func<int, long> position) => new(
        from.Select((at, i) =>
            Math.Max(0, Stopwatch.GetElapsedTime(at, watch.FirstSeen(position(i))).TotalSeconds)));

    /// <summary>The seconds that so many of a hundred do not exceed.</summary>
    public double Percentile(double percent) => sorted[(int)Math.Ceiling(sorted.Count * percent / 100) - 1];

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"p50 {Ms(50):0}, p95 {Ms(95):0}, p99 {Ms(99):0}, most {Ms(100):0} ms");

    private double Ms(double percent) => Percentile(percent) * 1000;
}
