using System.Text.Json;
using Evaluation.Server.Ledger;
using Evaluation.Server.Store;
using Npgsql;
using NpgsqlTypes;

namespace Evaluation.Benchmarks.Load;

/// <summary>Writes events straight into the tables of the store, as a restored copy would.</summary>
internal static class LoadLog
{
    /// <summary>Writes the log of a district and an empty board behind its last event, which a rebuild then fills.</summary>
    /// <returns>The last position.</returns>
    public static async Task<long> WriteAsync(NpgsqlDataSource database, string district, IReadOnlyList<LoadEvent> events)
    {
        var names = EventNames.Of().All.ToDictionary(name => name.Value, name => name.Key);
        await using var connection = await database.OpenConnectionAsync();
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

        await using var before = new NpgsqlCommand($"select coalesce(max(seq_id), 0) from {StoreSetup.EventSchema}.mt_events", connection);
        var first = (long)(await before.ExecuteScalarAsync())!;
        await CopyAsync(connection, district, events, names, first);
        var last = first + events.Count;
        await using var rest = new NpgsqlCommand(
            $"""
            insert into {BoardTables.District} (tenant_id, generation, position, file) values ('{district}', 1, {last}, 'null');
            select setval('{StoreSetup.EventSchema}.mt_events_sequence', {last});
            analyze
            """,
            connection);
        await rest.ExecuteNonQueryAsync();
        return last;
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, string district, IReadOnlyList<LoadEvent> events, Dictionary<Type, string> names,
        long first)
    {
        var reached = new Dictionary<string, long>();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {StoreSetup.EventSchema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id) from stdin (format binary)");
        for (var i = 0; i < events.Count; i++)
        {
            var e = events[i];
            var version = reached[e.Stream] = reached.GetValueOrDefault(e.Stream) + 1;
            await copy.StartRowAsync();
            await copy.WriteAsync(first + i + 1, NpgsqlDbType.Bigint);
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
