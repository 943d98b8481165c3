using System.Text.Json;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using Npgsql;
using NpgsqlTypes;

namespace Evaluation.Benchmarks.Load;

/// <summary>Writes events straight into the tables of the store, as a restored copy would.</summary>
public static class LoadLog
{
    private const int AtOnce = 500_000;

    /// <summary>Writes a district's log and an empty board at its last event, which a rebuild then fills.</summary>
    /// <returns>The last position.</returns>
    public static async Task<long> WriteAsync(NpgsqlDataSource database, string district, IEnumerable<LoadEvent> events)
    {
        var last = await AppendAsync(database, district, events);
        await using var rest = database.CreateCommand(
            $"""
            insert into {BoardTables.District} (tenant_id, generation, position, file)
            values ('{district}', 1, {last}, 'null');
            analyze
            """);
        rest.CommandTimeout = 0;
        await rest.ExecuteNonQueryAsync();
        return last;
    }

    /// <summary>Writes streams that begin, behind the last position that is taken; they are seen all at once.</summary>
    /// <returns>The last position.</returns>
    public static async Task<long> AppendAsync(
        NpgsqlDataSource database, string district, IEnumerable<LoadEvent> events)
    {
        var names = EventNames.Of().All.ToDictionary(name => name.Value, name => name.Key);
        var reached = new Dictionary<string, long>();
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var taken = new NpgsqlCommand(
            $"select coalesce(max(seq_id), 0) from {MartenTables.Events}", connection);
        var last = (long)(await taken.ExecuteScalarAsync())!;
        foreach (var some in events.Chunk(AtOnce))
        {
            await StreamsAsync(connection, district, some, reached);
            await CopyAsync(connection, district, some, names, reached, last);
            last += some.Length;
        }

        await using var sequence = new NpgsqlCommand(
            $"select setval('{MartenTables.EventSequence}', {last})", connection);
        await sequence.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return last;
    }

    // New streams are copied, continued ones updated.
    private static async Task StreamsAsync(
        NpgsqlConnection connection, string district, LoadEvent[] events, Dictionary<string, long> reached)
    {
        var versions = events.CountBy(e => e.Stream).ToLookup(
            stream => reached.ContainsKey(stream.Key),
            stream => (stream.Key, Version: reached.GetValueOrDefault(stream.Key) + stream.Value));
        await using (var streams = await connection.BeginBinaryImportAsync(
            $"copy {MartenTables.Streams} (id, version, tenant_id) from stdin (format binary)"))
        {
            foreach (var (stream, version) in versions[false])
            {
                await streams.StartRowAsync();
                await streams.WriteAsync(stream, NpgsqlDbType.Varchar);
                await streams.WriteAsync(version, NpgsqlDbType.Bigint);
                await streams.WriteAsync(district, NpgsqlDbType.Varchar);
            }

            await streams.CompleteAsync();
        }

        await using var update = new NpgsqlCommand(
            $"""
            update {MartenTables.Streams} s set version = on_to
            from unnest($2::text[], $3::bigint[]) as u (stream, on_to) where s.tenant_id = $1 and s.id = stream
            """,
            connection)
        {
            CommandTimeout = 0,
        };
        var known = versions[true].ToList();
        update.Parameters.Add(new NpgsqlParameter { Value = district });
        update.Parameters.Add(new NpgsqlParameter { Value = known.Select(stream => stream.Key).ToArray() });
        update.Parameters.Add(new NpgsqlParameter { Value = known.Select(stream => stream.Version).ToArray() });
        await update.ExecuteNonQueryAsync();
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, string district, LoadEvent[] events, Dictionary<Type, string> names,
        Dictionary<string, long> reached, long after)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"""
            copy {MartenTables.Events}
                (seq_id, id, stream_id, version, data, type, timestamp, tenant_id) from stdin (format binary)
            """);
        for (var i = 0; i < events.Length; i++)
        {
            var e = events[i];
            var version = reached[e.Stream] = reached.GetValueOrDefault(e.Stream) + 1;
            await copy.StartRowAsync();
            await copy.WriteAsync(after + i + 1, NpgsqlDbType.Bigint);
            await copy.WriteAsync(Guid.NewGuid(), NpgsqlDbType.Uuid);
            await copy.WriteAsync(e.Stream, NpgsqlDbType.Varchar);
            await copy.WriteAsync(version, NpgsqlDbType.Bigint);
            await copy.WriteAsync(
                JsonSerializer.Serialize(e.Fact, e.Fact.GetType(), EventJson.Options), NpgsqlDbType.Jsonb);
            await copy.WriteAsync(names[e.Fact.GetType()], NpgsqlDbType.Varchar);
            await copy.WriteAsync(e.At.ToUniversalTime(), NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(district, NpgsqlDbType.Varchar);
        }

        await copy.CompleteAsync();
    }
}
