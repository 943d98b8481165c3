using System.Collections.Concurrent;
using JasperFx.Events.Projections;
using Marten;

namespace Evaluation.Server.Kit.Store;

/// <summary>Listens to the state reports of the projections that run in this process.</summary>
/// <param name="store">The store whose projections report.</param>
public sealed class ProjectionEar(IDocumentStore store) : IHostedService, IObserver<ShardState>
{
    private readonly ConcurrentDictionary<string, (string Status, string? Reason)> reports = new();
    private readonly List<IDisposable> subscriptions = [];

    /// <summary>The last report of a projection of this process; null before the first.</summary>
    public (string Status, string? Reason)? LastReport(string shard) =>
        reports.TryGetValue(shard, out var last) ? last : null;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var database in await store.Storage.AllDatabases())
        {
            subscriptions.Add(database.Tracker.Subscribe(this));
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        subscriptions.ForEach(subscription => subscription.Dispose());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void OnNext(ShardState value)
    {
        if (value.AgentStatus is { } status)
        {
            reports[value.ShardName] = (status, value.PauseReason ?? value.Exception?.Message);
        }
    }

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
        // Nothing is lost: the progress table still shows how far each projection is behind.
    }

    /// <inheritdoc/>
    public void OnCompleted()
    {
        // The process ends.
    }
}
