namespace Evaluation.Rulebooks.Rules;

/// <summary>What a measure makes of the amounts of its facts when it does not add them up.</summary>
public enum Taking
{
    /// <summary>The largest.</summary>
    Largest,

    /// <summary>The smallest.</summary>
    Smallest,

    /// <summary>That of the first fact; of one day, by the facts' names.</summary>
    First,

    /// <summary>That of the latest fact.</summary>
    Latest,

    /// <summary>The one in the middle, or the mean of the two there.</summary>
    Median,

    /// <summary>The mean, without the highest and lowest that are left out while others remain.</summary>
    Mean,

    /// <summary>How many different ones there are.</summary>
    Distinct,

    /// <summary>The sum of what groups of facts come to.</summary>
    Sum,

    /// <summary>What stands on a day: of everything that is the same the latest fact, however long ago.</summary>
    Standing,
}

/// <summary>What a fact gives to a measure.</summary>
/// <param name="Day">The day on which it happened.</param>
/// <param name="Amount">The amount.</param>
/// <param name="Key">For different ones, groups and what stands: what makes it the same as others.</param>
public readonly record struct Taken(DateOnly Day, decimal Amount, string Key);

/// <summary>The arithmetic of <see cref="Taking"/>.</summary>
public static class Takings
{
    /// <summary>The decimals of what is taken, half to even: weeks add up to years without a remainder.</summary>
    private const int Decimals = 10;

    /// <summary>The figure of a measure; 0 when there is no fact.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="facts">What its facts give, in their order.</param>
    public static decimal Of(Measure measure, IReadOnlyList<Taken> facts) => facts.Count == 0 ? 0m
        : measure.Takes is not { } taking ? facts.Sum(fact => fact.Amount)
        : Math.Round(
            taking switch
            {
                Taking.Distinct => Groups(facts).Count(same => same.Key.Length > 0),
                Taking.Standing => Groups(facts).Sum(same => same.Last().Amount),
                _ when measure.Groups => Of(
                    taking,
                    [.. Groups(facts).Select(
                        same => Of(measure.Each, [.. same.Select(fact => fact.Amount)], measure.Trim))],
                    measure.Each == Taking.Mean ? 0 : measure.Trim),
                _ => Of(taking, [.. facts.Select(fact => fact.Amount)], measure.Trim),
            },
            Decimals, MidpointRounding.ToEven);

    // In the order of the first of each.
    private static IEnumerable<IGrouping<string, Taken>> Groups(IReadOnlyList<Taken> facts) =>
        facts.GroupBy(fact => fact.Key, StringComparer.Ordinal);

    private static decimal Of(Taking taking, decimal[] amounts, int trim) => taking switch
    {
        Taking.Largest => amounts.Max(),
        Taking.Smallest => amounts.Min(),
        Taking.First => amounts[0],
        Taking.Latest => amounts[^1],
        Taking.Median => Middle([.. amounts.Order()]),
        Taking.Mean => Mean([.. amounts.Order()], trim),
        _ => amounts.Sum(),
    };

    private static decimal Middle(decimal[] ordered) =>
        (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2m;

    private static decimal Mean(decimal[] ordered, int trim)
    {
        var left = ordered.Length > 2 * trim ? ordered[trim..^trim] : ordered;
        return left.Sum() / left.Length;
    }
}
