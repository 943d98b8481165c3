using System.Text;
using Evaluation.Office.Firms;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Verification;

/// <summary>Names of firms that may be one firm on file twice.</summary>
public static class NearNames
{
    // Of a short name one sign is too large a part: 华强 and 华胜 are two firms.
    private const int ShortestForOneSign = 5;

    // A single sign is a part of very many names.
    private const int ShortestPart = 2;

    private static readonly string[] Endings =
        ["有限责任公司", "股份有限公司", "有限公司", "集团公司", "总公司", "分公司", "公司", "集团", "股份", "厂"];

    /// <summary>A text without full-width signs, spaces, brackets and punctuation.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in Sameness.Of(text).EnumerateRunes().Where(Rune.IsLetterOrDigit))
        {
            plain.Append(sign);
        }

        return plain.ToString();
    }

    /// <summary>A firm's name without what is in brackets and without its legal form.</summary>
    public static string Key(string name)
    {
        var outside = Plain(OutsideBrackets(name));
        var key = outside.Length >= 2 ? outside : Plain(name);
        while (Endings.FirstOrDefault(ending => key.EndsWith(ending, StringComparison.Ordinal)) is { } ending
            && key.Length >= ending.Length + 2)
        {
            key = key[..^ending.Length];
        }

        return key;
    }

    /// <summary>The firms that somebody may mean who typed a name, the nearest first.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="names">Names by code.</param>
    /// <param name="most">How many at most.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Like(
        string typed, IEnumerable<KeyValuePair<string, string>> names, int most)
    {
        var key = Key(typed);
        return key.Length < ShortestPart ? [] :
        [
            .. names.Select(name => (Name: name, Near: Nearness(key, Key(name.Value)))).Where(one => one.Near > 0)
                .OrderByDescending(one => one.Near).ThenBy(one => one.Name.Value.Length)
                .ThenBy(one => one.Name.Key, StringComparer.Ordinal).Take(most).Select(one => one.Name),
        ];
    }

    private static int Nearness(string typed, string filed) =>
        typed == filed ? 3
        : Math.Min(typed.Length, filed.Length) >= ShortestForOneSign && OneSignApart(typed, filed) ? 2
        : filed.Contains(typed, StringComparison.Ordinal)
            || (filed.Length >= ShortestPart && typed.Contains(filed, StringComparison.Ordinal)) ? 1
        : 0;

    /// <summary>How near the names of two firms are, in words; null when they are not.</summary>
    internal static string? Between(Firm one, Firm other)
    {
        foreach (var left in NamesOf(one))
        {
            foreach (var right in NamesOf(other))
            {
                var (a, b) = (Key(left), Key(right));
                if (a == b)
                {
                    return $"“{left}”与“{right}”只有公司形式、括号或全半角之别";
                }

                if (Math.Min(a.Length, b.Length) >= ShortestForOneSign && OneSignApart(a, b))
                {
                    return $"“{left}”与“{right}”只差一个字";
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Keys of which near names share at least one: the name's own, and for longer ones those with a sign left out.
    /// </summary>
    internal static IEnumerable<string> Variants(Firm firm)
    {
        var keys = NamesOf(firm).Select(Key).Distinct(StringComparer.Ordinal).ToList();
        return keys.Concat(keys.Where(key => key.Length >= ShortestForOneSign)
            .SelectMany(key => Enumerable.Range(0, key.Length).Select(at => key.Remove(at, 1))))
            .Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> NamesOf(Firm firm) => firm.Aliases.Prepend(firm.Name);

    private static bool OneSignApart(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1)
        {
            return false;
        }

        var (front, back) = (0, 0);
        var shorter = Math.Min(a.Length, b.Length);
        while (front < shorter && a[front] == b[front])
        {
            front++;
        }

        while (back < shorter - front && a[^(back + 1)] == b[^(back + 1)])
        {
            back++;
        }

        return Math.Max(a.Length, b.Length) - front - back <= 1;
    }

    private static string OutsideBrackets(string name)
    {
        var (outside, depth) = (new StringBuilder(name.Length), 0);
        foreach (var sign in name.Select(Narrow))
        {
            depth += sign switch { '(' or '[' or '【' => 1, ')' or ']' or '】' when depth > 0 => -1, _ => 0 };
            if (depth == 0)
            {
                outside.Append(sign);
            }
        }

        return outside.ToString();
    }

    // Full-width letters, digits and signs form one block of Unicode, in the order of their narrow forms.
    private static char Narrow(char sign) => sign is >= '！' and <= '～' ? (char)(sign - '！' + '!') : sign;
}
