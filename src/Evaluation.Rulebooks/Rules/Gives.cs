using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Rulebooks.Rules;

/// <summary>A number and how it was found.</summary>
/// <param name="Number">The points before factors.</param>
/// <param name="How">The tier or choice in words; none for a plain number.</param>
public readonly record struct Given(decimal Number, Wording How);

/// <summary>What a clause gives before factors, share, repeat rule and caps, which follow in this order.</summary>
public abstract record Gives
{
    /// <summary>Evaluates for one fact or period.</summary>
    public abstract Given For(View view);

    /// <summary>The formulas in it.</summary>
    public abstract IEnumerable<Formula> Formulas { get; }
}

/// <summary>A number or formula: points per event, per amount, per missing visit.</summary>
public sealed record FormulaGives(Formula Formula) : Gives
{
    /// <inheritdoc/>
    public override IEnumerable<Formula> Formulas => [Formula];

    /// <inheritdoc/>
    public override Given For(View view) => new(
        Formula.Number!(view),
        Formula.Constant is null ? new FormulaWording(Formula, view, whole: true) : Wording.None);
}

/// <summary>A step by amount: the highest bound that is reached decides, the bound itself included (以上).</summary>
/// <param name="Tiers">Lower bound, its text and the points, ascending.</param>
public sealed record TierGives(Formula Of, ImmutableArray<(decimal From, string Text, decimal Points)> Tiers) : Gives
{
    private readonly Given below = new(0m, $"未达{Tiers[0].Text}");
    private readonly ImmutableArray<Given> reached =
        [.. Tiers.Select(tier => new Given(tier.Points, $"达{tier.Text}档"))];

    /// <inheritdoc/>
    public override IEnumerable<Formula> Formulas => [Of];

    /// <inheritdoc/>
    public override Given For(View view)
    {
        var amount = Of.Number!(view);
        var at = Tiers.Length - 1;
        while (at >= 0 && Tiers[at].From > amount)
        {
            at--;
        }

        return at < 0 ? below : reached[at];
    }
}

/// <summary>Marginal bands: each part of the amount at the price of its own band.</summary>
/// <param name="Per">The amount that the price is for.</param>
/// <param name="Bands">Lower bound, its text and the price, ascending.</param>
public sealed record BandGives(
    Formula Of, decimal Per, ImmutableArray<(decimal From, string Text, decimal Price)> Bands) : Gives
{
    private static readonly Wording Summed = "分段累计";

    private readonly Wording below = $"未超过{Bands[0].Text}";

    /// <inheritdoc/>
    public override IEnumerable<Formula> Formulas => [Of];

    /// <inheritdoc/>
    public override Given For(View view)
    {
        var amount = Of.Number!(view);
        var points = 0m;
        for (var i = 0; i < Bands.Length && Bands[i].From < amount; i++)
        {
            var upper = i + 1 < Bands.Length ? Math.Min(amount, Bands[i + 1].From) : amount;
            points += (upper - Bands[i].From) / Per * Bands[i].Price;
        }

        return new Given(points, points == 0m ? below : Summed);
    }
}

/// <summary>A price by word, for example by the rank of the visitor.</summary>
/// <param name="Label">What the word is, in print.</param>
/// <param name="Prices">Word, its text in print and the points.</param>
public sealed record ChoiceGives(
    Formula By, string Label, ImmutableDictionary<string, (string Text, decimal Points)> Prices) : Gives
{
    private readonly Given none = new(0m, $"{Label}不在计分之列");

    private readonly Dictionary<string, Given> given = Prices.ToDictionary(
        price => price.Key, price => new Given(price.Value.Points, $"{Label}：{price.Value.Text}"),
        StringComparer.Ordinal);

    /// <inheritdoc/>
    public override IEnumerable<Formula> Formulas => [By];

    /// <inheritdoc/>
    public override Given For(View view) =>
        given.TryGetValue(By.Text!(view), out var found) ? found : none;
}

/// <summary>A ladder: the first condition that holds decides; none gives 0.</summary>
public sealed record LadderGives(ImmutableArray<(Formula When, Formula Give)> Rungs) : Gives
{
    private static readonly Given Nothing = new(0m, "各档条件均不满足");

    /// <inheritdoc/>
    public override IEnumerable<Formula> Formulas => Rungs.SelectMany(rung => new[] { rung.When, rung.Give });

    /// <inheritdoc/>
    public override Given For(View view)
    {
        foreach (var (when, give) in Rungs)
        {
            if (when.Flag!(view))
            {
                return new Given(give.Number!(view), new RungWording(when, view));
            }
        }

        return Nothing;
    }
}
