using System.Globalization;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>How totals of points are printed: as the number that decides.</summary>
/// <param name="Rounding">Makes the number; null in weeks sealed before one number decided.</param>
/// <param name="Places">How many decimals are printed, at least those of the number.</param>
public readonly record struct PrintedPoints(Precision? Rounding, int Places)
{
    /// <summary>In a week that an edition frames.</summary>
    public static PrintedPoints Of(Rulebook edition) => edition.Ranking.ByExact
        ? new(null, edition.Bulletin.Decimals)
        : new(edition.Ranking.Precision, Math.Max(edition.Ranking.Decimals, edition.Bulletin.Decimals));

    /// <summary>In a bulletin.</summary>
    public static PrintedPoints Of(Bulletin bulletin) => new(bulletin.Rounding, bulletin.Decimals);

    /// <summary>What decides, in one sentence; null in weeks sealed before one number decided.</summary>
    public string? Sentence => Rounding is { } precision
        ? $"得分{precision}，位次、同分、等次、状态、名单和奖惩都看印出的得分。" : null;

    /// <summary>The number that decides where it is another than the exact one; else null.</summary>
    public decimal? Decided(decimal exact) =>
        Rounding is not null && Number(exact) is var number && number != exact ? Exact.Trim(number) : null;

    /// <summary>The number that is printed; half to even before one number decided.</summary>
    public decimal Number(decimal exact) =>
        (Rounding ?? new Precision(Places, Evaluation.Rulebooks.Rules.Rounding.HalfEven)).Of(exact);

    /// <summary>The number as text, with zeros behind it where it is shorter than what is printed.</summary>
    public string Text(decimal exact) => Number(exact).ToString(
        "F" + Places.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>What an exact sum becomes, 四舍五入到2位小数为90.00; empty where nothing is rounded.</summary>
    public string Becomes(decimal exact) =>
        Rounding is { } precision && Number(exact) != exact ? $"{precision}为{Text(exact)}" : "";
}
