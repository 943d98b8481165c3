using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.SecondCount;

/// <summary>Points by the step or the band of an amount.</summary>
internal static class SecondSteps
{
    /// <summary>
    /// The highest bound that is reached, the bound itself included; below the lowest nothing.
    /// </summary>
    public static decimal Tier(TierGives gives, decimal amount)
    {
        var reached = gives.Tiers.Where(tier => tier.From <= amount).ToList();
        return reached.Count == 0 ? 0m : reached.MaxBy(tier => tier.From).Points;
    }

    /// <summary>Each part of the amount at the price of its own band.</summary>
    public static decimal Bands(BandGives gives, decimal amount)
    {
        var points = 0m;
        foreach (var band in gives.Bands.OrderBy(band => band.From))
        {
            var above = gives.Bands.Where(other => other.From > band.From).Select(other => other.From).ToList();
            var upper = above.Count == 0 ? amount : Math.Min(amount, above.Min());
            if (upper > band.From)
            {
                points += (upper - band.From) / gives.Per * band.Price;
            }
        }

        return points;
    }
}
