using System.Buffers;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using Npgsql;
using NpgsqlTypes;

namespace Evaluation.Server.Board.Rebuilding;

/// <summary>
/// A rebuild under way: what it writes, in one transaction up to the next point from which it can be resumed. How far
/// it is gets stored in the same transaction.
/// </summary>
internal sealed class RebuildWork : IAsyncDisposable
{
    // A rebuild begun by another program is not continued: it may have counted differently.
    private static readonly string Program =
        $"{typeof(Scorer).Module.ModuleVersionId:N}{typeof(RebuildWork).Module.ModuleVersionId:N}";

    // It may wait long for the next rows.
    private const string Settings = "set local idle_in_transaction_session_timeout = 0";

    private readonly StoreDatabase database;
    private readonly Dictionary<string, Week> lastWritten = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> row = new();
    private NpgsqlConnection? connection;
    private NpgsqlTransaction? transaction;
    private int units;

    private RebuildWork(
        StoreDatabase database, string district, int generation, long position, DistrictFile file, int units)
    {
        (this.database, District, Generation) = (database, district, generation);
        (Position, File, this.units) = (position, file, units);
    }

    /// <summary>The district.</summary>
    public string District { get; }

    /// <summary>The generation that is written.</summary>
    public int Generation { get; }

    /// <summary>The last event that its rows know.</summary>
    public long Position { get; private set; }

    /// <summary>The district there.</summary>
    public DistrictFile File { get; private set; }

    /// <summary>Whether units were scored already, so that no chunk can follow.</summary>
    public bool Folded => units > 0;

    /// <summary>Takes up what was begun, or begins.</summary>
    public static async Task<RebuildWork> BeginAsync(StoreDatabase database, string district, CancellationToken ct)
    {
        await using (var find = database.Command(
            $"""
            select generation, position, file, units from {BoardTables.Rebuild}
            where tenant_id = $1 and program = $2
            """))
        {
            find.Parameters.Add(new NpgsqlParameter { Value = district });
            find.Parameters.Add(new NpgsqlParameter { Value = Program });
            await using var reader = await find.ExecuteReaderAsync(ct);
            if (await reader.ReadAsync(ct))
            {
                var found = new RebuildWork(
                    database, district, reader.GetInt32(0), reader.GetInt64(1),
                    BoardReader.Json<DistrictFile>(reader, 2), reader.GetInt32(3));
                await reader.DisposeAsync();
                foreach (var (unit, week) in await found.LastWeeksAsync(ct))
                {
                    found.lastWritten[unit] = week;
                }

                return found;
            }
        }

        await SweepAsync(database, district, ct);
        await using var begin = database.Command(
            $"""
            insert into {BoardTables.Rebuild} (tenant_id, generation, position, file, units, program)
            select tenant_id, generation + 1, 0, $2, 0, $3 from {BoardTables.District} where tenant_id = $1
            returning generation
            """);
        begin.Parameters.Add(new NpgsqlParameter { Value = district });
        begin.Parameters.Add(new NpgsqlParameter
        {
            Value = BoardJson.Text(DistrictFile.Empty),
            NpgsqlDbType = NpgsqlDbType.Json,
        });
        begin.Parameters.Add(new NpgsqlParameter { Value = Program });
        var generation = (int)(await begin.ExecuteScalarAsync(ct))!;
        return new RebuildWork(database, district, generation, 0, DistrictFile.Empty, 0);
    }

    /// <summary>Deletes every row that is not of the generation that is read.</summary>
    public static async Task SweepAsync(StoreDatabase database, string district, CancellationToken ct)
    {
        await using (var forget = Command($"delete from {BoardTables.Rebuild} where tenant_id = $1"))
        {
            await forget.ExecuteNonQueryAsync(ct);
        }

        var two = new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = ct };
        await Parallel.ForEachAsync(BoardTables.Many, two, DeleteAsync);

        // Found through the key, so that nothing is read where nothing is.
        async ValueTask DeleteAsync(string table, CancellationToken _)
        {
            while (await OtherAsync(table) is { } other)
            {
                await using var delete = Command($"delete from {table} where tenant_id = $1 and generation = $2");
                delete.Parameters.Add(new NpgsqlParameter { Value = other });
                await delete.ExecuteNonQueryAsync(ct);
            }
        }

        async Task<int?> OtherAsync(string table)
        {
            await using var find = Command(
                $"""
                with read as (select generation from {BoardTables.District} where tenant_id = $1)
                (select generation from {table} where tenant_id = $1 and generation < (select * from read)
                order by generation limit 1)
                union all
                (select generation from {table} where tenant_id = $1 and generation > (select * from read)
                order by generation limit 1)
                limit 1
                """);
            return (int?)await find.ExecuteScalarAsync(ct);
        }

        NpgsqlCommand Command(string sql)
        {
            var command = database.Command(sql);
            command.CommandTimeout = 0;
            command.Parameters.Add(new NpgsqlParameter { Value = district });
            return command;
        }
    }

    /// <summary>Writes the claims that a chunk decided, and its names.</summary>
    public async Task WriteAsync(RebuildChunk chunk, CancellationToken ct)
    {
        var rows = await RowsAsync(ct);
        await rows.DeleteAsync(BoardTables.Claim, chunk.Rewritten, ct);
        await rows.ClaimsAsync(chunk.Decided, ct);
        await rows.DeleteAsync(BoardTables.Name, chunk.Renamed, ct);
        await rows.NamesAsync(chunk.Fold.Names, ct);
    }

    /// <summary>
    /// Writes the claims that wait for a decision after a chunk, and that the rows now know its last event.
    /// </summary>
    public async Task WriteUndecidedAsync(RebuildChunk last, CancellationToken ct)
    {
        var rows = await RowsAsync(ct);
        await rows.DeleteAsync(BoardTables.Claim, [.. last.Undecided.Select(claim => claim.Id)], ct);
        await rows.ClaimsAsync(last.Undecided, ct);
        (Position, File) = (last.Last, last.File);
        await rows.ExecuteAsync(
            $"""
            update {BoardTables.Rebuild} set position = $3, file = $4::json where tenant_id = $1 and generation = $2
            """,
            ct, Position, BoardJson.Text(File));
    }

    /// <summary>Writes ledgers, together with what earlier buffers wrote of the same weeks.</summary>
    public async Task WriteAsync(IReadOnlyCollection<BufferedWeek> weeks, CancellationToken ct)
    {
        var rows = await RowsAsync(ct);
        var stored = await StoredAsync(weeks, ct);
        await rows.LedgerAsync(weeks.Select(week => (week.Unit, week.Week, Row(week))), ct);
        foreach (var week in weeks)
        {
            lastWritten[week.Unit] =
                lastWritten.TryGetValue(week.Unit, out var last) && week.Week < last ? last : week.Week;
        }

        ReadOnlyMemory<byte> Row(BufferedWeek week)
        {
            if (stored.TryGetValue((week.Unit, week.Week), out var before))
            {
                return week.After(before);
            }

            week.WriteTo(row);
            return row.WrittenMemory;
        }
    }

    /// <summary>Writes the sheets of units that were scored; those that were written before are left.</summary>
    /// <param name="reached">How many units have been scored with these.</param>
    public async Task WriteAsync(IReadOnlyList<UnitScore> scored, int reached, CancellationToken ct)
    {
        if (reached <= units)
        {
            return;
        }

        var rows = await RowsAsync(ct);
        var left = scored.Skip(units - (reached - scored.Count));
        await rows.SheetsAsync(left.SelectMany(score => score.Sheets), ct);
        await rows.ExecuteAsync(
            $"update {BoardTables.Rebuild} set units = $3 where tenant_id = $1 and generation = $2", ct, reached);
        units = reached;
    }

    /// <summary>Writes the rankings.</summary>
    public async Task WriteAsync(IEnumerable<GroupRanking> rankings, CancellationToken ct)
    {
        var rows = await RowsAsync(ct);
        await rows.ExecuteAsync($"delete from {BoardTables.Ranking} where tenant_id = $1 and generation = $2", ct);
        await rows.RankingsAsync(rankings, ct);
    }

    /// <summary>Keeps what was written: from here the work can be taken up.</summary>
    public async Task CommitAsync(CancellationToken ct)
    {
        if (transaction is not null)
        {
            await transaction.CommitAsync(ct);
            await DisposeAsync();
        }
    }

    /// <summary>Rolls back what was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
        {
            await transaction.DisposeAsync();
        }

        if (connection is not null)
        {
            await connection.DisposeAsync();
        }

        (connection, transaction) = (null, null);
    }

    /// <summary>A page was worked through.</summary>
    public void Reach(long position) => Position = position;

    /// <summary>Every unit that has something in the rows, with its last week.</summary>
    public async Task<Dictionary<string, Week>> LastWeeksAsync(CancellationToken ct)
    {
        await using var command = database.Command(
            $"select unit, max(week) from {BoardTables.Ledger} where tenant_id = $1 and generation = $2 group by unit");
        command.Parameters.Add(new NpgsqlParameter { Value = District });
        command.Parameters.Add(new NpgsqlParameter { Value = Generation });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<string, Week>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct))
        {
            found[reader.GetString(0)] = new Week(reader.GetFieldValue<DateOnly>(1));
        }

        return found;
    }

    /// <summary>Lets readers see the new generation, if it knows as much as the old one.</summary>
    public async Task<bool> SwitchAsync(CancellationToken ct)
    {
        var rows = await RowsAsync(ct);
        var done = await rows.ExecuteAsync(
            $"""
            update {BoardTables.District} d set generation = $2, file = r.file
            from {BoardTables.Rebuild} r
            where d.tenant_id = $1 and r.tenant_id = $1 and r.generation = $2 and r.position = d.position
            """,
            ct) > 0;
        if (done)
        {
            await rows.ExecuteAsync($"delete from {BoardTables.Rebuild} where tenant_id = $1 and generation = $2", ct);
        }

        await CommitAsync(ct);
        return done;
    }

    // Rows that earlier buffers wrote of units' weeks in which this one changes something; they are written again. Each
    // is found through the key: the planner takes what was just written for one row.
    private async Task<Dictionary<(string Unit, Week Week), IReadOnlyList<LedgerEntry>>> StoredAsync(
        IReadOnlyCollection<BufferedWeek> weeks, CancellationToken ct)
    {
        var again = weeks
            .Where(week => lastWritten.TryGetValue(week.Unit, out var last) && !(last < week.Week)).ToList();
        var stored = new Dictionary<(string Unit, Week Week), IReadOnlyList<LedgerEntry>>();
        if (again.Count == 0)
        {
            return stored;
        }

        await using var command = new NpgsqlCommand(
            $"""
            delete from {BoardTables.Ledger} where ctid = any(array(
                select row from unnest($3::text[], $4::date[]) as wanted (of_unit, of_week)
                cross join lateral (
                    select ctid as row from {BoardTables.Ledger}
                    where tenant_id = $1 and generation = $2 and unit = of_unit and week = of_week offset 0) as rows))
            returning unit, week, data
            """,
            connection)
        {
            CommandTimeout = 0,
        };
        var names = again.Select(week => week.Unit).ToArray();
        var starts = again.Select(week => week.Week.Start).ToArray();
        foreach (var value in (object[])[District, Generation, names, starts])
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            stored[(reader.GetString(0), new Week(reader.GetFieldValue<DateOnly>(1)))] =
                BoardReader.Json<List<LedgerEntry>>(reader, 2);
        }

        return stored;
    }

    private async Task<BulkRows> RowsAsync(CancellationToken ct)
    {
        if (connection is null)
        {
            connection = await database.OpenAsync(ct);
            transaction = await connection.BeginTransactionAsync(ct);
            await using var settings = new NpgsqlCommand(Settings, connection);
            await settings.ExecuteNonQueryAsync(ct);
        }

        return new BulkRows(connection, District, Generation);
    }
}
