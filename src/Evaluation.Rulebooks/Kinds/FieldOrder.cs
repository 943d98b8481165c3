using System.Collections.Frozen;
using System.Collections.Immutable;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Kinds;

/// <summary>The places of a kind's fields.</summary>
/// <param name="names">The fields in order.</param>
public sealed class FieldOrder(ImmutableArray<string> names)
{
    private readonly FrozenDictionary<string, int> places =
        names.Select((name, place) => KeyValuePair.Create(name, place)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How many fields there are.</summary>
    public int Count => names.Length;

    /// <summary>Lays out values by place; a field that is not given is empty.</summary>
    public void Lay(IReadOnlyDictionary<string, Value> values, Value[] into)
    {
        Array.Clear(into);
        foreach (var (name, value) in values)
        {
            if (places.TryGetValue(name, out var place))
            {
                into[place] = value;
            }
        }
    }
}
