using System.Globalization;

namespace Evaluation.Rulebooks.Words;

/// <summary>Numbers as rulebooks write them: digits with an optional 万, 亿 or %.</summary>
public static class RuleNumber
{
    /// <summary>Reads a number as rulebooks write them; null when it is none.</summary>
    public static decimal? TryRead(string text)
    {
        var digits = text.Length > 0 && text[^1] is '万' or '亿' or '%' ? text[..^1] : text;
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        return digits.Length is > 0 and <= 20 && decimal.TryParse(digits, styles, CultureInfo.InvariantCulture, out _)
            ? Read(text)
            : null;
    }

    /// <summary>Reads a number with an optional 万, 亿 or %.</summary>
    public static decimal Read(string text)
    {
        var (digits, factor) = text[^1] switch
        {
            '万' => (text[..^1], Money.Wan),
            '亿' => (text[..^1], Money.Yi),
            '%' => (text[..^1], 0.01m),
            _ => (text, 1m),
        };
        return decimal.Parse(
            digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            * factor;
    }
}
