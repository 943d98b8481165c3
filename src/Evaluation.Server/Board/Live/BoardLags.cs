using Evaluation.Office.Units;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Board.Live;

/// <summary>How far a district's board is behind its events.</summary>
/// <param name="District">The district.</param>
/// <param name="Position">The event up to which the board has worked.</param>
/// <param name="Last">The district's last event.</param>
/// <param name="Behind">How many events lie between them; counted up to <see cref="BoardLags.Most"/>.</param>
public sealed record BoardLag(string District, long Position, long Last, long Behind);

/// <summary>Reads how far the boards of all districts are behind.</summary>
/// <param name="databases">The databases of the districts.</param>
public sealed class BoardLags(Databases databases)
{
    /// <summary>Up to how many events are counted.</summary>
    public const int Most = 100_000;

    private static readonly string Select = $"""
        select s.tenant_id, coalesce(d.position, 0), coalesce(l.last, 0), b.behind
        from {MartenTables.Streams} s
        left join {BoardTables.District} d on d.tenant_id = s.tenant_id
        left join lateral (
            select e.seq_id as last from {MartenTables.Events} e
            where e.tenant_id = s.tenant_id and e.type <> '{EventReader.Tombstone}'
            order by e.seq_id desc limit 1) l on true
        cross join lateral (
            select count(*) as behind from (
                select 1 from {MartenTables.Events} e
                where e.tenant_id = s.tenant_id and e.seq_id > coalesce(d.position, 0)
                    and e.type <> '{EventReader.Tombstone}'
                limit {Most}) counted) b
        where s.id = '{DistrictFounded.Stream}'
        """;

    /// <summary>All districts, in order of their codes.</summary>
    public async Task<IReadOnlyList<BoardLag>> AllAsync(CancellationToken ct)
    {
        var all = new List<BoardLag>();
        foreach (var database in databases.All)
        {
            await using var command = database.Command(Select);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                all.Add(new BoardLag(
                    reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3)));
            }
        }

        return [.. all.OrderBy(lag => lag.District, StringComparer.Ordinal)];
    }

    /// <summary>How many events a district has; counted up to a number.</summary>
    public async Task<long> CountAsync(string district, long most, CancellationToken ct)
    {
        await using var command = databases.For(district).Command(
            $"select count(*) from (select 1 from {MartenTables.Events} where tenant_id = $1 limit $2) counted");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = most });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
