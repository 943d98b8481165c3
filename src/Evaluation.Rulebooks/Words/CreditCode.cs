namespace Evaluation.Rulebooks.Words;

/// <summary>
/// The unified social credit code of a legal person: 18 characters, the last one a check character
/// (GB 32100-2015, section 5: weights are powers of 3 modulo 31).
/// </summary>
public static class CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>Whether the code has 18 characters of the alphabet and the right check character.</summary>
    public static bool IsValid(string code) =>
        code.Length == 18 && code.All(letter => Alphabet.Contains(letter, StringComparison.Ordinal))
            && code[17] == CheckCharacter(code[..17]);

    /// <summary>The check character that belongs behind the first 17 characters.</summary>
    /// <exception cref="ArgumentException">The text has another length or a character outside the alphabet.</exception>
    public static char CheckCharacter(string first17)
    {
        if (first17.Length != 17)
        {
            throw new ArgumentException("The check character follows 17 characters.", nameof(first17));
        }

        var sum = 0;
        var weight = 1;
        foreach (var letter in first17)
        {
            var digit = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            sum += digit >= 0
                ? digit * weight
                : throw new ArgumentException($"'{letter}' is not in the alphabet.", nameof(first17));
            weight = weight * 3 % 31;
        }

        return Alphabet[(31 - sum % 31) % 31];
    }
}
