using Evaluation.Office.Units;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Backups;

/// <summary>How far a restored database goes.</summary>
/// <param name="Last">The last event; null without any.</param>
/// <param name="Districts">The districts, in order.</param>
internal sealed record RestoredEvents((long Position, DateTimeOffset At)? Last, IReadOnlyList<string> Districts)
{
    /// <summary>Reads a database, which may be empty.</summary>
    public static async Task<RestoredEvents> ReadAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using (var there = new NpgsqlCommand(
            $"select to_regclass('{MartenTables.Events}') is not null", connection))
        {
            if (await there.ExecuteScalarAsync(ct) is not true)
            {
                return new RestoredEvents(null, []);
            }
        }

        (long, DateTimeOffset)? last = null;
        await using (var command = new NpgsqlCommand(
            $"select seq_id, timestamp from {MartenTables.Events} order by seq_id desc limit 1", connection))
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            if (await reader.ReadAsync(ct))
            {
                last = (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1));
            }
        }

        var districts = new List<string>();
        await using (var command = new NpgsqlCommand(
            $"select tenant_id from {MartenTables.Streams} where id = $1 order by tenant_id collate \"C\"", connection))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = DistrictFounded.Stream });
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                districts.Add(reader.GetString(0));
            }
        }

        return new RestoredEvents(last, districts);
    }
}
