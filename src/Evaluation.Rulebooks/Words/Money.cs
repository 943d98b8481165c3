using System.Globalization;

namespace Evaluation.Rulebooks.Words;

/// <summary>
/// Amounts of money in yuan, written with their Chinese unit: 元, 万 (ten thousand) or 亿 (a hundred million).
/// </summary>
public static class Money
{
    /// <summary>Ten thousand yuan.</summary>
    public const decimal Wan = 10_000m;

    /// <summary>A hundred million yuan.</summary>
    public const decimal Yi = 100_000_000m;

    private static readonly (string Suffix, decimal Yuan)[] Units =
        [("亿元", Yi), ("万元", Wan), ("亿", Yi), ("万", Wan), ("元", 1m)];

    /// <summary>
    /// Reads `3000万`, `1.5亿元`, `500元`. A number without unit, a foreign unit or a negative amount is not read.
    /// </summary>
    /// <returns>The amount in yuan, or null with the reason in <paramref name="why"/>.</returns>
    public static decimal? Parse(string text, out string why)
    {
        var trimmed = text.Trim();
        foreach (var (suffix, yuan) in Units)
        {
            if (!trimmed.EndsWith(suffix, StringComparison.Ordinal))
            {
                continue;
            }

            var digits = trimmed[..^suffix.Length].Trim();
            return Multiply(digits, yuan, text, out why);
        }

        why = $"金额“{text}”没有写明单位，或单位不是元、万、亿。";
        return null;
    }

    /// <summary>
    /// Writes an amount in the largest unit that it reaches, without losing a digit: 30000000 is 3000万.
    /// </summary>
    public static string Format(decimal yuan) => Math.Abs(yuan) switch
    {
        >= Yi => Digits(yuan / Yi) + "亿",
        >= Wan => Digits(yuan / Wan) + "万",
        _ => Digits(yuan) + "元",
    };

    private static decimal? Multiply(string digits, decimal yuan, string text, out string why)
    {
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (digits.Length > 20 || !decimal.TryParse(digits, styles, CultureInfo.InvariantCulture, out var number))
        {
            why = $"金额“{text}”的数字部分无法识别。";
            return null;
        }

        if (number < 0 || number * yuan > 10_000m * Yi)
        {
            why = number < 0 ? $"金额“{text}”是负数。" : $"金额“{text}”超过一万亿元。";
            return null;
        }

        why = "";
        return number * yuan;
    }

    private static string Digits(decimal number) => Exact.Trim(number).ToString(CultureInfo.InvariantCulture);
}
