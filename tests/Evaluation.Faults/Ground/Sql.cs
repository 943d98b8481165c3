using System.Diagnostics;
using Npgsql;

namespace Evaluation.Faults.Ground;

/// <summary>Statements past the server, each on a connection of its own.</summary>
internal static class Sql
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Does something.</summary>
    public static async Task DoAsync(string connection, string sql, CancellationToken ct)
    {
        await using var opened = await OpenAsync(connection, ct);
        await using var command = new NpgsqlCommand(sql, opened);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Reads rows.</summary>
    public static async Task<List<T>> RowsAsync<T>(
        string connection, string sql, Func<NpgsqlDataReader, T> row, CancellationToken ct)
    {
        await using var opened = await OpenAsync(connection, ct);
        await using var command = new NpgsqlCommand(sql, opened);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    /// <summary>Opens a connection that is closed for good in the end; waits while the database is starting.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(string connection, CancellationToken ct)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(200, ct))
        {
            var opened = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
            try
            {
                await opened.OpenAsync(ct);
                return opened;
            }
            catch (NpgsqlException) when (watch.Elapsed < Patience)
            {
                await opened.DisposeAsync();
            }
        }
    }
}
