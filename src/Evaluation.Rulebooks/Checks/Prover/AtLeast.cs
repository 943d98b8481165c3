using System.Collections.Immutable;

namespace Evaluation.Rulebooks.Checks.Prover;

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
