using Npgsql;

namespace Evaluation.Server.Kit.Store;

/// <summary>
/// Finds streams of a family by what their events say of names, page by page, so that nothing is cut off.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
public sealed class FileSearch(Databases databases)
{
    /// <summary>How many are on a page.</summary>
    public const int OnPage = 50;

    // What an event does not have is null and matches nothing.
    private const string Sql = $"""
        select stream_id, (count(*) over ())::int from (
            select distinct stream_id from {MartenTables.Events}
            where tenant_id = $1 and starts_with(stream_id, $2) and ($3 = ''
                or strpos(lower(stream_id), $3) > 0
                or strpos(lower(data ->> 'name'), $3) > 0 or strpos(lower(data ->> 'alias'), $3) > 0
                or strpos(lower(data ->> 'creditCode'), $3) > 0 or strpos(lower(data ->> 'enterprise'), $3) > 0)) found
        order by stream_id limit $5 offset $4
        """;

    /// <summary>The streams of a page, in order of their names, and how many there are on all pages.</summary>
    /// <param name="district">The district.</param>
    /// <param name="family">How the names of the streams begin, for example `enterprise/`.</param>
    /// <param name="text">What is looked for; empty for all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(IReadOnlyList<string> Streams, int Total)> PageAsync(
        string district, string family, string text, int page, CancellationToken ct)
    {
        await using var command = databases.For(district).Command(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = family });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text.ToLowerInvariant() });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = (page - 1L) * OnPage });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = OnPage });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (streams, total) = (new List<string>(), 0);
        while (await reader.ReadAsync(ct))
        {
            streams.Add(reader.GetString(0));
            total = reader.GetInt32(1);
        }

        return (streams, total);
    }
}
