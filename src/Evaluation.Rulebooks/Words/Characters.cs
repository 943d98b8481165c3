using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Evaluation.Rulebooks.Words;

/// <summary>
/// What Unicode says about characters, from a table of one version that is part of the program. The runtime has none:
/// it asks the machine's ICU, and normalizes nothing where it runs without one.
/// </summary>
public static class Characters
{
    private const int FirstSyllable = 0xAC00, Syllables = 11172, Vowels = 21, Finals = 28;

    // Default_Ignorable_Code_Point: shown as nothing, wherever they stand.
    private static readonly (int First, int Last)[] Ignorable =
    [
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
        (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
        (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ];

    private static readonly Lazy<(FrozenDictionary<int, Rune[]> Parts, FrozenDictionary<int, int> Classes)> Table =
        new(Read);

    /// <summary>The number of characters of a text as a person counts them: a letter and its marks are one.</summary>
    public static int Count(string text) => new StringInfo(text).LengthInTextElements;

    /// <summary>Whether nothing of a text is seen: it is missing, or all of it is blanks or shown as nothing.</summary>
    public static bool ShowsNothing([NotNullWhen(false)] string? text) =>
        text is null || text.EnumerateRunes().All(rune => IsIgnorable(rune) || IsBlank(rune));

    /// <summary>The beginning of a text, for a sentence that quotes it; never half of a pair.</summary>
    /// <param name="longest">The most characters of it; more become an ellipsis.</param>
    public static string Short(string text, int longest = 40)
    {
        var end = char.IsHighSurrogate(text.ElementAtOrDefault(longest - 1)) ? longest - 1 : longest;
        return text.Length <= longest ? text : text[..end] + "…";
    }

    /// <summary>
    /// A text with a square for each character that has no place in print, for files that cannot hold it.
    /// </summary>
    /// <param name="lines">Whether it is a text in sentences, which may have lines and tabs.</param>
    public static string Shown(string text, bool lines = false) => Unprintable(text, lines) is null ? text
        : string.Concat(text.EnumerateRunes().Select(
            rune => Unprintable(rune.ToString(), lines) is null ? rune.ToString() : "□"));

    /// <summary>
    /// The first character of a text that has no place in print: control characters, those that turn the direction of
    /// what follows or annotate it, line breaks of any sort, halves of pairs, and U+FFFD, which stands for what a wrong
    /// encoding lost; null when there is none.
    /// </summary>
    /// <param name="lines">Whether it is a text in sentences, which may have lines and tabs.</param>
    public static char? Unprintable(string text, bool lines = false)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            var pair = char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            var wrong = char.IsControl(character) ? !(lines && character is '\n' or '\r' or '\t')
                : character is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E')
                    or (>= '\u2066' and <= '\u2069') or (>= '\uFFF9' and <= '\uFFFB') or (>= '\uFFFD' and <= '\uFFFF')
                || (char.IsSurrogate(character) && !pair);
            if (wrong)
            {
                return character;
            }

            i += pair ? 1 : 0;
        }

        return null;
    }

    /// <summary>
    /// The first character of a name that is shown as nothing or as a blank that is none, so that two names would look
    /// alike; null when there is none. What chooses between forms of the character before it is part of it, and so
    /// is what joins it to the next where a script or a picture has such joints; Chinese and Latin have none.
    /// </summary>
    public static Rune? Hidden(string name)
    {
        Rune? seen = null;
        foreach (var rune in name.EnumerateRunes())
        {
            var hides = rune.Value == 0x2800 || IsIgnorable(rune)
                || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;
            if (hides && !(seen is { } before && (IsSelector(rune) || (IsJoint(rune) && HasJoints(before)))))
            {
                return rune;
            }

            seen = IsJoint(rune) ? seen : hides || IsBlank(rune) ? null : rune;
        }

        return null;
    }

    /// <summary>Whether a character is another form of a single one, such as a full-width letter.</summary>
    public static bool IsVariant(Rune rune) =>
        Parts(rune) is [var part] && part != rune && part != Rune.ToUpperInvariant(rune);

    /// <summary>Whether a character is shown as nothing.</summary>
    internal static bool IsIgnorable(Rune rune) =>
        Array.Exists(Ignorable, range => range.First <= rune.Value && rune.Value <= range.Last);

    /// <summary>Whether a character is shown as a blank.</summary>
    internal static bool IsBlank(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value == 0x2800;

    /// <summary>
    /// What a character consists of: the parts of its compatibility decomposition, letters in upper case.
    /// </summary>
    internal static Rune[] Parts(Rune rune) =>
        rune.Value is >= 'a' and <= 'z' ? [new Rune(rune.Value - 'a' + 'A')]
        : rune.IsAscii ? [rune]
        : rune.Value - FirstSyllable is >= 0 and < Syllables and var syllable ? Jamo(syllable)
        : Table.Value.Parts.TryGetValue(rune.Value, out var parts) ? parts : [rune];

    /// <summary>
    /// The combining class of a mark: marks of different classes may be typed in any order; 0 for others.
    /// </summary>
    internal static int Class(Rune rune) =>
        rune.IsAscii ? 0 : Table.Value.Classes.GetValueOrDefault(rune.Value);

    private static bool IsJoint(Rune rune) => rune.Value is 0x200C or 0x200D;

    private static bool HasJoints(Rune rune) =>
        !rune.IsAscii && rune.Value is not (
            (>= 0x2E80 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF));

    private static bool IsSelector(Rune rune) =>
        rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static Rune[] Jamo(int syllable)
    {
        var (first, vowel, final) = (
            new Rune(0x1100 + syllable / (Vowels * Finals)), new Rune(0x1161 + syllable / Finals % Vowels),
            syllable % Finals);
        return final == 0 ? [first, vowel] : [first, vowel, new Rune(0x11A7 + final)];
    }

    private static (FrozenDictionary<int, Rune[]> Parts, FrozenDictionary<int, int> Classes) Read()
    {
        using var stream = typeof(Characters).Assembly.GetManifestResourceStream("Characters.txt")!;
        using var reader = new StreamReader(stream);
        var (parts, classes) = (new Dictionary<int, Rune[]>(), new Dictionary<int, int>());
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            if (words[0].Split("..") is [var first, var last])
            {
                for (var at = Number(first); at <= Number(last); at++)
                {
                    classes[at] = int.Parse(words[1], NumberStyles.None, CultureInfo.InvariantCulture);
                }
            }
            else if (words[0] != "#")
            {
                for (var i = 1; i < words.Length; i++)
                {
                    parts[Number(words[0]) + i - 1] =
                        [.. words[i].Split('+').Select(part => new Rune(Number(part)))];
                }
            }
        }

        return (parts.ToFrozenDictionary(), classes.ToFrozenDictionary());
    }

    private static int Number(string hexadecimal) =>
        int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
