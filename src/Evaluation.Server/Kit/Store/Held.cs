using JasperFx.Events;
using Marten;

namespace Evaluation.Server.Kit.Store;

/// <summary>A stream held for writing.</summary>
/// <param name="stream">The name of the stream.</param>
/// <param name="version">The version found.</param>
public abstract class Held(string stream, long version)
{
    /// <summary>The name of the stream.</summary>
    public string Stream { get; } = stream;

    /// <summary>The version found; zero if the stream does not exist yet.</summary>
    public long Version { get; } = version;

    /// <summary>Appends signed events and returns them as they will be stored.</summary>
    internal abstract IReadOnlyList<IEvent> Append(IEnumerable<IEvent> signed);
}

/// <summary>A stream that does not exist yet; saving fails if another writer begins it meanwhile.</summary>
internal sealed class Begun<TState>(IDocumentSession session, string stream) : Held(stream, 0) where TState : class
{
    internal override IReadOnlyList<IEvent> Append(IEnumerable<IEvent> signed) =>
        session.Events.StartStream<Folded<TState>>(Stream, signed).Events;
}

/// <summary>A stream held for writing, with the state that a decision is made on.</summary>
public sealed class Held<TState> : Held where TState : class
{
    private readonly IEventStream<Folded<TState>> events;

    internal Held(string stream, IEventStream<Folded<TState>> events) : base(stream, events.CurrentVersion ?? 0) =>
        this.events = events;

    /// <summary>The state found; null if the stream does not exist yet.</summary>
    public TState? State => events.Aggregate?.State;

    internal override IReadOnlyList<IEvent> Append(IEnumerable<IEvent> signed)
    {
        events.AppendMany(signed);
        return events.Events;
    }
}
