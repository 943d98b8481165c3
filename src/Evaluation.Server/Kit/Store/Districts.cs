using System.Collections.Concurrent;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Words;
using Npgsql;

namespace Evaluation.Server.Kit.Store;

/// <summary>Which districts exist: those whose stream `district` has begun.</summary>
/// <param name="databases">The databases of the districts.</param>
public sealed class Districts(Databases databases)
{
    // Districts are never removed, so what was seen once stays true; what was not seen is asked again.
    private readonly ConcurrentDictionary<string, bool> seen = new(StringComparer.Ordinal);

    /// <summary>Null if the district exists, else the refusal to answer with.</summary>
    public async Task<Refusal?> MissingAsync(string district, CancellationToken ct)
    {
        if (seen.ContainsKey(district))
        {
            return null;
        }

        const string sql = $"select 1 from {MartenTables.Streams} where tenant_id = $1 and id = $2";
        await using var command = databases.For(district).Command(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = DistrictFounded.Stream });
        if (await command.ExecuteScalarAsync(ct) is null)
        {
            return Refusal.Unknown("district", "考评单位范围", district, "请检查范围代码，或先建立该范围。");
        }

        seen[district] = true;
        return null;
    }

    /// <summary>All districts, in order of their codes.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken ct)
    {
        const string sql = $"select tenant_id from {MartenTables.Streams} where id = $1";
        var all = new List<string>();
        foreach (var database in databases.All)
        {
            await using var command = database.Command(sql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = DistrictFounded.Stream });
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                all.Add(reader.GetString(0));
            }
        }

        all.Sort(StringComparer.Ordinal);
        return all;
    }
}
