using Evaluation.Server.Kit.Store;
using Npgsql;
using NpgsqlTypes;

namespace Evaluation.Benchmarks.Importing;

/// <summary>The rows that a file of claims became, ready to be copied as they are.</summary>
internal sealed class CopiedRows
{
    private readonly List<(string Id, string? Type, long Version)> streams = [];
    private readonly List<Row> events = [];

    /// <summary>Reads what was stored behind a position of a district.</summary>
    public static async Task<CopiedRows> ReadAsync(NpgsqlDataSource source, string district, long after)
    {
        var rows = new CopiedRows();
        await using (var command = source.CreateCommand(
            $"""
            select id, type, version from {MartenTables.Streams}
            where tenant_id = '{district}' and starts_with(id, 'claim/')
            """))
        {
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows.streams.Add((reader.GetString(0), reader.GetString(1), reader.GetInt64(2)));
            }
        }

        await using var facts = source.CreateCommand(
            $"""
            select stream_id, version, data, type, mt_dotnet_type, correlation_id, causation_id, headers, user_name,
                timestamp
            from {MartenTables.Events} where tenant_id = '{district}' and seq_id > {after} order by seq_id
            """);
        await using var read = await facts.ExecuteReaderAsync();
        while (await read.ReadAsync())
        {
            rows.events.Add(new Row(
                read.GetString(0), read.GetInt64(1), read.GetFieldValue<byte[]>(2), read.GetString(3),
                read.GetString(4), read.GetString(5), read.GetString(6),
                read.IsDBNull(7) ? null : read.GetFieldValue<byte[]>(7), read.GetString(8),
                read.GetFieldValue<DateTimeOffset>(9)));
        }

        return rows;
    }

    /// <summary>Copies them to a district that has the same projects, in one transaction.</summary>
    public async Task CopyAsync(NpgsqlDataSource source, string district)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var copy = await connection.BeginBinaryImportAsync(
            $"copy {MartenTables.Streams} (tenant_id, id, type, version, is_archived) from stdin (format binary)"))
        {
            foreach (var (id, type, version) in streams)
            {
                copy.StartRow();
                copy.Write(district, NpgsqlDbType.Varchar);
                copy.Write(id, NpgsqlDbType.Varchar);
                copy.Write(type, NpgsqlDbType.Varchar);
                copy.Write(version, NpgsqlDbType.Bigint);
                copy.Write(false, NpgsqlDbType.Boolean);
            }

            await copy.CompleteAsync();
        }

        await EventsAsync(connection, district);
        await transaction.CommitAsync();
    }

    private async Task EventsAsync(NpgsqlConnection connection, string district)
    {
        await using var numbers = new NpgsqlCommand(
            $"select array_agg(nextval('{MartenTables.EventSequence}')) from generate_series(1, {events.Count})",
            connection);
        var positions = (long[])(await numbers.ExecuteScalarAsync())!;
        await using var copy = await connection.BeginBinaryImportAsync(
            $"""
            copy {MartenTables.Events} (
                seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived,
                correlation_id, causation_id, headers, user_name) from stdin (format binary)
            """);
        for (var i = 0; i < positions.Length; i++)
        {
            var row = events[i];
            copy.StartRow();
            copy.Write(positions[i], NpgsqlDbType.Bigint);
            copy.Write(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
            copy.Write(row.Stream, NpgsqlDbType.Varchar);
            copy.Write(row.Version, NpgsqlDbType.Bigint);
            copy.Write(row.Data, NpgsqlDbType.Jsonb);
            copy.Write(row.Type, NpgsqlDbType.Varchar);
            copy.Write(row.At.ToUniversalTime(), NpgsqlDbType.TimestampTz);
            copy.Write(district, NpgsqlDbType.Varchar);
            copy.Write(row.DotNet, NpgsqlDbType.Varchar);
            copy.Write(false, NpgsqlDbType.Boolean);
            copy.Write(row.Correlation, NpgsqlDbType.Varchar);
            copy.Write(row.Causation, NpgsqlDbType.Varchar);
            if (row.Headers is null)
            {
                copy.WriteNull();
            }
            else
            {
                copy.Write(row.Headers, NpgsqlDbType.Jsonb);
            }

            copy.Write(row.Account, NpgsqlDbType.Varchar);
        }

        await copy.CompleteAsync();
    }

    private sealed record Row(
        string Stream, long Version, byte[] Data, string Type, string DotNet, string Correlation, string Causation,
        byte[]? Headers, string Account, DateTimeOffset At);
}
