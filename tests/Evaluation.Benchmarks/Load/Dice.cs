namespace Evaluation.Benchmarks.Load;

/// <summary>
/// Numbers that look random and are the same for the same seed on every machine and every version of the framework.
/// </summary>
public sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>A whole number from 0 to one less than <paramref name="sides"/>.</summary>
    public int Throw(int sides) => (int)(Next() % (ulong)sides);

    /// <summary>True so many times in a thousand.</summary>
    public bool Chance(int perMille) => Throw(1000) < perMille;

    /// <summary>One of them.</summary>
    public T Pick<T>(IReadOnlyList<T> of) => of[Throw(of.Count)];

    /// <summary>The place of one of the weights, the heavier the more often.</summary>
    public int Weighed(ReadOnlySpan<int> weights)
    {
        var sum = 0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var thrown = Throw(sum);
        var place = 0;
        while (thrown >= weights[place])
        {
            thrown -= weights[place];
            place++;
        }

        return place;
    }

    // SplitMix64 (Steele, Lea, Flood 2014): wraps around on purpose.
    private ulong Next() => unchecked(Mix(state += 0x9E3779B97F4A7C15UL));

    private static ulong Mix(ulong bits)
    {
        unchecked
        {
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
            return bits ^ (bits >> 31);
        }
    }
}
