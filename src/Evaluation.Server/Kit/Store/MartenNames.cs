using Marten;

namespace Evaluation.Server.Kit.Store;

/// <summary>How Marten names streams and events in its tables, for rows that are written past it.</summary>
public sealed class MartenNames(IDocumentStore store)
{
    /// <summary>The type of a stream that holds a state.</summary>
    public string StreamType<TState>() where TState : class =>
        ((DocumentStore)store).Events.AggregateAliasFor(typeof(Folded<TState>));

    /// <summary>The stored name of an event and the CLR name beside it.</summary>
    public (string Name, string DotNetType) OfEvent(Type type)
    {
        var mapping = ((DocumentStore)store).Events.EventMappingFor(type);
        return (mapping.EventTypeName, mapping.DotNetTypeName);
    }
}
