using Marten;

namespace Evaluation.Server.Kit.Store;

/// <summary>A state and the version of its stream, which a later command sends back as the expected one.</summary>
/// <param name="Version">The version that the state is at.</param>
public sealed record Versioned<TState>(TState State, long Version) where TState : class;

/// <summary>Looks at states without deciding on them.</summary>
public static class Read
{
    /// <summary>A state folded from its stream; null if the stream does not exist.</summary>
    public static async Task<TState?> StateAsync<TState>(
        this IQuerySession session, string stream, CancellationToken ct) where TState : class =>
        (await session.VersionedAsync<TState>(stream, ct))?.State;

    /// <summary>
    /// A state on which a decision of the session depends: when the session saves, its stream must still be as it was
    /// read. Null if the stream does not exist.
    /// </summary>
    /// <exception cref="JasperFx.ConcurrencyException">On saving: it is not; the bus tries again.</exception>
    public static async Task<TState?> KeptAsync<TState>(
        this IDocumentSession session, string stream, CancellationToken ct) where TState : class
    {
        if (await session.VersionedAsync<TState>(stream, ct) is not { } found)
        {
            return null;
        }

        session.QueueOperation(new SeenAt(session.TenantId, stream, found.Version));
        return found.State;
    }

    /// <summary>A state with its version; null if the stream does not exist.</summary>
    /// <remarks>
    /// Both come from one query. Asked one after the other, an event stored between them would give an old state with
    /// the new version, and the change that nobody saw would be overwritten.
    /// </remarks>
    public static async Task<Versioned<TState>?> VersionedAsync<TState>(
        this IQuerySession session, string stream, CancellationToken ct) where TState : class =>
        await session.Events.AggregateStreamAsync<Folded<TState>>(stream, token: ct) is { } found
            ? new Versioned<TState>(found.State, found.At)
            : null;
}
