using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Evaluation.Server.Kit.Store;

/// <summary>A state as Marten handles it: Marten needs an id on it, the office's types have none.</summary>
/// <param name="At">The version of the stream that the state is at.</param>
internal sealed record Folded<TState>(string Id, TState State, long At) where TState : class;

/// <summary>Lets Marten build a state from its stream by the state's pure function.</summary>
/// <remarks>
/// Registered as live: nothing is stored, the stream is folded when a command needs it. Marten keeps the state in its
/// identity map, so states must be immutable records; otherwise a decider could change what the next reader sees.
/// </remarks>
internal sealed class Fold<TState>(Func<TState?, object, TState> evolve)
    : SingleStreamProjection<Folded<TState>, string> where TState : class
{
    /// <inheritdoc/>
    public override Folded<TState>? Evolve(Folded<TState>? snapshot, string id, IEvent e) =>
        new(id, evolve(snapshot?.State, e.Data), e.Version);
}
