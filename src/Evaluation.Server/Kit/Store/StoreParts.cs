using System.Reflection;
using JasperFx.Events.Projections;
using Marten;
using Wolverine;

namespace Evaluation.Server.Kit.Store;

/// <summary>What the slices plug into the store: states, projections, handlers' settings.</summary>
public sealed class StoreParts
{
    private readonly List<Assembly> events = [];
    private readonly List<Action<StoreOptions>> marten = [];
    private readonly List<Action<WolverineOptions>> wolverine = [];

    /// <summary>Where handlers and their generated code live; the server itself unless a test sets otherwise.</summary>
    public Assembly Handlers { get; set; } = typeof(StoreParts).Assembly;

    /// <summary>Adds events of another assembly than Evaluation.Office.</summary>
    public StoreParts Events(Assembly assembly)
    {
        events.Add(assembly);
        return this;
    }

    /// <summary>Makes a state loadable for deciding, folded by a pure function.</summary>
    public StoreParts State<TState>(Func<TState?, object, TState> evolve) where TState : class =>
        Marten(options => options.Projections.Add(new Fold<TState>(evolve), ProjectionLifecycle.Live));

    /// <summary>Adds projections, documents or their indexes.</summary>
    public StoreParts Marten(Action<StoreOptions> configure)
    {
        marten.Add(configure);
        return this;
    }

    /// <summary>Adds schedules, queues or policies.</summary>
    public StoreParts Wolverine(Action<WolverineOptions> configure)
    {
        wolverine.Add(configure);
        return this;
    }

    internal EventNames Names() => EventNames.Of(events);

    internal void Apply(StoreOptions options) => marten.ForEach(configure => configure(options));

    internal void Apply(WolverineOptions options) => wolverine.ForEach(configure => configure(options));
}
