using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.SecondCount;

/// <summary>A fact with what a measure counts of it, and what makes it the same as others.</summary>
internal sealed record SecondAmount(Fact Fact, decimal Amount, string Key);

/// <summary>One figure of what several facts give, as one would do it on paper.</summary>
internal static class SecondMeasures
{
    private const int Decimals = 10;

    /// <summary>The figure by the rule of a measure.</summary>
    public static decimal Of(Measure rule, List<SecondAmount> counted)
    {
        if (rule.Takes is null)
        {
            return counted.Sum(one => one.Amount);
        }

        if (counted.Count == 0)
        {
            return 0m;
        }

        var keys = counted.ConvertAll(one => one.Key).Distinct().ToList();
        return SecondRounding.HalfEven(rule switch
        {
            { Takes: Taking.Distinct } => keys.Count(key => key.Length > 0),
            { Takes: Taking.Standing } => keys.Sum(key => counted.FindLast(one => one.Key == key)!.Amount),
            { Key: not null } => Of(
                rule.Takes.Value,
                keys.ConvertAll(key => Of(
                    rule.Each, counted.FindAll(one => one.Key == key).ConvertAll(one => one.Amount), rule.Trim)),
                rule.Each == Taking.Mean ? 0 : rule.Trim),
            _ => Of(rule.Takes.Value, counted.ConvertAll(one => one.Amount), rule.Trim),
        }, Decimals);
    }

    private static decimal Of(Taking taking, List<decimal> amounts, int trim) => taking switch
    {
        Taking.Sum => amounts.Sum(),
        Taking.Largest => amounts.Aggregate((one, other) => one > other ? one : other),
        Taking.Smallest => amounts.Aggregate((one, other) => one < other ? one : other),
        Taking.First => amounts[0],
        Taking.Latest => amounts[^1],
        Taking.Median => Middle(amounts),
        Taking.Mean => Mean(amounts, trim),
        _ => throw new InvalidOperationException(taking.ToString()),
    };

    // Take away the highest and the lowest until one or two are left.
    private static decimal Middle(List<decimal> amounts)
    {
        var left = Outside(amounts, (amounts.Count - 1) / 2);
        return left.Count == 1 ? left[0] : (left[0] + left[1]) / 2m;
    }

    private static decimal Mean(List<decimal> amounts, int trim)
    {
        var left = amounts.Count > 2 * trim ? Outside(amounts, trim) : Outside(amounts, 0);
        return left.Sum() / left.Count;
    }

    // From the lowest to the highest, without so many at both ends.
    private static List<decimal> Outside(List<decimal> amounts, int times)
    {
        var left = amounts.Order().ToList();
        for (var i = 0; i < times; i++)
        {
            left.RemoveAt(0);
            left.RemoveAt(left.Count - 1);
        }

        return left;
    }
}
