using System.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Store;

/// <summary>Names that become part of a stream's name.</summary>
public static class Names
{
    private const int Longest = 60;

    /// <summary>
    /// Null for a name of 1 to 60 letters, digits, hyphens, dots or underscores, none of them another form of one, such
    /// as a full-width letter: two streams of one name would be two projects. Dots alone would be a step in an address.
    /// </summary>
    public static Refusal? Check(string name, string where) =>
        name.Length > 0 && Characters.Count(name) <= Longest && name.EnumerateRunes().All(IsPlain)
            && name.Any(letter => letter != '.')
            ? null
            : new Refusal(
                "name-wrong", $"编号“{Characters.Short(name, Longest)}”为空、过长或含有不允许的字符。",
                where, $"请使用不超过{Longest}个字母、汉字、数字、连字符、点或下划线，字母和数字请用半角。");

    private static bool IsPlain(Rune letter) =>
        (Rune.IsLetterOrDigit(letter) || letter.Value is '-' or '.' or '_') && !Characters.IsVariant(letter);
}
