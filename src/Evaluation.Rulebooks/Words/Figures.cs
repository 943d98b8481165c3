namespace Evaluation.Rulebooks.Words;

/// <summary>
/// Amounts by the names of measures, in the order of these names: what a unit has in a week or a year.
/// </summary>
public static class Figures
{
    /// <summary>No amounts.</summary>
    public static readonly IReadOnlyDictionary<string, decimal> None = new SmallDictionary<decimal>([]);

    /// <summary>Puts amounts in order.</summary>
    /// <param name="amounts">Amounts, no name twice; sorted in place.</param>
    public static SmallDictionary<decimal> InOrder(KeyValuePair<string, decimal>[] amounts)
    {
        Array.Sort(amounts, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        return new SmallDictionary<decimal>(amounts);
    }

    /// <summary>Adds amounts of the same name.</summary>
    public static IReadOnlyDictionary<string, decimal> Plus(
        IReadOnlyDictionary<string, decimal> first, IReadOnlyDictionary<string, decimal> second)
    {
        if (first.Count == 0 || second.Count == 0)
        {
            return second.Count == 0 ? first : second;
        }

        var left = Ordered(first).Pairs;
        var right = Ordered(second).Pairs;
        var sum = new KeyValuePair<string, decimal>[left.Length + right.Length];
        var (count, l, r) = (0, 0, 0);
        while (l < left.Length || r < right.Length)
        {
            var order = l == left.Length ? 1 : r == right.Length ? -1
                : string.CompareOrdinal(left[l].Key, right[r].Key);
            sum[count++] = order < 0 ? left[l++]
                : order > 0 ? right[r++]
                : new(left[l].Key, left[l++].Value + right[r++].Value);
        }

        return new SmallDictionary<decimal>(sum[..count]);
    }

    // Every small dictionary of amounts was put in order when it was made.
    private static SmallDictionary<decimal> Ordered(IReadOnlyDictionary<string, decimal> amounts) =>
        amounts as SmallDictionary<decimal> ?? InOrder([.. amounts]);
}
