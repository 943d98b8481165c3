using System.Globalization;
using System.Text.RegularExpressions;

namespace Evaluation.Rulebooks.Words;

/// <summary>
/// Amounts of money in yuan, written with their Chinese unit: 元, 万 (ten thousand) or 亿 (a hundred million).
/// </summary>
public static partial class Money
{
    /// <summary>Ten thousand yuan.</summary>
    public const decimal Wan = 10_000m;

    /// <summary>A hundred million yuan.</summary>
    public const decimal Yi = 100_000_000m;

    private const decimal Largest = 10_000m * Yi;
    private const int LongestNumber = 20;

    // One character each, so that places in the text stay what they are.
    private static readonly (char Traditional, char Simple)[] Characters =
        [('億', '亿'), ('萬', '万'), ('圓', '元'), ('圆', '元'), ('幣', '币')];

    private static readonly (string Name, decimal Yuan)[] Parts = [("yi", Yi), ("wan", Wan), ("yuan", 1m)];

    /// <summary>
    /// Reads `3000万`, `1.5亿元`, `500元`, and what offices type: `3,000万`, `1亿5000万`, `3千万`, `人民币3000万元整`,
    /// all of it also in full width. Not read: a number without unit, a foreign unit, a negative amount, and what may
    /// mean two amounts, such as `3.000万`.
    /// </summary>
    /// <returns>The amount in yuan, or null with the reason in <paramref name="why"/>.</returns>
    public static decimal? Parse(string text, out string why)
    {
        var narrow = Characters.Aggregate(Typed.Narrow(text), (all, one) => all.Replace(one.Traditional, one.Simple));
        var form = Form().Match(narrow);
        if (!form.Success || Parts.All(part => !form.Groups[part.Name].Success)
            || (form.Groups["yuan"].Success && !form.Groups["end"].Success))
        {
            why = Parts.Count(part => form.Groups[part.Name].Success) != 1 && narrow is [.., '亿' or '万' or '元']
                ? $"金额“{text}”的数字部分无法识别。"
                : $"金额“{text}”没有写明单位，或单位不是元、万、亿。";
            return null;
        }

        if (Sum(form, text, out why) is not { } yuan)
        {
            return null;
        }

        why = form.Groups["sign"].Value == "-" && yuan > 0m ? $"金额“{text}”是负数。" : "";
        return why.Length == 0 ? yuan : null;
    }

    /// <summary>Whether an amount is written in the plainest way: digits, a point, one unit.</summary>
    public static bool IsPlain(string text) => PlainForm().IsMatch(text);

    /// <summary>
    /// Writes an amount in the largest unit that it reaches, without losing a digit: 30000000 is 3000万.
    /// </summary>
    public static string Format(decimal yuan) => Math.Abs(yuan) switch
    {
        >= Yi => Digits(yuan / Yi) + "亿",
        >= Wan => Digits(yuan / Wan) + "万",
        _ => Digits(yuan) + "元",
    };

    // Each part is less than one of the unit before it, and only the last one has a fraction.
    private static decimal? Sum(Match form, string text, out string why)
    {
        var (sum, below) = ((decimal?)null, decimal.MaxValue);
        foreach (var (name, worth) in Parts.Where(part => form.Groups[part.Name].Success))
        {
            if (Number(form.Groups[name].Value.TrimEnd(), text, out why) is not { } number)
            {
                return null;
            }

            var times = form.Groups[name + "s"].Value switch { "千" => 1000m, "百" => 100m, "十" => 10m, _ => 1m };
            var yuan = worth * times;
            if (number > Largest / yuan)
            {
                why = $"金额“{text}”超过一万亿元。";
                return null;
            }

            if (sum % below is not (null or 0m) || number * yuan >= below)
            {
                why = $"金额“{text}”的各部分不相衔接，无法确定。";
                return null;
            }

            (sum, below) = (sum is { } before ? before + number * yuan : number * yuan, worth);
        }

        why = sum > Largest ? $"金额“{text}”超过一万亿元。" : "";
        return why.Length == 0 ? sum : null;
    }

    private static decimal? Number(string digits, string text, out string why)
    {
        why = Doubtful().IsMatch(digits)
            ? $"金额“{text}”无法确定：“{digits}”中的点可能是小数点，也可能是千分位。"
            : $"金额“{text}”的数字部分无法识别。";
        return digits.Length <= LongestNumber && !Doubtful().IsMatch(digits) ? Typed.Number(digits) : null;
    }

    private static string Digits(decimal number) => Exact.Trim(number).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("""
        ^(?:(?:人民币|RMB|CNY)[:\ ]?\ ?)?(?<sign>[+-])?
        (?:(?<yi>[0-9,.]+\ *)(?<yis>[千百十])?亿[零又]?\ ?)?(?:(?<wan>[0-9,.]+\ *)(?<wans>[千百十])?万[零又]?\ ?)?
        (?:(?<yuan>[0-9,.]+\ *)(?<yuans>[千百十])?)?(?<end>元[整正]?)?(?:\(?人民币\)?)?$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+)?\ ?(亿元|万元|亿|万|元)$")]
    private static partial Regex PlainForm();

    // Three digits behind the point that end in a nought: more likely the thousands of a number than its fraction.
    [GeneratedRegex(@"^[1-9][0-9]{0,2}\.[0-9]{2}0$")]
    private static partial Regex Doubtful();
}
