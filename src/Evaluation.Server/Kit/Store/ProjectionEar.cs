using System.Collections.Concurrent;
using JasperFx.Events.Projections;
using Marten;

namespace Evaluation.Server.Kit.Store;

/// <summary>Hears what the projections that run in this process say about themselves.</summary>
/// <param name="store">The store whose projections are heard.</param>
public sealed class ProjectionEar(IDocumentStore store) : IHostedService, IObserver<ShardState>
{
    private readonly ConcurrentDictionary<string, (string Status, string? Reason)> heard = new();
    private readonly List<IDisposable> subscriptions = [];

    /// <summary>The last word of a projection of this process; null if it never spoke here.</summary>
    public (string Status, string? Reason)? Heard(string shard) =>
        heard.TryGetValue(shard, out var last) ? last : null;

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
            heard[value.ShardName] = (status, value.PauseReason ?? value.Exception?.Message);
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
