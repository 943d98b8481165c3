using System.Text.Json;
using Evaluation.Server.Ledger;
using Evaluation.Server.Store;
using Npgsql;
using NpgsqlTypes;

namespace Evaluation.Benchmarks.Load;

/// <summary>Writes events straight into the tables of the store, as a restored copy would.</summary>
public static class LoadLog
{
    /// <summary>Writes the log of a district and an empty board behind its last event, which a rebuild then fills.</summary>
    /// <param name="database">The database.</param>
    /// <param name="district">The district.</param>
    /// <param name="events">Its events.</param>
    /// <returns>The last position.</returns>
    public static async Task<long> WriteAsync(NpgsqlDataSource database, string district, IReadOnlyList<LoadEvent> events)
    {
        var last = await AppendAsync(database, district, events);
        await using var rest = database.CreateCommand(
            $"""
            insert into {BoardTables.District} (tenant_id, generation, position, file) values ('{district}', 1, {last}, 'null');
            analyze
            """);
        await rest.ExecuteNonQueryAsync();
        return last;
    }

    /// <summary>Writes streams that begin, behind the last position that is taken; they are seen all at once.</summary>
    /// <returns>The last position.</returns>
    public static async Task<long> AppendAsync(NpgsqlDataSource database, string district, IReadOnlyList<LoadEvent> events)
    {
        var names = EventNames.Of().All.ToDictionary(name => name.Value, name => name.Key);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var versions = events.GroupBy(e => e.Stream).ToDictionary(stream => stream.Key, stream => stream.Count());
        await using (var streams = await connection.BeginBinaryImportAsync(
            $"copy {StoreSetup.EventSchema}.mt_streams (id, version, tenant_id) from stdin (format binary)"))
        {
            foreach (var (stream, version) in versions)
            {
                await streams.StartRowAsync();
                await streams.WriteAsync(stream, NpgsqlDbType.Varchar);
                await streams.WriteAsync((long)version, NpgsqlDbType.Bigint);
                await streams.WriteAsync(district, NpgsqlDbType.Varchar);
            }

            await streams.CompleteAsync();
        }

        await using var taken = new NpgsqlCommand($"select coalesce(max(seq_id), 0) from {StoreSetup.EventSchema}.mt_events", connection);
        var after = (long)(await taken.ExecuteScalarAsync())!;
        await CopyAsync(connection, district, events, names, after);
        await using var sequence = new NpgsqlCommand(
            $"select setval('{StoreSetup.EventSchema}.mt_events_sequence', {after + events.Count})", connection);
        await sequence.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return after + events.Count;
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, string district, IReadOnlyList<LoadEvent> events, Dictionary<Type, string> names,
        long after)
    {
        var reached = new Dictionary<string, long>();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {StoreSetup.EventSchema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id) from stdin (format binary)");
        for (var i = 0; i < events.Count; i++)
        {
            var e = events[i];
            var version = reached[e.Stream] = reached.GetValueOrDefault(e.Stream) + 1;
            await copy.StartRowAsync();
            await copy.WriteAsync(after + i + 1, NpgsqlDbType.Bigint);
            await copy.WriteAsync(Guid.NewGuid(), NpgsqlDbType.Uuid);
            await copy.WriteAsync(e.Stream, NpgsqlDbType.Varchar);
            await copy.WriteAsync(version, NpgsqlDbType.Bigint);
            await copy.WriteAsync(JsonSerializer.Serialize(e.Fact, e.Fact.GetType(), EventJson.Options), NpgsqlDbType.Jsonb);
            await copy.WriteAsync(names[e.Fact.GetType()], NpgsqlDbType.Varchar);
            await copy.WriteAsync(e.At.ToUniversalTime(), NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(district, NpgsqlDbType.Varchar);
        }

        await copy.CompleteAsync();
    }
}
