namespace Evaluation.Rulebooks.Words;

/// <summary>Comparing and joining the named values of a claim.</summary>
public static class Facts
{
    /// <summary>No values.</summary>
    public static readonly IReadOnlyDictionary<string, Value> None = new Dictionary<string, Value>();

    /// <summary>Whether two sets of values hold the same.</summary>
    public static bool Same(IReadOnlyDictionary<string, Value> left, IReadOnlyDictionary<string, Value> right) =>
        left.Count == right.Count
            && left.All(pair => right.TryGetValue(pair.Key, out var other) && other == pair.Value);

    /// <summary>Both sets together; the second wins where both name a value.</summary>
    public static IReadOnlyDictionary<string, Value> Join(
        IReadOnlyDictionary<string, Value> first, IReadOnlyDictionary<string, Value> second)
    {
        if (second.Count == 0)
        {
            return first;
        }

        var joined = new List<KeyValuePair<string, Value>>(first.Count + second.Count);
        joined.AddRange(first);
        foreach (var (name, value) in second)
        {
            SmallDictionary<Value>.Set(joined, name, value);
        }

        return new SmallDictionary<Value>([.. joined]);
    }
}
