using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Evaluation.Rulebooks.Words;

/// <summary>
/// The one rule by which two names are the same: they are once characters are taken apart into what they consist of
/// (NFKD: full width, ligatures, compatibility ideographs, marks), without invisible characters, without regard to
/// case, and without blanks; one blank counts between two digits, because 1 12 and 11 2 are different numbers. What is
/// printed stays as it was typed. Different characters, such as 广 and 廣, are different names.
/// </summary>
public static class Sameness
{
    /// <summary>Compares names by this rule.</summary>
    public static readonly IEqualityComparer<string> Comparer = new ByForm();

    /// <summary>
    /// The form in which names are compared, the same text for the same names. It is for comparing and not for print.
    /// </summary>
    public static string Of(string name) => IsPlain(name) ? name : Taken(name);

    /// <summary>A value in the form in which it is compared: a text by its form, nothing for a text of none.</summary>
    public static Value Of(Value value) =>
        value.Text is not { } text ? value : Of(text) is { Length: > 0 } form ? Value.Of(form) : default;

    /// <summary>
    /// A name without its blanks and without characters that are shown as nothing, for looking up what is filed under
    /// exactly one spelling.
    /// </summary>
    public static string Visible(string name) => IsPlain(name)
        ? name
        : string.Concat(name.EnumerateRunes().Where(rune => !Characters.IsIgnorable(rune) && !Characters.IsBlank(rune)));

    /// <summary>Whether two names are the same.</summary>
    public static bool Equal(string one, string other) => one == other || Of(one) == Of(other);

    // Most names are Chinese characters, digits and capital letters, which are their own form. Scoring asks for each
    // fact, so that this must cost nothing.
    private static bool IsPlain(string name)
    {
        foreach (var character in name)
        {
            if (character is not ((>= '\u4E00' and <= '\u9FFF') or (>= '!' and <= '`') or (>= '{' and <= '~')
                or (>= '\u3400' and <= '\u4DBF')))
            {
                return false;
            }
        }

        return true;
    }

    private static string Taken(string name)
    {
        var parts = new List<Rune>(name.Length + 8);
        var blank = false;
        foreach (var rune in name.EnumerateRunes())
        {
            foreach (var part in Characters.IsIgnorable(rune) ? [] : Characters.Parts(rune))
            {
                if (Characters.IsBlank(part))
                {
                    blank = true;
                }
                else if (!Characters.IsIgnorable(part))
                {
                    if (blank && IsDigit(part) && parts is [.., var last] && IsDigit(last))
                    {
                        parts.Add(new Rune(' '));
                    }

                    Add(parts, part);
                    blank = false;
                }
            }
        }

        var form = new StringBuilder(parts.Count);
        parts.ForEach(part => form.Append(part));
        return form.ToString();
    }

    // Marks go before those of a higher class that follow the same letter: they may be typed in any order.
    private static void Add(List<Rune> parts, Rune part)
    {
        var (at, order) = (parts.Count, Characters.Class(part));
        while (order > 0 && at > 0 && Characters.Class(parts[at - 1]) > order)
        {
            at--;
        }

        parts.Insert(at, part);
    }

    private static bool IsDigit(Rune rune) => rune.Value is >= '0' and <= '9';

    private sealed class ByForm : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => x is null || y is null ? x == y : Equal(x, y);

        public int GetHashCode([DisallowNull] string obj) => Of(obj).GetHashCode(StringComparison.Ordinal);
    }
}
