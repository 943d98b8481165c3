using Evaluation.Core.Ledger;
using Evaluation.Core.Ranking;
using Evaluation.Core.Words;
using Evaluation.Server.Store;
using Npgsql;
using NpgsqlTypes;

namespace Evaluation.Server.Ledger;

/// <summary>
/// Writes a district's board anew from its events alone: one ordered read, one fold, bulk writes, one transaction.
/// Readers see the old board until it commits; the projection waits for its turn on the district's row and goes on from
/// the same position.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="events">The log.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class Rebuild(NpgsqlDataSource database, EventReader events, RuleSets ruleSets)
{
    /// <summary>Rebuilds a district up to the position that its board has.</summary>
    /// <param name="district">The district.</param>
    /// <param name="progress">Told the number of events read so far.</param>
    /// <param name="ct">Gives up; nothing has changed then.</param>
    /// <returns>The number of events read.</returns>
    public async Task<long> RunAsync(string district, IProgress<long>? progress, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ExecuteAsync(connection, "set local idle_in_transaction_session_timeout = 0", ct);
        if (await LockAsync(connection, district, ct) is not { } position)
        {
            return 0;
        }

        var (fold, read) = await FoldAsync(district, position, progress, ct);
        foreach (var table in BoardTables.All)
        {
            await ExecuteAsync(connection, $"delete from {table} where tenant_id = $1", ct, district);
        }

        await WriteAsync(connection, district, position, fold, ct);
        await transaction.CommitAsync(ct);
        return read;
    }

    private static async Task<long?> LockAsync(NpgsqlConnection connection, string district, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select position from {BoardTables.District} where tenant_id = $1 for update", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = district });
        return (long?)await command.ExecuteScalarAsync(ct);
    }

    private async Task<(LedgerFold Fold, long Read)> FoldAsync(
        string district, long position, IProgress<long>? progress, CancellationToken ct)
    {
        var fold = new LedgerFold(DistrictFile.Empty);
        var read = 0L;
        await foreach (var e in events.ReadAsync(district, position, ct: ct))
        {
            fold.Apply(e.Position, e.Fact);
            if (++read % 500 == 0)
            {
                progress?.Report(read);
            }
        }

        progress?.Report(read);
        return (fold, read);
    }

    private async Task WriteAsync(
        NpgsqlConnection connection, string district, long position, LedgerFold fold, CancellationToken ct)
    {
        var known = fold.At(position);
        var rules = ruleSets.Of(known.District.Editions);
        var scores = known.Score(rules);
        var sheets = scores.SelectMany(score => score.Sheets).ToList();
        var last = sheets.Count == 0 ? (Week?)null : sheets.Max(sheet => sheet.Week);
        var ranks = new Ranks(known.District, rules, scores.ToDictionary(score => score.Unit, StringComparer.Ordinal));
        var rankings = ranks.Weeks(last).SelectMany(week => ranks.Of(week, null, null)).ToList();

        await CopyAsync(
            connection, BoardTables.District, [known.District], row => [district, position, Jsonb(row)], ct);
        await CopyAsync(connection, BoardTables.Name, known.Names, row => [district, row.Key, row.Value], ct);
        await CopyAsync(
            connection, BoardTables.Claim, known.Claims,
            row => [district, row.Id, row.Status.ToString(), row.Unit, row.OccurredOn, Jsonb(row)], ct);
        await CopyAsync(
            connection, BoardTables.Ledger, fold.Ended.Concat(known.Entries),
            row => [district, row.Fact, row.Unit, row.KnownFrom, row.KnownTo, row.OccurredOn, Jsonb(row)], ct);
        await CopyAsync(
            connection, BoardTables.Sheet, sheets,
            row => [district, row.Unit, row.Week.Start, row.Total, Jsonb(row)], ct);
        await CopyAsync(
            connection, BoardTables.Ranking, rankings, row => [district, row.Week.Start, row.Group, Jsonb(row)], ct);
    }

    private readonly record struct JsonText(string Text);

    private static JsonText Jsonb<T>(T value) => new(BoardWriter.Json(value));

    private static async Task CopyAsync<T>(
        NpgsqlConnection connection, string table, IEnumerable<T> rows, Func<T, object?[]> columns,
        CancellationToken ct)
    {
        await using var import = await connection.BeginBinaryImportAsync(
            $"copy {table} from stdin (format binary)", ct);
        foreach (var row in rows)
        {
            await import.StartRowAsync(ct);
            foreach (var value in columns(row))
            {
                await (value switch
                {
                    null => import.WriteNullAsync(ct),
                    JsonText json => import.WriteAsync(json.Text, NpgsqlDbType.Jsonb, ct),
                    string text => import.WriteAsync(text, NpgsqlDbType.Text, ct),
                    long number => import.WriteAsync(number, NpgsqlDbType.Bigint, ct),
                    decimal number => import.WriteAsync(number, NpgsqlDbType.Numeric, ct),
                    DateOnly day => import.WriteAsync(day, NpgsqlDbType.Date, ct),
                    _ => throw new InvalidOperationException(value.GetType().Name),
                });
            }
        }

        await import.CompleteAsync(ct);
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(ct);
    }
}
