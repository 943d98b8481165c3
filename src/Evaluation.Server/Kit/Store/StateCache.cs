using Marten;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace Evaluation.Server.Kit.Store;

/// <summary>
/// A version-checked cache of states that are read often and rarely changed (the roster, say). The version is read
/// every time, so a stale state is never returned.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
public sealed class StateCache(Databases databases) : IDisposable
{
    private const int Most = 10_000;

    // By key, one after the other: the plan of a prepared statement is kept, and one made while there were few streams
    // would read all of them when there are many.
    private const string Versions = $"""
        select s.id, s.version
        from unnest($2) as k (id) cross join lateral (
            select id, version from {MartenTables.Streams} where tenant_id = $1 and id = k.id offset 0) s
        """;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>Looks at streams of a session's district, for one command.</summary>
    public Reader At(IQuerySession session) => new(this, session);

    /// <inheritdoc/>
    public void Dispose() => cache.Dispose();

    private async Task<Dictionary<string, long>> VersionsAsync(string district, string[] streams, CancellationToken ct)
    {
        await using var connection = await databases.For(district).OpenAsync(ct);
        await using var command = new NpgsqlCommand(Versions, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = streams });
        await command.PrepareAsync(ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = streams.ToDictionary(stream => stream, _ => 0L, StringComparer.Ordinal);
        while (await reader.ReadAsync(ct))
        {
            found[reader.GetString(0)] = reader.GetInt64(1);
        }

        return found;
    }

    private async Task<TState?> StateAsync<TState>(
        IQuerySession session, string stream, long version, CancellationToken ct)
        where TState : class
    {
        var key = (session.TenantId, stream);
        if (cache.TryGetValue(key, out (long Version, object State) known) && known.Version == version)
        {
            return (TState)known.State;
        }

        var state = (await session.Events.AggregateStreamAsync<Folded<TState>>(stream, version, token: ct))?.State;
        if (state is not null)
        {
            cache.Set(key, (version, (object)state), new MemoryCacheEntryOptions { Size = 1 });
        }

        return state;
    }

    /// <summary>The streams that one command reads; each is read once.</summary>
    /// <param name="session">A session of the district.</param>
    public sealed class Reader(StateCache states, IQuerySession session) : IStates
    {
        private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);

        /// <inheritdoc/>
        public async Task SeeAsync(IEnumerable<string> streams, CancellationToken ct)
        {
            var unseen = streams.Where(stream => !versions.ContainsKey(stream)).Distinct().ToArray();
            if (unseen.Length > 0)
            {
                foreach (var (stream, version) in await states.VersionsAsync(session.TenantId, unseen, ct))
                {
                    versions[stream] = version;
                }
            }
        }

        /// <summary>
        /// Lets a session save only while a stream is as this command sees it, because a decision depends on it.
        /// </summary>
        /// <exception cref="JasperFx.ConcurrencyException">On saving: it is not; the bus tries again.</exception>
        public async Task KeepAsync(IDocumentSession writing, string stream, CancellationToken ct)
        {
            await SeeAsync([stream], ct);
            if (versions[stream] > 0)
            {
                writing.QueueOperation(new SeenAt(writing.TenantId, stream, versions[stream]));
            }
        }

        /// <inheritdoc/>
        public async Task<bool> HasAsync(string stream, CancellationToken ct)
        {
            await SeeAsync([stream], ct);
            return versions[stream] > 0;
        }

        /// <inheritdoc/>
        public async Task<TState?> StateAsync<TState>(string stream, CancellationToken ct) where TState : class =>
            await HasAsync(stream, ct) ? await states.StateAsync<TState>(session, stream, versions[stream], ct) : null;
    }
}
