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

/// <summary>The sum is at least 0, or more than 0.</summary>
internal sealed record AtLeast(Sum Sum, bool More)
{
    // Beyond these nothing is claimed.
    private const int MostSteps = 60;
    private const int MostBounds = 200;

    /// <summary>
    /// Whether some numbers meet all bounds at once. One unknown after another is eliminated (Fourier and Motzkin):
    /// each of its lower bounds is at most each of its upper ones. What overflows counts as possible.
    /// </summary>
    public static bool Possible(IEnumerable<AtLeast> bounds)
    {
        try
        {
            var left = bounds.ToList();
            for (var step = 0; step < MostSteps && left.Count <= MostBounds; step++)
            {
                if (left.Exists(
                    bound => bound.Sum.Fixed is { } number && (number < 0m || (bound.More && number == 0m))))
                {
                    return false;
                }

                left.RemoveAll(bound => bound.Sum.Fixed is not null);
                if (left.Count == 0)
                {
                    return true;
                }

                left = Without(
                    left.SelectMany(bound => bound.Sum.Unknowns.Keys).Distinct()
                        .MinBy(unknown => Pairs(left, unknown))!, left);
            }
        }
        catch (OverflowException)
        {
            // Too large to decide.
        }

        return true;
    }

    private static int Pairs(List<AtLeast> bounds, string unknown) =>
        bounds.Count(bound => bound.Sum.Unknowns.GetValueOrDefault(unknown) > 0m)
        * bounds.Count(bound => bound.Sum.Unknowns.GetValueOrDefault(unknown) < 0m);

    private static List<AtLeast> Without(string unknown, List<AtLeast> bounds)
    {
        var lower = bounds.Where(bound => bound.Sum.Unknowns.GetValueOrDefault(unknown) > 0m);
        var upper = bounds.Where(bound => bound.Sum.Unknowns.GetValueOrDefault(unknown) < 0m).ToList();
        return
        [
            .. bounds.Where(bound => !bound.Sum.Unknowns.ContainsKey(unknown)),
            .. lower.SelectMany(low => upper.Select(high => new AtLeast(
                low.Sum.Times(-high.Sum.Unknowns[unknown]).Plus(high.Sum.Times(low.Sum.Unknowns[unknown])),
                low.More || high.More))),
        ];
    }
}
