using System.Reflection;
using System.Text.RegularExpressions;
using Evaluation.Office.Decisions;

namespace Evaluation.Server.Kit.Store;

/// <summary>The stored name of every event and the type it is read as, found by reflection once at start.</summary>
public sealed partial class EventNames
{
    private readonly Dictionary<string, Type> types = new(StringComparer.Ordinal);

    private EventNames(IEnumerable<Assembly> assemblies)
    {
        foreach (var type in assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()))
        {
            if (type.GetCustomAttribute<StoredAsAttribute>() is { Name: var name })
            {
                Add(name, type);
            }
        }
    }

    /// <summary>All names with their types.</summary>
    public IReadOnlyDictionary<string, Type> All => types;

    /// <summary>Collects the events of Evaluation.Office and of the given assemblies.</summary>
    /// <exception cref="InvalidOperationException">
    /// Two events share a name, a name is malformed, or a type is not a sealed record.
    /// </exception>
    public static EventNames Of(params IEnumerable<Assembly> others) =>
        new(others.Prepend(typeof(StoredAsAttribute).Assembly));

    /// <summary>The name under which an event is stored.</summary>
    public static string NameOf<TEvent>() where TEvent : class =>
        typeof(TEvent).GetCustomAttribute<StoredAsAttribute>()!.Name;

    /// <summary>The type stored under a name.</summary>
    /// <exception cref="InvalidOperationException">No event has this name: the program is too old.</exception>
    public Type TypeOf(string name) => types.TryGetValue(name, out var type)
        ? type
        : throw new InvalidOperationException($"The store holds an event '{name}' that this program does not know.");

    private void Add(string name, Type type)
    {
        if (!Pattern().IsMatch(name))
        {
            throw new InvalidOperationException($"'{name}' of {type.Name} is not a name like 'claim.verified.v1'.");
        }

        // Tests and idempotent deciders rely on the equality of records; a subclass would take its base's name.
        if (!type.IsSealed || type.GetMethod("<Clone>$") is null)
        {
            throw new InvalidOperationException($"The event {type.Name} must be a sealed record.");
        }

        if (!types.TryAdd(name, type))
        {
            throw new InvalidOperationException($"{type.Name} and {types[name].Name} are both stored as '{name}'.");
        }
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+\.v[1-9][0-9]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
