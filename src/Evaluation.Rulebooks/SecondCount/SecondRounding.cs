using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.SecondCount;

/// <summary>Rounding as it is done by hand: the digits that stay, and what is left over against half a step.</summary>
internal static class SecondRounding
{
    /// <summary>
    /// The number at which a week or period that ends on a day looks for grades, statuses, lists and formulas; before
    /// one number decided, that was the exact one.
    /// </summary>
    public static decimal Decided(SecondInput input, Rulebook edition, DateOnly day, decimal points) =>
        day <= input.ExactThrough ? points : Compared(input, edition, day, points);

    /// <summary>The number by which units are put in order at the end of a week or period.</summary>
    public static decimal Compared(SecondInput input, Rulebook edition, DateOnly day, decimal points)
    {
        var even = day <= input.ExactThrough || edition.Ranking.Rounding == Rounding.HalfEven;
        return even ? HalfEven(points, edition.Ranking.Decimals) : HalfUp(points, edition.Ranking.Decimals);
    }

    /// <summary>Half a step or more goes up, of the amount without its sign.</summary>
    public static decimal HalfUp(decimal number, decimal places) =>
        Signed(number, places, (_, left, step) => left >= step / 2m);

    /// <summary>More than half a step goes up; just half a step only where the digit that stays is odd.</summary>
    public static decimal HalfEven(decimal number, decimal places) =>
        Signed(number, places, (kept, left, step) =>
            left > step / 2m || (left == step / 2m && kept % (2m * step) != 0m));

    /// <summary>Whatever is left over goes up.</summary>
    public static decimal Up(decimal number, decimal places) => Signed(number, places, (_, left, _) => left > 0m);

    /// <summary>Whatever is left over goes.</summary>
    public static decimal Down(decimal number, decimal places) => Signed(number, places, (_, _, _) => false);

    private static decimal Signed(decimal number, decimal places, Func<decimal, decimal, decimal, bool> goesUp)
    {
        var step = 1m;
        for (var i = 0; i < places; i++)
        {
            step /= 10m;
        }

        var amount = Math.Abs(number);
        var left = amount % step;
        var kept = amount - left;
        var rounded = goesUp(kept, left, step) ? kept + step : kept;
        return number < 0m ? -rounded : rounded;
    }
}
