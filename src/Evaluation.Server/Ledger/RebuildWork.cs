using Evaluation.Core.Ledger;
using Evaluation.Core.Ranking;
using Evaluation.Core.Scoring;
using Evaluation.Core.Words;
using Npgsql;
using NpgsqlTypes;

namespace Evaluation.Server.Ledger;

/// <summary>
/// A rebuild under way: how far it is stands in the database, in the same transaction as the rows that came to it.
/// </summary>
internal sealed class RebuildWork
{
    // What another program began is not gone on with: it may have counted differently.
    private static readonly string Program =
        $"{typeof(Scorer).Module.ModuleVersionId:N}{typeof(RebuildWork).Module.ModuleVersionId:N}";

    private readonly NpgsqlDataSource database;
    private readonly HashSet<(string Unit, Week Week)> written = [];
    private int units;

    private RebuildWork(NpgsqlDataSource database, string district, int generation, long position, DistrictFile file, int units)
    {
        (this.database, District, Generation, Position, File, this.units) = (database, district, generation, position, file, units);
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
    public static async Task<RebuildWork> BeginAsync(NpgsqlDataSource database, string district, CancellationToken ct)
    {
        await using (var find = database.CreateCommand(
            $"select generation, position, file, units from {BoardTables.Rebuild} where tenant_id = $1 and program = $2"))
        {
            find.Parameters.Add(new NpgsqlParameter { Value = district });
            find.Parameters.Add(new NpgsqlParameter { Value = Program });
            await using var reader = await find.ExecuteReaderAsync(ct);
            if (await reader.ReadAsync(ct))
            {
                var found = new RebuildWork(
                    database, district, reader.GetInt32(0), reader.GetInt64(1), BoardReader.Json<DistrictFile>(reader, 2),
                    reader.GetInt32(3));
                await reader.DisposeAsync();
                await found.RecallAsync(ct);
                return found;
            }
        }

        await SweepAsync(database, district, ct);
        await using var begin = database.CreateCommand(
            $"""
            insert into {BoardTables.Rebuild} (tenant_id, generation, position, file, units, program)
            select tenant_id, generation + 1, 0, $2, 0, $3 from {BoardTables.District} where tenant_id = $1
            returning generation
            """);
        begin.Parameters.Add(new NpgsqlParameter { Value = district });
        begin.Parameters.Add(new NpgsqlParameter { Value = BoardJson.Text(DistrictFile.Empty), NpgsqlDbType = NpgsqlDbType.Json });
        begin.Parameters.Add(new NpgsqlParameter { Value = Program });
        var generation = (int)(await begin.ExecuteScalarAsync(ct))!;
        return new RebuildWork(database, district, generation, 0, DistrictFile.Empty, 0);
    }

    /// <summary>Deletes every row that is not of the generation that is read.</summary>
    public static async Task SweepAsync(NpgsqlDataSource database, string district, CancellationToken ct)
    {
        string[] statements =
        [
            $"delete from {BoardTables.Rebuild} where tenant_id = $1",
            .. BoardTables.Many.Select(table =>
                $"delete from {table} where tenant_id = $1 and generation <> (select generation from {BoardTables.District} where tenant_id = $1)"),
        ];
        foreach (var statement in statements)
        {
            await using var command = database.CreateCommand(statement);
            command.CommandTimeout = 0;
            command.Parameters.Add(new NpgsqlParameter { Value = district });
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>Writes a folded chunk.</summary>
    public async Task WriteAsync(RebuildChunk chunk, CancellationToken ct)
    {
        var (fold, weeks) = (chunk.Fold, LedgerWeek.Touched(chunk.Fold, chunk.After + 1));
        await InTransactionAsync(
            async (rows, connection) =>
            {
                var standing = await StandingAsync(connection, weeks, ct);
                await rows.ExecuteAsync(
                    $"delete from {BoardTables.Claim} where tenant_id = $1 and generation = $2 and id = any($3)", ct,
                    (object)chunk.Earlier.ToArray());
                await rows.ClaimsAsync(fold.TouchedClaims, ct);
                await rows.ExecuteAsync(
                    $"delete from {BoardTables.Name} where tenant_id = $1 and generation = $2 and id = any($3)", ct,
                    (object)fold.Names.Keys.ToArray());
                await rows.NamesAsync(fold.Names, ct);
                await rows.LedgerAsync(weeks.Select(week => week.After(standing.GetValueOrDefault((week.Unit, week.Week)))), ct);
                written.UnionWith(weeks.Select(week => (week.Unit, week.Week)));
                await rows.ExecuteAsync(
                    $"update {BoardTables.Rebuild} set position = $3, file = $4::json where tenant_id = $1 and generation = $2", ct,
                    chunk.Last, BoardJson.Text(chunk.File));
            },
            ct);
        (Position, File) = (chunk.Last, chunk.File);
    }

    /// <summary>Writes the sheets of units that were scored; those that were written before are left.</summary>
    /// <param name="scored">The scores.</param>
    /// <param name="reached">How many units have been scored with these.</param>
    /// <param name="ct">Gives up.</param>
    public async Task WriteAsync(IReadOnlyList<UnitScore> scored, int reached, CancellationToken ct)
    {
        if (reached <= units)
        {
            return;
        }

        await InTransactionAsync(
            async (rows, _) =>
            {
                await rows.SheetsAsync(scored.SelectMany(score => score.Sheets), ct);
                await rows.ExecuteAsync(
                    $"update {BoardTables.Rebuild} set units = $3 where tenant_id = $1 and generation = $2", ct, reached);
            },
            ct);
        units = reached;
    }

    /// <summary>Writes the rankings.</summary>
    public Task WriteAsync(IEnumerable<GroupRanking> rankings, CancellationToken ct) => InTransactionAsync(
        async (rows, _) =>
        {
            await rows.ExecuteAsync($"delete from {BoardTables.Ranking} where tenant_id = $1 and generation = $2", ct);
            await rows.RankingsAsync(rankings, ct);
        },
        ct);

    /// <summary>A page was worked through.</summary>
    public void Reach(long position) => Position = position;

    /// <summary>Every unit that has something in the ledger.</summary>
    public async Task<List<string>> UnitsAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"select distinct unit from {BoardTables.Ledger} where tenant_id = $1 and generation = $2");
        command.Parameters.Add(new NpgsqlParameter { Value = District });
        command.Parameters.Add(new NpgsqlParameter { Value = Generation });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    /// <summary>Lets readers see the new generation, if it knows as much as the old one.</summary>
    public async Task<bool> SwitchAsync(CancellationToken ct)
    {
        var done = false;
        await InTransactionAsync(
            async (rows, _) =>
            {
                done = await rows.ExecuteAsync(
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
            },
            ct);
        return done;
    }

    // Rows that earlier chunks wrote of units' weeks in which this one changes something; they are written again.
    private async Task<Dictionary<(string Unit, Week Week), IReadOnlyList<LedgerEntry>>> StandingAsync(
        NpgsqlConnection connection, IReadOnlyList<LedgerWeek> weeks, CancellationToken ct)
    {
        var again = weeks.Select(week => (week.Unit, week.Week)).Where(written.Contains).ToList();
        var standing = new Dictionary<(string Unit, Week Week), IReadOnlyList<LedgerEntry>>();
        if (again.Count == 0)
        {
            return standing;
        }

        await using var command = new NpgsqlCommand(
            $"""
            delete from {BoardTables.Ledger} where tenant_id = $1 and generation = $2
            and (unit, week) in (select * from unnest($3::text[], $4::date[])) returning unit, week, data
            """,
            connection);
        foreach (var value in (object[])[District, Generation, again.Select(one => one.Unit).ToArray(), again.Select(one => one.Week.Start).ToArray()])
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            standing[(reader.GetString(0), new Week(reader.GetFieldValue<DateOnly>(1)))] = BoardReader.Json<List<LedgerEntry>>(reader, 2);
        }

        return standing;
    }

    private async Task RecallAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"select unit, week from {BoardTables.Ledger} where tenant_id = $1 and generation = $2");
        command.Parameters.Add(new NpgsqlParameter { Value = District });
        command.Parameters.Add(new NpgsqlParameter { Value = Generation });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            written.Add((reader.GetString(0), new Week(reader.GetFieldValue<DateOnly>(1))));
        }
    }

    private async Task InTransactionAsync(Func<BulkRows, NpgsqlConnection, Task> work, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var patient = new NpgsqlCommand("set local idle_in_transaction_session_timeout = 0", connection))
        {
            await patient.ExecuteNonQueryAsync(ct);
        }

        await work(new BulkRows(connection, District, Generation), connection);
        await transaction.CommitAsync(ct);
    }
}
