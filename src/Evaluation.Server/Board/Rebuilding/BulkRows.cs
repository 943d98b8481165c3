using System.Buffers;
using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Npgsql;
using NpgsqlTypes;

namespace Evaluation.Server.Board.Rebuilding;

/// <summary>Writes many rows of a district's generation into the board's tables at once.</summary>
/// <param name="connection">An open connection.</param>
internal sealed class BulkRows(NpgsqlConnection connection, string district, int generation)
{
    private readonly ArrayBufferWriter<byte> room = new();

    public Task ClaimsAsync(IEnumerable<Claim> claims, CancellationToken ct) => CopyAsync(
        BoardTables.Claim, claims,
        (import, claim) =>
        {
            import.Write(claim.Id, NpgsqlDbType.Text);
            import.Write(claim.Status.ToString(), NpgsqlDbType.Text);
            import.Write(claim.Unit, NpgsqlDbType.Text);
            import.Write(claim.OccurredOn, NpgsqlDbType.Date);
        },
        ct);

    public Task NamesAsync(IEnumerable<KeyValuePair<string, string>> names, CancellationToken ct) => CopyAsync(
        BoardTables.Name, names,
        (import, name) =>
        {
            import.Write(name.Key, NpgsqlDbType.Text);
            import.Write(name.Value, NpgsqlDbType.Text);
        },
        ct);

    public Task LedgerAsync(
        IEnumerable<(string Unit, Week Week, ReadOnlyMemory<byte> Entries)> weeks, CancellationToken ct) => CopyAsync(
        BoardTables.Ledger, weeks,
        (import, week) =>
        {
            import.Write(week.Unit, NpgsqlDbType.Text);
            import.Write(week.Week.Start, NpgsqlDbType.Date);
            import.Write(week.Entries, NpgsqlDbType.Json);
        },
        ct);

    public Task SheetsAsync(IEnumerable<Sheet> sheets, CancellationToken ct) => CopyAsync(
        BoardTables.Sheet, sheets,
        (import, sheet) =>
        {
            import.Write(sheet.Unit, NpgsqlDbType.Text);
            import.Write(sheet.Week.Start, NpgsqlDbType.Date);
            import.Write(sheet.Total, NpgsqlDbType.Numeric);
            import.Write(BoardJson.Bytes(sheet, room), NpgsqlDbType.Json);
        },
        ct);

    public Task RankingsAsync(IEnumerable<GroupRanking> rankings, CancellationToken ct) => CopyAsync(
        BoardTables.Ranking, rankings,
        (import, ranking) =>
        {
            import.Write(ranking.Week.Start, NpgsqlDbType.Date);
            import.Write(ranking.Group, NpgsqlDbType.Text);
            import.Write(BoardJson.Bytes(ranking, room), NpgsqlDbType.Json);
        },
        ct);

    /// <summary>
    /// Deletes rows by their numbers, one by one through the key: the planner takes what was just written for one row.
    /// </summary>
    public async Task DeleteAsync(string table, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        if (ids.Count > 0)
        {
            await ExecuteAsync(
                $"""
                delete from {table} where ctid = any(array(
                    select row from unnest($3::text[]) as wanted
                    cross join lateral (
                        select ctid as row from {table}
                        where tenant_id = $1 and generation = $2 and id = wanted offset 0) as rows))
                """,
                ct, (object)ids.ToArray());
        }
    }

    /// <summary>Runs a statement whose first two parameters are the district and the generation.</summary>
    public async Task<int> ExecuteAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in (object[])[district, generation, .. values])
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteNonQueryAsync(ct);
    }

    private async Task CopyAsync<T>(
        string table, IEnumerable<T> rows, Action<NpgsqlBinaryImporter, T> write, CancellationToken ct)
    {
        await using var import = await connection.BeginBinaryImportAsync(
            $"copy {table} from stdin (format binary)", ct);
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            import.StartRow();
            import.Write(district, NpgsqlDbType.Text);
            import.Write(generation, NpgsqlDbType.Integer);
            write(import, row);
        }

        await import.CompleteAsync(ct);
    }
}
