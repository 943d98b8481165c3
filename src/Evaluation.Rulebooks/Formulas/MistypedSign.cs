using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Evaluation.Rulebooks.Formulas;

/// <summary>Signs and words that people type in formulas, and how they are written here.</summary>
internal static partial class MistypedSign
{
    private const string Usual = "请检查括号、引号和运算符。";

    private static readonly ImmutableArray<(string Typed, string Right)> Signs =
    [
        ("＞＝", ">="), ("＜＝", "<="), ("！＝", "!="), ("&&", "and"), ("||", "or"), ("==", "="), ("＝＝", "="),
        ("=>", ">="), ("=<", "<="), ("<>", "!="), ("＝", "="), ("≥", ">="), ("≧", ">="), ("≤", "<="), ("≦", "<="),
        ("≠", "!="), ("＞", ">"), ("＜", "<"), ("&", "and"), ("|", "or"), ("!", "not"), ("！", "not"), ("（", "("),
        ("）", ")"), ("，", ","), ("、", ","), ("\"", "'"), ("“", "'"), ("”", "'"), ("‘", "'"), ("’", "'"),
        ("「", "'"), ("」", "'"), ("＇", "'"), ("＋", "+"), ("－", "-"), ("−", "-"), ("–", "-"), ("—", "-"),
        ("＊", "*"), ("∗", "*"), ("／", "/"), ("％", "%"), ("．", "."), ("并且", "and"), ("而且", "and"),
        ("且", "and"), ("或者", "or"), ("或", "or"), ("不是", "not"), ("并非", "not"), ("非", "not"), ("属于", "in"),
        ("等于", "="), ("不等于", "!="), ("大于等于", ">="), ("小于等于", "<="), ("大于", ">"), ("小于", "<"),
        ("不小于", ">="), ("不低于", ">="), ("不少于", ">="), ("不大于", "<="), ("不超过", "<="), ("乘以", "*"),
        ("除以", "/"), ("加", "+"), ("减", "-"),
    ];

    private static readonly ImmutableArray<string> Words = ["and", "or", "not", "in"];

    /// <summary>How what is typed at a location is written.</summary>
    /// <param name="column">Where it cannot be read on, from 1; may be just behind its end.</param>
    /// <returns>A sentence; the usual one when nothing is known to be mistyped there.</returns>
    public static string Remedy(string formula, int column)
    {
        var at = Math.Clamp(column - 1, 0, formula.Length);
        return Amount(formula, at) ?? Sign(formula, at) ?? Digits(formula, at) ?? Usual;
    }

    // A sign of two characters is found at its second, because the first alone can be read.
    private static string? Sign(string formula, int at)
    {
        foreach (var begins in new[] { at, at - 1 }.Where(begins => begins >= 0))
        {
            var rest = formula[begins..];
            var found = Signs.Where(one => rest.StartsWith(one.Typed, StringComparison.Ordinal))
                .OrderByDescending(one => one.Typed.Length).FirstOrDefault();
            if (found.Typed is { } typed && begins + typed.Length > at)
            {
                return $"“{typed}”请写成“{found.Right}”。";
            }

            if (Words.FirstOrDefault(word => Begins(rest, word)) is { } small)
            {
                return $"“{rest[..small.Length]}”请小写：“{small}”。";
            }
        }

        return null;
    }

    private static bool Begins(string rest, string word) =>
        rest.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && !rest.StartsWith(word, StringComparison.Ordinal)
        && (rest.Length == word.Length || !char.IsLetterOrDigit(rest[word.Length]));

    private static string? Amount(string formula, int at)
    {
        var before = NumberBefore().Match(formula[..at]);
        var rest = formula[at..];
        var unit = before.Success ? UnitBehind().Match(rest) : Match.Empty;
        return !unit.Success ? null
            : unit.Value is "元" ? $"金额以元计，不写“元”：{before.Value.Trim()}。"
            : $"数后不写单位：{before.Value.Trim()}。";
    }

    private static string? Digits(string formula, int at) =>
        at < formula.Length && formula[at] is >= '０' and <= '９' ? "数字请用半角。"
        : at > 0 && at < formula.Length && formula[at] == ',' && char.IsAsciiDigit(formula[at - 1])
            ? "数中不写千位分隔符。"
            : null;

    [GeneratedRegex(@"\d+(\.\d+)?(万|亿)?\s*\z")]
    private static partial Regex NumberBefore();

    [GeneratedRegex(@"\A(元|分|家次|家|个|次|人|项|天|日|户|宗|亩)")]
    private static partial Regex UnitBehind();
}
