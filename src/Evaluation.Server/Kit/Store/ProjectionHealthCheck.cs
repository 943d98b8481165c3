using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Kit.Store;

/// <summary>Unhealthy when a projection has stopped or lags: people then read old figures.</summary>
/// <param name="progress">The progress of all projections.</param>
/// <param name="clock">The time of the samples.</param>
/// <param name="patience">How long a projection may need for what is already stored.</param>
public sealed class ProjectionHealthCheck(ProjectionProgress progress, TimeProvider clock, TimeSpan patience)
    : IHealthCheck
{
    /// <summary>How long a projection may lag unless a deployment sets otherwise.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(30);

    // Events may bear times of long ago, so the lag in time is derived from what was seen here: a projection is late
    // when it has not yet reached the position that was already the last one a while ago.
    private readonly Queue<(DateTimeOffset At, long Last)> seen = new();
    private readonly Lock guard = new();
    private long due;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var shards = await progress.ReadAsync(cancellationToken);
        var due = Due(shards.Count == 0 ? 0 : shards[0].Last);
        var complaints = shards.Select(shard => Complaint(shard, due)).OfType<string>().ToList();
        var data = shards.ToDictionary(shard => shard.Shard, shard => (object)shard.Behind);
        return complaints.Count == 0
            ? HealthCheckResult.Healthy($"{shards.Count} projections run.", data)
            : HealthCheckResult.Unhealthy(string.Join(" ", complaints), data: data);
    }

    private string? Complaint(ShardProgress shard, long due)
    {
        var behind = $"{shard.Shard} is {shard.Behind} positions behind";
        if (shard.IsHalted)
        {
            return $"{behind} and {shard.Status!.ToLowerInvariant()}: {shard.Reason ?? "see the log for the reason"}.";
        }

        return shard.Position < due
            ? $"{behind} for more than {patience.TotalSeconds:0} s: {shard.Reason ?? "it is too slow or not running"}."
            : null;
    }

    // The last position of at least `patience` ago, the newest of those seen.
    private long Due(long last)
    {
        lock (guard)
        {
            var now = clock.GetUtcNow();
            seen.Enqueue((now, last));
            while (seen.TryPeek(out var oldest) && oldest.At <= now - patience)
            {
                due = seen.Dequeue().Last;
            }

            return due;
        }
    }
}
