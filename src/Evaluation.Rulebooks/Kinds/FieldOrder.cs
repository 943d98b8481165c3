using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Kinds;

/// <summary>The places of a kind's fields.</summary>
/// <param name="names">The fields in order.</param>
public sealed class FieldOrder(ImmutableArray<string> names)
{
    private readonly FrozenDictionary<string, int> places =
        names.Select((name, place) => KeyValuePair.Create(name, place)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Lays out values by place; a field that is not given is empty.</summary>
    public ImmutableArray<Value> Lay(IReadOnlyDictionary<string, Value> values)
    {
        var laid = new Value[names.Length];
        foreach (var (name, value) in values)
        {
            if (places.TryGetValue(name, out var place))
            {
                laid[place] = value;
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(laid);
    }
}
