using System.Collections.Concurrent;
using System.Globalization;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Words;
using Npgsql;

namespace Evaluation.Server.Kit.Store;

/// <summary>Which districts exist: those whose stream `district` has begun.</summary>
/// <param name="databases">The databases of the districts.</param>
public sealed class Districts(Databases databases)
{
    // Districts are never removed and keep their time, so what was seen once stays true; what was not seen is asked
    // again.
    private readonly ConcurrentDictionary<string, TimeSpan> seen = new(StringComparer.Ordinal);

    /// <summary>Null if the district exists, else the refusal to answer with.</summary>
    public async Task<Refusal?> MissingAsync(string district, CancellationToken ct)
    {
        if (seen.ContainsKey(district))
        {
            return null;
        }

        const string sql = $"""
            select coalesce(data ->> 'utcOffset', '00:00:00') from {MartenTables.Events}
            where tenant_id = $1 and stream_id = $2 and version = 1
            """;
        await using var command = databases.For(district).Command(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = DistrictFounded.Stream });
        if (await command.ExecuteScalarAsync(ct) is not string offset)
        {
            return Refusal.Unknown("district", "考评单位范围", district, "请检查范围代码，或先建立该范围。");
        }

        seen[district] = TimeSpan.Parse(offset, CultureInfo.InvariantCulture);
        return null;
    }

    /// <summary>A moment on the clocks of a district that was found; universal time for any other.</summary>
    public DateTimeOffset TimeIn(string district, DateTimeOffset moment) =>
        moment.ToOffset(seen.GetValueOrDefault(district));

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
