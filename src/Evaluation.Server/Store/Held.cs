using JasperFx.Events;

namespace Evaluation.Server.Store;

/// <summary>A stream held for writing.</summary>
internal interface IHeld
{
    /// <summary>The name of the stream.</summary>
    string Stream { get; }

    /// <summary>The version found.</summary>
    long Version { get; }

    /// <summary>Appends signed events and returns them as they will be stored.</summary>
    IReadOnlyList<IEvent> Append(IEnumerable<IEvent> signed);
}

/// <summary>A stream held for writing, with the state that a decision is made on.</summary>
public sealed class Held<TState> : IHeld where TState : class
{
    private readonly IEventStream<Folded<TState>> _events;

    internal Held(string stream, IEventStream<Folded<TState>> events)
    {
        (Stream, _events) = (stream, events);
        Version = events.CurrentVersion ?? 0;
    }

    /// <summary>The name of the stream.</summary>
    public string Stream { get; }

    /// <summary>The version found; zero if the stream does not exist yet.</summary>
    public long Version { get; }

    /// <summary>The state found; null if the stream does not exist yet.</summary>
    public TState? State => _events.Aggregate?.State;

    IReadOnlyList<IEvent> IHeld.Append(IEnumerable<IEvent> signed)
    {
        _events.AppendMany(signed);
        return _events.Events;
    }
}
