using Marten;

namespace Evaluation.Server.Kit.Store;

/// <summary>Looks at states without deciding on them.</summary>
public static class Read
{
    /// <summary>A state folded from its stream; null if the stream does not exist.</summary>
    public static async Task<TState?> StateAsync<TState>(
        IQuerySession session, string stream, CancellationToken ct) where TState : class =>
        (await session.Events.AggregateStreamAsync<Folded<TState>>(stream, token: ct))?.State;
}
