using System.Text.Json.Serialization;

namespace Evaluation.Rulebooks.Rules;

/// <summary>Which neighbour a number takes that lies exactly between two (取舍).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Rounding>))]
public enum Rounding
{
    /// <summary>四舍五入: away from zero, as ROUND of a spreadsheet; 2.5 becomes 3 and -2.5 becomes -3.</summary>
    [JsonStringEnumMemberName("half_up")]
    HalfUp,

    /// <summary>四舍六入五成双: to the even one, as GB/T 8170; 2.5 becomes 2 and 3.5 becomes 4.</summary>
    [JsonStringEnumMemberName("half_even")]
    HalfEven,
}

/// <summary>
/// How an exact total becomes the one number that decides: rank, tie, grade, status, list, prize and print look at it.
/// </summary>
/// <param name="Decimals">How many decimals it has, from 0 to 10.</param>
/// <param name="By">Which neighbour a total between two takes.</param>
public readonly record struct Precision(int Decimals, Rounding By)
{
    /// <summary>The number that decides.</summary>
    public decimal Of(decimal exact) => Math.Round(
        exact, Decimals, By == Rounding.HalfUp ? MidpointRounding.AwayFromZero : MidpointRounding.ToEven);

    /// <summary>In print, for example 四舍五入到2位小数.</summary>
    public override string ToString() =>
        (By == Rounding.HalfUp ? "四舍五入" : "按GB/T 8170（四舍六入五成双）修约")
        + (Decimals == 0 ? "到整数" : $"到{Decimals}位小数");
}
