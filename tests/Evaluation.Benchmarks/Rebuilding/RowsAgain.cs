using System.Diagnostics;
using Evaluation.Server.Board.Live;
using Npgsql;

namespace Evaluation.Benchmarks.Rebuilding;

/// <summary>
/// The rows that a rebuild wrote, as bytes, to be written again by COPY alone: no rebuild that stores them is faster.
/// </summary>
public sealed class RowsAgain
{
    private readonly NpgsqlDataSource database;
    private readonly Dictionary<string, MemoryStream> tables = [];

    private RowsAgain(NpgsqlDataSource database) => this.database = database;

    /// <summary>How many bytes they have.</summary>
    public long Bytes => tables.Values.Sum(table => table.Length);

    /// <summary>Reads them.</summary>
    public static async Task<RowsAgain> ReadAsync(NpgsqlDataSource database)
    {
        var rows = new RowsAgain(database);
        await using var connection = await database.OpenConnectionAsync();
        foreach (var table in BoardTables.Many)
        {
            await using var from = await connection.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)");
            await from.CopyToAsync(rows.tables[table] = new MemoryStream());
        }

        return rows;
    }

    /// <summary>Writes them into empty tables with the same keys and indexes, in one transaction.</summary>
    /// <returns>Seconds.</returns>
    public async Task<double> WriteAsync()
    {
        await using var connection = await database.OpenConnectionAsync();
        foreach (var table in tables.Keys)
        {
            await ExecuteAsync(
                $"drop table if exists {table}_again; create table {table}_again (like {table} including all)");
        }

        var watch = Stopwatch.StartNew();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            foreach (var (table, bytes) in tables)
            {
                bytes.Position = 0;
                await using var to = await connection.BeginRawBinaryCopyAsync(
                    $"copy {table}_again from stdin (format binary)");
                await bytes.CopyToAsync(to);
            }

            await transaction.CommitAsync();
        }

        var seconds = watch.Elapsed.TotalSeconds;
        await ExecuteAsync(string.Join(';', tables.Keys.Select(table => $"drop table {table}_again")));
        return seconds;

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
