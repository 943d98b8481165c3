using Npgsql;

namespace Evaluation.Server.Kit.Store;

/// <summary>What was found, a page of it.</summary>
/// <param name="Page">The page, from 1.</param>
/// <param name="States">The states on it.</param>
/// <param name="Total">How many there are on all pages.</param>
public sealed record FoundFiles<TState>(int Page, IReadOnlyList<TState> States, int Total);

/// <summary>
/// Finds streams of a family by what their events say of names, page by page, so that nothing is cut off.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="log">The events of the streams found.</param>
public sealed class FileSearch(Databases databases, EventReader log)
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

    /// <summary>
    /// The states of a page's streams, in order of their names; of the first page where there is none.
    /// </summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="district">The district.</param>
    /// <param name="family">How the names of the streams begin, for example `enterprise/`.</param>
    /// <param name="text">What is looked for; empty for all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="evolve">The state after an event.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<FoundFiles<TState>> PageAsync<TState>(
        string district, string family, string text, int page, Func<TState?, object, TState> evolve,
        CancellationToken ct)
        where TState : class
    {
        var at = Math.Clamp(page, 1, int.MaxValue / OnPage);
        var (streams, total) = await StreamsAsync(district, family, text.Trim(), at, ct);
        if (streams.Count == 0 && at > 1)
        {
            return await PageAsync(district, family, text, 1, evolve, ct);
        }

        var states = (await log.OfStreamsAsync(district, streams, long.MaxValue, ct))
            .GroupBy(e => e.Stream, StringComparer.Ordinal)
            .ToDictionary(
                stream => stream.Key,
                stream => stream.Aggregate((TState?)null, (known, e) => evolve(known, e.Fact))!,
                StringComparer.Ordinal);
        return new FoundFiles<TState>(at, [.. streams.Select(stream => states[stream])], total);
    }

    private async Task<(IReadOnlyList<string> Streams, int Total)> StreamsAsync(
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
