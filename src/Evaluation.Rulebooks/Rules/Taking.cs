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
}

/// <summary>What a fact gives to a measure.</summary>
/// <param name="Day">The day on which it happened.</param>
/// <param name="Amount">The amount.</param>
/// <param name="Key">For different ones: what makes it the same as others.</param>
public readonly record struct Taken(DateOnly Day, decimal Amount, string Key);

/// <summary>The arithmetic of <see cref="Taking"/>.</summary>
public static class Takings
{
    /// <summary>The decimals of what is taken, half to even: weeks add up to years without a remainder.</summary>
    private const int Decimals = 10;

    /// <summary>The figure of a measure; 0 when there is no fact.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="facts">What its facts give, in their order.</param>
    public static decimal Of(Measure measure, IReadOnlyList<Taken> facts)
    {
        var amounts = facts.Select(fact => fact.Amount);
        return facts.Count == 0 ? 0m
            : measure.Takes is not { } taking ? amounts.Sum()
            : Math.Round(
                taking switch
                {
                    Taking.Largest => amounts.Max(),
                    Taking.Smallest => amounts.Min(),
                    Taking.First => facts[0].Amount,
                    Taking.Latest => facts[^1].Amount,
                    Taking.Median => Middle([.. amounts.Order()]),
                    Taking.Mean => Mean([.. amounts.Order()], measure.Trim),
                    _ => facts.Select(fact => fact.Key).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal)
                        .Count(),
                },
                Decimals, MidpointRounding.ToEven);
    }

    private static decimal Middle(decimal[] ordered) =>
        (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2m;

    private static decimal Mean(decimal[] ordered, int trim)
    {
        var left = ordered.Length > 2 * trim ? ordered[trim..^trim] : ordered;
        return left.Sum() / left.Length;
    }
}
