using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Kinds;

/// <summary>The positions of a kind's fields.</summary>
/// <param name="names">The fields in order.</param>
public sealed class FieldOrder(ImmutableArray<string> names)
{
    private readonly FrozenDictionary<string, int> positions =
        names.Index().ToFrozenDictionary(field => field.Item, field => field.Index, StringComparer.Ordinal);

    /// <summary>Lays out values by position; a field that is not given is empty.</summary>
    public ImmutableArray<Value> Lay(IReadOnlyDictionary<string, Value> values)
    {
        var byPosition = new Value[names.Length];
        foreach (var (name, value) in values)
        {
            if (positions.TryGetValue(name, out var position))
            {
                byPosition[position] = value;
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(byPosition);
    }
}
