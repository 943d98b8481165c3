using System.Reflection;
using JasperFx.Events.Projections;
using Marten;

namespace Evaluation.Server.Kit.Store;

/// <summary>What the slices plug into the store: states and projections.</summary>
public sealed class StoreParts
{
    private readonly List<Action<StoreOptions>> marten = [];

    /// <summary>
    /// Where handlers, their generated code and events beside those of Office live; the server itself unless a test
    /// says otherwise.
    /// </summary>
    public Assembly Handlers { get; set; } = typeof(StoreParts).Assembly;

    /// <summary>Makes a state loadable for deciding, folded by a pure function.</summary>
    public StoreParts State<TState>(Func<TState?, object, TState> evolve) where TState : class =>
        Marten(options => options.Projections.Add(new Fold<TState>(evolve), ProjectionLifecycle.Live));

    /// <summary>Adds projections, documents or their indexes.</summary>
    public StoreParts Marten(Action<StoreOptions> configure)
    {
        marten.Add(configure);
        return this;
    }

    internal EventNames Names() => EventNames.Of(Handlers);

    internal void Apply(StoreOptions options) => marten.ForEach(configure => configure(options));
}
