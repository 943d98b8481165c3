using System.Diagnostics;
using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using JasperFx.MultiTenancy;
using Marten;
using Marten.Events.Projections;
using Npgsql;
using Weasel.Core;

namespace Evaluation.Benchmarks.Live;

/// <summary>
/// What the daemon of Marten takes by itself: the same events at the same rate appended with bare sessions, and a projection
/// that only keeps the position.
/// </summary>
internal static class LiveFloor
{
    private const string Table = "bare.position_seen";

    /// <summary>The seconds from each claim's last append to when the position was seen.</summary>
    public static async Task<IReadOnlyList<double>> RunAsync(Bench bench, int rate, int warmUpSeconds, int seconds)
    {
        await using var database = await BenchDatabase.CreateAsync(bench.Server);
        using var store = Store(database.Connection);
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await using (var source = NpgsqlDataSource.Create(database.Connection))
        await using (var command = source.CreateCommand($"create table {Table} (position bigint); insert into {Table} values (0)"))
        {
            await command.ExecuteNonQueryAsync();
        }

        using var daemon = await store.BuildProjectionDaemonAsync();
        await daemon.StartAllAsync();
        var positions = new long[rate * seconds];
        await OpenLoop.RunAsync(rate, rate * warmUpSeconds, Workers(store, "W", null));
        var watch = new Watch(database.Connection, $"select position from {Table}");
        var timed = await OpenLoop.RunAsync(rate, positions.Length, Workers(store, "L", positions));
        await watch.EndAsync(positions.Max(), TimeSpan.FromSeconds(60));
        await daemon.StopAllAsync();
        return
        [
            .. timed.Select((one, i) => Math.Max(0, Stopwatch.GetElapsedTime(one.Done, watch.FirstSeen(positions[i])).TotalSeconds)),
        ];
    }

    private static IReadOnlyList<Func<int, Task>> Workers(DocumentStore store, string prefix, long[]? positions) =>
    [
        .. Enumerable.Range(0, 32).Select(_ => (Func<int, Task>)(async i =>
        {
            var claim = $"{prefix}-{i}";
            await using (var session = store.LightweightSession(LiveDistrict.Name))
            {
                session.Events.StartStream(Claim.StreamOf(claim), new ClaimReported(
                    claim, "镇街0001", BuiltInKinds.Visit, new DateOnly(2024, 1, 1),
                    new Dictionary<string, Value> { ["enterprise"] = Value.Of(LiveDistrict.Firm), ["leader"] = Value.Of("top") },
                    [], [], DateTimeOffset.UtcNow, "chen"));
                await session.SaveChangesAsync();
            }

            await using var second = store.LightweightSession(LiveDistrict.Name);
            var verified = second.Events.BuildEvent(new ClaimVerified(claim, Share.Whole("镇街0001"), Facts.None, ""));
            second.Events.Append(Claim.StreamOf(claim), verified);
            await second.SaveChangesAsync();
            if (positions is not null)
            {
                positions[i] = verified.Sequence;
            }
        })),
    ];

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
        options.Projections.Add(new Seen(), ProjectionLifecycle.Async, "Seen", shard => shard.BatchSize = 1000);
    });

    private sealed class Seen : IProjection
    {
        public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
        {
            operations.QueueSqlCommand($"update {Table} set position = ?", events.Max(e => e.Sequence));
            return Task.CompletedTask;
        }
    }
}
