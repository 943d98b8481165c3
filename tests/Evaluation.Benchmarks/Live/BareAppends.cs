using Evaluation.Benchmarks.Serving;
using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using JasperFx.MultiTenancy;
using Marten;
using Marten.Events.Projections;
using Npgsql;
using Weasel.Core;

namespace Evaluation.Benchmarks.Live;

/// <summary>
/// What Marten takes by itself: the same events appended with bare sessions, and an asynchronous projection that keeps
/// only the position.
/// </summary>
internal sealed class BareAppends : IAsyncDisposable
{
    private const string Table = "bare.position_seen";
    private const int WarmUpSeconds = 3;
    private const int RateSeconds = 6;

    private readonly BenchDatabase database;
    private readonly DocumentStore store;
    private readonly IProjectionDaemon daemon;
    private int claims;

    private BareAppends(BenchDatabase database, DocumentStore store, IProjectionDaemon daemon) =>
        (this.database, this.store, this.daemon) = (database, store, daemon);

    /// <summary>Creates the store and starts its daemon.</summary>
    public static async Task<BareAppends> OpenAsync(Bench bench)
    {
        var database = await BenchDatabase.CreateAsync(bench.Server);
        var store = Store(database.Connection);
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await using (var source = NpgsqlDataSource.Create(database.Connection))
        await using (var command = source.CreateCommand(
            $"create table {Table} (position bigint); insert into {Table} values (0)"))
        {
            await command.ExecuteNonQueryAsync();
        }

        var daemon = await store.BuildProjectionDaemonAsync();
        await daemon.StartAllAsync();
        return new BareAppends(database, store, daemon);
    }

    /// <summary>Claims a second, each reported and verified, as fast as they are stored.</summary>
    public async Task<double> RateAsync()
    {
        var workers = Enumerable.Repeat<Func<Task>>(AppendAsync, OpenLoop.Workers).ToList();
        await ClosedLoop.RateAsync(WarmUpSeconds, workers);
        return await ClosedLoop.RateAsync(RateSeconds, workers);
    }

    /// <summary>From each claim's last append to the projection that knows it.</summary>
    /// <param name="rate">Claims a second.</param>
    /// <param name="seconds">For how long.</param>
    public async Task<Latencies> LatenciesAsync(int rate, int seconds)
    {
        var positions = new long[rate * seconds];
        await using var watch = new Watch(database.Connection, $"select position from {Table}");
        async Task WorkAsync(int i) => positions[i] = await AppendAsync();
        var timed = await OpenLoop.RunAsync(
            rate, positions.Length, [.. Enumerable.Repeat<Func<int, Task>>(WorkAsync, OpenLoop.Workers)]);
        await watch.EndAsync(positions.Max(), TimeSpan.FromSeconds(60));
        return Latencies.Of(timed.Select(claim => claim.Done), watch, i => positions[i]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await daemon.StopAllAsync();
        daemon.Dispose();
        await store.DisposeAsync();
        await database.DisposeAsync();
    }

    // Its position.
    private async Task<long> AppendAsync()
    {
        var claim = $"B-{Interlocked.Increment(ref claims)}";
        await using (var session = store.LightweightSession(LiveDistrict.Name))
        {
            session.Events.StartStream(Claim.StreamOf(claim), new ClaimReported(
                claim, "镇街0001", BuiltInKinds.Visit, new DateOnly(2024, 1, 1),
                new Dictionary<string, Value>
                {
                    ["enterprise"] = Value.Of(LiveDistrict.Firm),
                    ["leader"] = Value.Of("top"),
                },
                [], [], DateTimeOffset.UtcNow, "chen"));
            await session.SaveChangesAsync();
        }

        await using var second = store.LightweightSession(LiveDistrict.Name);
        var verified = second.Events.BuildEvent(new ClaimVerified(claim, Share.Whole("镇街0001"), Facts.None, ""));
        second.Events.Append(Claim.StreamOf(claim), verified);
        await second.SaveChangesAsync();
        return verified.Sequence;
    }

    private static DocumentStore Store(string connection) => DocumentStore.For(options =>
    {
        options.Connection(connection);
        options.DatabaseSchemaName = "bare";
        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Events.UseExclusiveLockOnConcurrentAppends = true;
        options.Events.UseListenNotifyForEventAppends = true;
        options.AutoCreateSchemaObjects = AutoCreate.All;
        options.UseSystemTextJsonForSerialization(EventJson.Create(), EnumStorage.AsString, Casing.CamelCase);
        options.Projections.Add(
            new LastPosition(), ProjectionLifecycle.Async, "LastPosition", shard => shard.BatchSize = 1000);
    });

    private sealed class LastPosition : IProjection
    {
        public Task ApplyAsync(
            IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
        {
            operations.QueueSqlCommand($"update {Table} set position = ?", events.Max(e => e.Sequence));
            return Task.CompletedTask;
        }
    }
}
