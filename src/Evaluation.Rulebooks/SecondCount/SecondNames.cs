using System.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.SecondCount;

/// <summary>
/// What is left of a name once everything is taken away in which names may differ and still be the same.
/// </summary>
internal static class SecondNames
{
    /// <summary>The letters and signs of a name, marks behind their letter by class.</summary>
    public static string Letters(string name)
    {
        var seen = name.EnumerateRunes().Where(Shows).SelectMany(rune => Characters.Parts(rune).Where(Shows)).ToList();
        var kept = new List<Rune>();
        for (var i = 0; i < seen.Count; i++)
        {
            if (!Characters.IsBlank(seen[i]) || DividesNumbers(seen, i))
            {
                kept.Add(Characters.IsBlank(seen[i]) ? new Rune(' ') : seen[i]);
            }
        }

        while (Swapped(kept))
        {
        }

        return string.Concat(kept);
    }

    private static bool Shows(Rune rune) => !Characters.IsIgnorable(rune);

    // The first blank after a digit, when the next thing that is no blank is a digit too.
    private static bool DividesNumbers(List<Rune> seen, int at) =>
        at > 0 && IsDigit(seen[at - 1]) && seen.Skip(at).SkipWhile(Characters.IsBlank).Take(1).Any(IsDigit);

    private static bool IsDigit(Rune rune) => rune.IsAscii && Rune.IsDigit(rune);

    // Puts the first two neighbouring marks in order that are not; false when all are.
    private static bool Swapped(List<Rune> runes)
    {
        for (var i = 1; i < runes.Count; i++)
        {
            var (before, after) = (Characters.Class(runes[i - 1]), Characters.Class(runes[i]));
            if (after > 0 && before > after)
            {
                (runes[i - 1], runes[i]) = (runes[i], runes[i - 1]);
                return true;
            }
        }

        return false;
    }
}
