using System.Data;
using Evaluation.Office.Ledger;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Board.Past;

/// <summary>
/// Reads a district from the board as of one moment: one transaction that sees one state of the database and may not
/// write.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
public sealed class SnapshotReader(Databases databases)
{
    /// <summary>The district without its claims, which no score needs; null when nothing was projected yet.</summary>
    public async Task<Snapshot?> ReadAsync(string district, CancellationToken ct)
    {
        await using var connection = await databases.For(district).OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using (var readOnly = new NpgsqlCommand("set transaction read only", connection))
        {
            await readOnly.ExecuteNonQueryAsync(ct);
        }

        var head = await ListAsync(
            connection, $"select file, position from {BoardTables.District} where tenant_id = $1", district,
            row => (File: BoardReader.Json<DistrictFile>(row, 0), Position: row.GetInt64(1)), ct);
        if (head.Count == 0)
        {
            return null;
        }

        var entries = await ListAsync(
            connection, $"select data from {BoardTables.Ledger} where {BoardTables.Current}", district,
            row => BoardReader.Json<List<LedgerEntry>>(row, 0), ct);
        var names = await ListAsync(
            connection, $"select id, name from {BoardTables.Name} where {BoardTables.Current}", district,
            row => (Id: row.GetString(0), Name: row.GetString(1)), ct);
        await transaction.CommitAsync(ct);
        return new Snapshot(
            head[0].Position, head[0].File,
            LedgerEntry.InOrder(entries.SelectMany(row => row).Where(entry => entry.KnownTo is null)), [],
            names.ToDictionary(one => one.Id, one => one.Name, StringComparer.Ordinal));
    }

    private static async Task<List<T>> ListAsync<T>(
        NpgsqlConnection connection, string sql, string district, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = district });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var list = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            list.Add(read(reader));
        }

        return list;
    }
}
