using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Board.Live;

/// <summary>A district whose board stands still at an event, while those of other districts go on.</summary>
/// <param name="Position">The event at which it stands; null while it is being found.</param>
/// <param name="Stream">The event's stream.</param>
/// <param name="Event">The event's stored name.</param>
/// <param name="Unreadable">Whether the event cannot be read at all; otherwise it can be read and not counted.</param>
/// <param name="Since">When the board stopped.</param>
public sealed record BoardStop(
    string District, long? Position, string? Stream, string? Event, bool Unreadable, DateTimeOffset Since);

/// <summary>Keeps which districts stand still and up to which event the projection has passed them over.</summary>
/// <remarks>
/// While a row exists, the projection only raises `passed`. Whoever resumes the district may delete the row only if the
/// board has reached `passed`; the two statements wait for each other's row lock, so that no event is left out between
/// the last one resumed and the first one projected.
/// </remarks>
/// <param name="databases">The databases of the districts.</param>
public sealed class BoardStops(Databases databases)
{
    /// <summary>Begins a stop, or passes over more events of a district that stands already.</summary>
    /// <param name="passed">The last event of the district that the projection does not apply.</param>
    /// <param name="ct">Cancels.</param>
    public Task BeginAsync(string district, long passed, CancellationToken ct) => ExecuteAsync(
        $"""
        insert into {BoardTables.Stop} as s (tenant_id, passed, since) values ($1, $2, now())
        on conflict (tenant_id) do update set passed = greatest(s.passed, excluded.passed)
        """,
        district, passed, ct);

    /// <summary>Passes over events if the district stands still; false if it does not.</summary>
    public async Task<bool> PassOverAsync(string district, long passed, CancellationToken ct) => await ExecuteAsync(
        $"update {BoardTables.Stop} set passed = greatest(passed, $2) where tenant_id = $1", district, passed, ct) > 0;

    /// <summary>Ends a stop if the board has reached all that was passed over; false if there is more.</summary>
    public async Task<bool> EndAsync(string district, long reached, CancellationToken ct) => await ExecuteAsync(
        $"delete from {BoardTables.Stop} where tenant_id = $1 and passed <= $2", district, reached, ct) > 0;

    /// <summary>Notes at which event the district stands; false if that was known.</summary>
    public async Task<bool> StandAsync(
        string district, long position, string stream, string name, bool unreadable, CancellationToken ct)
    {
        await using var command = databases.For(district).Command(
            $"""
            update {BoardTables.Stop} set position = $2, stream = $3, event = $4, unreadable = $5
            where tenant_id = $1 and (position is distinct from $2 or unreadable <> $5)
            """);
        Add(command, district, position, stream, name, unreadable);
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    /// <summary>The last event passed over; null when the district does not stand still.</summary>
    public async Task<long?> PassedAsync(string district, CancellationToken ct)
    {
        await using var command = databases.For(district).Command(
            $"select passed from {BoardTables.Stop} where tenant_id = $1");
        Add(command, district);
        return (long?)await command.ExecuteScalarAsync(ct);
    }

    /// <summary>The stop of a district; null when it does not stand still.</summary>
    public async Task<BoardStop?> OfAsync(string district, CancellationToken ct) =>
        (await ListAsync(databases.For(district), " where tenant_id = $1", [district], ct)).FirstOrDefault();

    /// <summary>All stops, in order of the districts' codes.</summary>
    public async Task<IReadOnlyList<BoardStop>> AllAsync(CancellationToken ct)
    {
        var all = new List<BoardStop>();
        foreach (var database in databases.All)
        {
            all.AddRange(await ListAsync(database, "", [], ct));
        }

        return [.. all.OrderBy(stop => stop.District, StringComparer.Ordinal)];
    }

    private static async Task<List<BoardStop>> ListAsync(
        StoreDatabase database, string where, object[] values, CancellationToken ct)
    {
        await using var command = database.Command(
            $"select tenant_id, position, stream, event, unreadable, since from {BoardTables.Stop}{where}");
        Add(command, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var stops = new List<BoardStop>();
        while (await reader.ReadAsync(ct))
        {
            stops.Add(new BoardStop(
                reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetInt64(1),
                reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.GetBoolean(4), reader.GetFieldValue<DateTimeOffset>(5)));
        }

        return stops;
    }

    private async Task<int> ExecuteAsync(string sql, string district, long position, CancellationToken ct)
    {
        await using var command = databases.For(district).Command(sql);
        Add(command, district, position);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static void Add(NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
    }
}
