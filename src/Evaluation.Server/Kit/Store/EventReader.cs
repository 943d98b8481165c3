using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Npgsql;

namespace Evaluation.Server.Kit.Store;

/// <summary>Reads a district's log in order, past Marten, as fast as one connection delivers it.</summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="names">The types of the stored names.</param>
public sealed class EventReader(Databases databases, EventNames names)
{
    /// <summary>Placeholders that Marten leaves for appends that failed; they are no events of anybody.</summary>
    internal const string Tombstone = "tombstone";

    private const string Columns = $"""
        select seq_id, stream_id, version, type, data, timestamp, user_name, headers ->> '{UnitOfWork.UnitHeader}',
               correlation_id, headers ->> '{UnitOfWork.PersonHeader}'
        from {MartenTables.Events}
        """;

    private const string Select = $"""
        {Columns}
        where tenant_id = $1 and seq_id > $2 and seq_id <= $3 and type <> '{Tombstone}'
        order by seq_id
        """;

    private const string SelectStream = $"""
        {Columns}
        where tenant_id = $1 and type <> '{Tombstone}' and stream_id = $2
        order by version
        """;

    private const string SelectFacts = $"""
        select seq_id, version, type, data, stream_id
        from {MartenTables.Events}
        where tenant_id = $1 and seq_id > $2 and seq_id <= $3 and type <> '{Tombstone}'
        order by seq_id
        """;

    private const string SelectType = $"""
        select seq_id, data from {MartenTables.Events}
        where tenant_id = $1 and type = $2
        order by seq_id
        """;

    private const string SelectNamed = $"""
        {Columns}
        where tenant_id = $1 and type <> '{Tombstone}' and stream_id = any($2) and seq_id <= $3
        order by seq_id
        """;

    private const string SelectFamily = $"""
        {Columns}
        where tenant_id = $1 and type <> '{Tombstone}' and starts_with(stream_id, $2)
        order by seq_id
        """;

    private const string SelectStreams = $"""
        {Columns}
        where tenant_id = $1 and type <> '{Tombstone}' and stream_id in (
            select stream_id from {MartenTables.Events} where tenant_id = $1 and seq_id = any($2))
        order by seq_id
        """;

    /// <summary>
    /// A statement for the stored names and contents of the first events of the district in the first parameter after a
    /// position, for questions that need more than the log.
    /// </summary>
    /// <param name="after">What gives the position in SQL.</param>
    /// <param name="most">How many events.</param>
    internal static string Tail(string after, int most) =>
        $"""
        select type, data from {MartenTables.Events}
        where tenant_id = $1 and type <> '{Tombstone}' and seq_id > {after}
        order by seq_id limit {most.ToString(CultureInfo.InvariantCulture)}
        """;

    /// <summary>
    /// The events of a district after one position and up to another, oldest first, without who caused them and when:
    /// several times as fast to read as whole events.
    /// </summary>
    /// <exception cref="UnreadableEventException">The log holds an event that this program cannot read.</exception>
    public async IAsyncEnumerable<LoggedFact> FactsAsync(
        string district, long after, long upTo, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await using var command = databases.For(district).Command(SelectFacts);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = upTo });
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
        while (await reader.ReadAsync(ct))
        {
            var (position, version) = (reader.GetInt64(0), reader.GetInt64(1));
            var fact = Fact(reader.GetString(2), reader.GetFieldValue<byte[]>(3), position);
            yield return new LoggedFact(position, version > 1 ? reader.GetString(4) : null, fact);
        }
    }

    /// <summary>The events of a district after one position and up to another, oldest first.</summary>
    /// <exception cref="UnreadableEventException">The log holds an event that this program cannot read.</exception>
    public async IAsyncEnumerable<RecordedEvent> ReadAsync(
        string district, long upTo = long.MaxValue, long after = 0,
        [EnumeratorCancellation] CancellationToken ct = default)
    {
        await using var command = databases.For(district).Command(Select);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = upTo });
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
        while (await reader.ReadAsync(ct))
        {
            yield return Row(reader);
        }
    }

    /// <summary>
    /// The events of one type of a district, oldest first. Nothing helps to find them: for work in the background.
    /// </summary>
    public async IAsyncEnumerable<TEvent> OfTypeAsync<TEvent>(
        string district, [EnumeratorCancellation] CancellationToken ct = default) where TEvent : class
    {
        var name = EventNames.NameOf<TEvent>();
        await using var command = databases.For(district).Command(SelectType);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
        while (await reader.ReadAsync(ct))
        {
            var position = reader.GetInt64(0);
            yield return (TEvent)Fact(name, reader.GetFieldValue<byte[]>(1), position);
        }
    }

    /// <summary>All events of the streams to which some positions belong, oldest first.</summary>
    public async Task<IReadOnlyList<RecordedEvent>> OfStreamsAsync(
        string district, IReadOnlyCollection<long> positions, CancellationToken ct = default)
    {
        if (positions.Count == 0)
        {
            return [];
        }

        return await ListAsync(
            SelectStreams, district, [new NpgsqlParameter<long[]> { TypedValue = [.. positions] }], ct);
    }

    /// <summary>The events of a stream, oldest first; none if it does not exist.</summary>
    public Task<IReadOnlyList<RecordedEvent>> OfStreamAsync(
        string district, string stream, CancellationToken ct = default) =>
        ListAsync(SelectStream, district, [new NpgsqlParameter<string> { TypedValue = stream }], ct);

    /// <summary>The events of some streams up to a position, oldest first.</summary>
    public async Task<IReadOnlyList<RecordedEvent>> OfStreamsAsync(
        string district, IReadOnlyCollection<string> streams, long upTo, CancellationToken ct = default) =>
        streams.Count == 0 ? [] : await ListAsync(
            SelectNamed, district,
            [
                new NpgsqlParameter<string[]> { TypedValue = [.. streams] },
                new NpgsqlParameter<long> { TypedValue = upTo },
            ],
            ct);

    /// <summary>The events of all streams whose names begin alike, oldest first; for families of few streams.</summary>
    public Task<IReadOnlyList<RecordedEvent>> OfFamilyAsync(
        string district, string beginning, CancellationToken ct = default) =>
        ListAsync(SelectFamily, district, [new NpgsqlParameter<string> { TypedValue = beginning }], ct);

    /// <summary>The position of a district's last event; zero if it has none.</summary>
    /// <remarks>
    /// Positions are taken before a transaction commits, so for some milliseconds an earlier one may still be missing.
    /// A caller that fixes what was known at a position waits until the projections have passed it; they wait for gaps.
    /// </remarks>
    public async Task<long> LastPositionAsync(string district, CancellationToken ct = default)
    {
        // Walks the key backwards; an aggregate with the district's filter might read the whole log.
        const string sql = $"""
            select seq_id from {MartenTables.Events}
            where tenant_id = $1 and type <> '{Tombstone}' order by seq_id desc limit 1
            """;
        await using var command = databases.For(district).Command(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        return await command.ExecuteScalarAsync(ct) is long last ? last : 0;
    }

    /// <summary>
    /// Position, stream and stored name of a district's first event after a position, readable or not; null for none.
    /// </summary>
    public async Task<(long Position, string Stream, string Name)?> NextAsync(
        string district, long after, CancellationToken ct)
    {
        const string sql = $"""
            select seq_id, stream_id, type from {MartenTables.Events}
            where tenant_id = $1 and type <> '{Tombstone}' and seq_id > $2 order by seq_id limit 1
            """;
        await using var command = databases.For(district).Command(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetInt64(0), reader.GetString(1), reader.GetString(2)) : null;
    }

    /// <summary>How many events a district has after a position and up to another, readable or not.</summary>
    public async Task<long> CountAsync(
        string district, long after = 0, long upTo = long.MaxValue, CancellationToken ct = default)
    {
        const string sql = $"""
            select count(*) from {MartenTables.Events}
            where tenant_id = $1 and type <> '{Tombstone}' and seq_id > $2 and seq_id <= $3
            """;
        await using var command = databases.For(district).Command(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = upTo });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task<IReadOnlyList<RecordedEvent>> ListAsync(
        string sql, string district, NpgsqlParameter[] which, CancellationToken ct)
    {
        await using var command = databases.For(district).Command(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        command.Parameters.AddRange(which);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
        var events = new List<RecordedEvent>();
        while (await reader.ReadAsync(ct))
        {
            events.Add(Row(reader));
        }

        return events;
    }

    // Columns are read in their order, once each: the reader keeps no row in memory.
    private RecordedEvent Row(NpgsqlDataReader reader)
    {
        var position = reader.GetInt64(0);
        var stream = reader.GetString(1);
        var version = reader.GetInt64(2);
        var name = reader.GetString(3);
        var fact = Fact(name, reader.GetFieldValue<byte[]>(4), position);
        return new RecordedEvent(
            position, stream, version, name, fact, reader.GetFieldValue<DateTimeOffset>(5), Text(reader, 6),
            Text(reader, 7), Text(reader, 8))
        {
            Person = Text(reader, 9),
        };
    }

    private object Fact(string name, byte[] data, long position)
    {
        try
        {
            return JsonSerializer.Deserialize(data, names.TypeOf(name), EventJson.Options)
                ?? throw new JsonException("It is empty.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new UnreadableEventException(position, e);
        }
    }

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
