using System.Collections.Immutable;

namespace Evaluation.Core.Rules;

/// <summary>A number and how it was found.</summary>
/// <param name="Number">The points before factors.</param>
/// <param name="How">The tier or choice in words; empty for a plain formula.</param>
public readonly record struct Given(decimal Number, string How);

/// <summary>What a clause gives before factors, share, repeat rule and caps, which follow in this order.</summary>
public abstract record Gives
{
    /// <summary>Evaluates for one fact or period.</summary>
    public abstract Given For(Scope scope);

    /// <summary>The formulas in it.</summary>
    public abstract IEnumerable<Formula> Formulas { get; }
}

/// <summary>A number or formula: points per event, per amount, per missing visit.</summary>
public sealed record FormulaGives(Formula Formula) : Gives
{
    /// <inheritdoc/>
    public override IEnumerable<Formula> Formulas => [Formula];

    /// <inheritdoc/>
    public override Given For(Scope scope) => new(
        Formula.Number!(scope), Formula.Constant is null ? $"{Formula.Printed}（{Formula.Values(scope)}）" : "");
}

/// <summary>A step by amount: the highest bound that is reached decides, the bound itself included (以上).</summary>
/// <param name="Of">The amount.</param>
/// <param name="Tiers">Lower bound, its text and the points, ascending.</param>
public sealed record TierGives(Formula Of, ImmutableArray<(decimal From, string Text, decimal Points)> Tiers) : Gives
{
    /// <inheritdoc/>
    public override IEnumerable<Formula> Formulas => [Of];

    /// <inheritdoc/>
    public override Given For(Scope scope)
    {
        var amount = Of.Number!(scope);
        var reached = -1;
        while (reached + 1 < Tiers.Length && Tiers[reached + 1].From <= amount)
        {
            reached++;
        }

        return reached < 0 ? new Given(0m, $"未达{Tiers[0].Text}") : new Given(Tiers[reached].Points, $"达{Tiers[reached].Text}档");
    }
}

/// <summary>Marginal bands: each part of the amount at the price of its own band.</summary>
/// <param name="Of">The amount.</param>
/// <param name="Per">The amount that the price is for.</param>
/// <param name="Bands">Lower bound, its text and the price, ascending.</param>
public sealed record BandGives(Formula Of, decimal Per, ImmutableArray<(decimal From, string Text, decimal Price)> Bands) : Gives
{
    /// <inheritdoc/>
    public override IEnumerable<Formula> Formulas => [Of];

    /// <inheritdoc/>
    public override Given For(Scope scope)
    {
        var amount = Of.Number!(scope);
        var points = 0m;
        for (var i = 0; i < Bands.Length && Bands[i].From < amount; i++)
        {
            var upper = i + 1 < Bands.Length ? Math.Min(amount, Bands[i + 1].From) : amount;
            points += (upper - Bands[i].From) / Per * Bands[i].Price;
        }

        return new Given(points, points == 0m ? $"未超过{Bands[0].Text}" : "分段累计");
    }
}

/// <summary>A price by word, for example by the rank of the visitor.</summary>
/// <param name="By">The word.</param>
/// <param name="Label">What the word is, in print.</param>
/// <param name="Prices">Word, its text in print and the points.</param>
public sealed record ChoiceGives(Formula By, string Label, ImmutableDictionary<string, (string Text, decimal Points)> Prices) : Gives
{
    /// <inheritdoc/>
    public override IEnumerable<Formula> Formulas => [By];

    /// <inheritdoc/>
    public override Given For(Scope scope) =>
        Prices.TryGetValue(By.Text!(scope), out var price) ? new Given(price.Points, $"{Label}：{price.Text}") : new Given(0m, $"{Label}不在计分之列");
}

/// <summary>A ladder: the first condition that holds decides; none gives 0.</summary>
public sealed record LadderGives(ImmutableArray<(Formula When, Formula Give)> Rungs) : Gives
{
    /// <inheritdoc/>
    public override IEnumerable<Formula> Formulas => Rungs.SelectMany(rung => new[] { rung.When, rung.Give });

    /// <inheritdoc/>
    public override Given For(Scope scope)
    {
        foreach (var (when, give) in Rungs)
        {
            if (when.Flag!(scope))
            {
                return new Given(give.Number!(scope), $"满足“{when.Printed}”（{when.Values(scope)}）");
            }
        }

        return new Given(0m, "各档条件均不满足");
    }
}
