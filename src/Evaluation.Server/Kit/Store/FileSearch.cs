using Evaluation.Office.Lists;
using Npgsql;

namespace Evaluation.Server.Kit.Store;

/// <summary>Which streams are looked for.</summary>
/// <param name="Family">How the names of the streams begin, for example `enterprise/`.</param>
/// <param name="Text">What their names, codes or events hold; empty for all.</param>
public sealed record SoughtFiles(string Family, string Text);

/// <summary>
/// Finds streams of a family by what their events say of names, page by page, so that nothing is cut off.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="log">The events of the streams found.</param>
public sealed class FileSearch(Databases databases, EventReader log)
{
    private const int OnPage = 50, AtOnce = 1000;

    // What an event does not have is null and matches nothing.
    private const string Sql = $"""
        select distinct stream_id from {MartenTables.Events}
        where tenant_id = $1 and starts_with(stream_id, $2) and ($3 = ''
            or strpos(lower(stream_id), $3) > 0
            or strpos(lower(data ->> 'name'), $3) > 0 or strpos(lower(data ->> 'alias'), $3) > 0
            or strpos(lower(data ->> 'creditCode'), $3) > 0 or strpos(lower(data ->> 'enterprise'), $3) > 0)
        """;

    private static readonly ListOrder<string> ByName = new("id", _ => "", stream => stream);

    /// <summary>A page of the states of the streams found, in order of their names.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="sought">What is looked for.</param>
    /// <param name="after">The place after which the page begins; null for the beginning.</param>
    /// <param name="evolve">The state after an event.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ListPage<TState>> PageAsync<TState>(
        string district, SoughtFiles sought, ListKey? after, Func<TState?, object, TState> evolve, CancellationToken ct)
        where TState : class
    {
        var page = ByName.Page(await StreamsAsync(district, sought, ct), after, OnPage);
        return new ListPage<TState>(
            await StatesAsync(district, page.Rows, evolve, ct), page.Total, page.Before, page.Previous, page.Next);
    }

    /// <summary>The states of all streams found, in order of their names.</summary>
    public async Task<IReadOnlyList<TState>> AllAsync<TState>(
        string district, SoughtFiles sought, Func<TState?, object, TState> evolve, CancellationToken ct)
        where TState : class
    {
        var all = new List<TState>();
        foreach (var streams in ByName.All(await StreamsAsync(district, sought, ct)).Chunk(AtOnce))
        {
            all.AddRange(await StatesAsync(district, streams, evolve, ct));
        }

        return all;
    }

    private async Task<IReadOnlyList<TState>> StatesAsync<TState>(
        string district, IReadOnlyList<string> streams, Func<TState?, object, TState> evolve, CancellationToken ct)
        where TState : class
    {
        var states = (await log.OfStreamsAsync(district, [.. streams], long.MaxValue, ct))
            .GroupBy(e => e.Stream, StringComparer.Ordinal)
            .ToDictionary(
                stream => stream.Key,
                stream => stream.Aggregate((TState?)null, (known, e) => evolve(known, e.Fact))!,
                StringComparer.Ordinal);
        return [.. streams.Select(stream => states[stream])];
    }

    private async Task<List<string>> StreamsAsync(string district, SoughtFiles sought, CancellationToken ct)
    {
        await using var command = databases.For(district).Command(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = sought.Family });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = sought.Text.Trim().ToLowerInvariant() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var streams = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            streams.Add(reader.GetString(0));
        }

        return streams;
    }
}
