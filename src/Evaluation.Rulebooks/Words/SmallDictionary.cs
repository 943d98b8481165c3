using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Evaluation.Rulebooks.Words;

/// <summary>
/// A few values by name, in the order given. Facts and figures have so few of them that looking through is faster than
/// hashing and takes a third of the room: histories hold millions of such sets.
/// </summary>
/// <typeparam name="T">What a value is.</typeparam>
/// <param name="values">The values, no name twice; not copied.</param>
public sealed class SmallDictionary<T>(KeyValuePair<string, T>[] values) : IReadOnlyDictionary<string, T>
{
    /// <summary>The values, to be gone through without an enumerator.</summary>
    internal ReadOnlySpan<KeyValuePair<string, T>> Pairs => values;

    /// <inheritdoc/>
    public int Count => values.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => values.Select(pair => pair.Key);

    /// <inheritdoc/>
    public IEnumerable<T> Values => values.Select(pair => pair.Value);

    /// <inheritdoc/>
    public T this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"Nothing is named {key}.");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        foreach (ref readonly var pair in values.AsSpan())
        {
            if (pair.Key == key)
            {
                value = pair.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, T>>)values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Gives a name a value, whether it had one or not.</summary>
    internal static void Set(List<KeyValuePair<string, T>> values, string name, T value)
    {
        for (var at = 0; at < values.Count; at++)
        {
            if (values[at].Key == name)
            {
                values[at] = new(name, value);
                return;
            }
        }

        values.Add(new(name, value));
    }
}
