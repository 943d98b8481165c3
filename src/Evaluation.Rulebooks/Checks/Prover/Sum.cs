using System.Collections.Immutable;

namespace Evaluation.Rulebooks.Checks.Prover;

/// <summary>A sum of unknowns, each times a number, and a constant.</summary>
internal sealed record Sum(ImmutableSortedDictionary<string, decimal> Unknowns, decimal Constant)
{
    private static readonly ImmutableSortedDictionary<string, decimal> None =
        ImmutableSortedDictionary.Create<string, decimal>(StringComparer.Ordinal);

    /// <summary>The number when nothing is unknown.</summary>
    public decimal? Fixed => Unknowns.IsEmpty ? Constant : null;

    public static Sum Of(decimal constant) => new(None, constant);

    public static Sum Of(string unknown) => new(None.Add(unknown, 1m), 0m);

    public Sum Plus(Sum other)
    {
        var sum = Unknowns.ToBuilder();
        foreach (var (unknown, times) in other.Unknowns)
        {
            sum[unknown] = sum.GetValueOrDefault(unknown) + times;
            if (sum[unknown] == 0m)
            {
                sum.Remove(unknown);
            }
        }

        return new Sum(sum.ToImmutable(), Constant + other.Constant);
    }

    public Sum Minus(Sum other) => Plus(other.Times(-1m));

    public Sum Times(decimal factor) => factor == 0m ? Of(0m)
        : new(Unknowns.ToImmutableSortedDictionary(one => one.Key, one => one.Value * factor, StringComparer.Ordinal),
            Constant * factor);
}
