using Marten;
using Npgsql;

namespace Evaluation.Server.Kit.Store;

/// <summary>How far a projection has come and whether it still runs.</summary>
/// <param name="Shard">The projection's name in the progress table, for example `Ledger:All`.</param>
/// <param name="Position">The position up to which it has worked.</param>
/// <param name="Last">The position of the last event of all districts.</param>
/// <param name="Status">`Running`, `Paused`, `Stopped`, or null if it has never said.</param>
/// <param name="Reason">Why it paused or stopped.</param>
public sealed record ShardProgress(string Shard, long Position, long Last, string? Status, string? Reason)
{
    /// <summary>How many positions it has still to work through.</summary>
    public long Behind => Math.Max(0, Last - Position);

    /// <summary>Whether it has stopped although there is work, on any server.</summary>
    public bool IsHalted => Status == "Paused" || (Status == "Stopped" && Behind > 0);
}

/// <summary>Reads the progress of all asynchronous projections from the database, wherever they run.</summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="store">Knows which projections there should be.</param>
/// <param name="ears">The reports of the projections of this server, if it runs any.</param>
public sealed class ProjectionProgress(
    Databases databases, IDocumentStore store, IEnumerable<ProjectionEar> ears)
{
    private const string Select = $"""
        select p.name, p.last_seq_id, p.agent_status, p.pause_reason
        from {MartenTables.Progression} p
        """;

    private const string SelectLast = $"select coalesce(max(seq_id), 0) from {MartenTables.Events}";

    /// <summary>The progress of every asynchronous projection, also of those that have not begun.</summary>
    public async Task<IReadOnlyList<ShardProgress>> ReadAsync(CancellationToken ct)
    {
        var progress = new List<ShardProgress>();
        foreach (var database in databases.All)
        {
            var last = await LastAsync(database, ct);
            var rows = await RowsAsync(database, ct);
            progress.AddRange(Shards().Select(shard => Of(shard, last, rows)));
        }

        return progress;
    }

    /// <summary>The last position that a projection has worked through; 0 before its first page.</summary>
    /// <param name="shard">The projection's name in the progress table.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<long> ReachedAsync(StoreDatabase database, string shard, CancellationToken ct)
    {
        await using var command = database.Command(
            $"select last_seq_id from {MartenTables.Progression} where name = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = shard });
        return await command.ExecuteScalarAsync(ct) as long? ?? 0;
    }

    private IEnumerable<string> Shards() => ((DocumentStore)store).Options.Projections.AllShards()
        .Select(shard => shard.Name.Identity).Distinct();

    private ShardProgress Of(string shard, long last, Dictionary<string, ShardProgress> rows)
    {
        if (rows.TryGetValue(shard, out var row))
        {
            return row with { Last = last };
        }

        // A projection that fails on its very first page has no row yet to write its reason into.
        var (status, reason) = ears.FirstOrDefault()?.LastReport(shard) ?? default;
        return new ShardProgress(shard, 0, last, status, reason);
    }

    private static async Task<long> LastAsync(StoreDatabase database, CancellationToken ct)
    {
        await using var command = database.Command(SelectLast);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<Dictionary<string, ShardProgress>> RowsAsync(
        StoreDatabase database, CancellationToken ct)
    {
        await using var command = database.Command(Select);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new Dictionary<string, ShardProgress>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct))
        {
            rows[reader.GetString(0)] = new ShardProgress(
                reader.GetString(0), reader.GetInt64(1), 0,
                reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3));
        }

        return rows;
    }
}
