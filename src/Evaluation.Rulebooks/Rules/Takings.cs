namespace Evaluation.Rulebooks.Rules;

/// <summary>The arithmetic of <see cref="Taking"/>.</summary>
public static class Takings
{
    /// <summary>The decimals of what is taken, half to even: weeks add up to years without a remainder.</summary>
    private const int Decimals = 10;

    /// <summary>The figure of a measure; 0 when there is no fact.</summary>
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
