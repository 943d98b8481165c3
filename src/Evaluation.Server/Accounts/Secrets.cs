using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Accounts;

/// <summary>Secrets by chance, for cookies, links and recovery codes; only their hashes are stored.</summary>
internal static class Secrets
{
    // Without 0, 1, I, L, O: a person types these from paper.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int Bytes = 24, Codes = 10, CodeLength = 10, Group = 5;

    // 24 bytes in Base64 for addresses.
    private const int Length = 32;

    /// <summary>A new secret of 192 bits.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What a secret is stored as; null for a text that is none.</summary>
    public static string? HashOf(string? secret) =>
        secret is { Length: Length } && secret.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? Hash(secret)
            : null;

    /// <summary>Ten recovery codes of nearly 50 bits each, as they are shown.</summary>
    public static IReadOnlyList<string> NewCodes() =>
    [
        .. Enumerable.Range(0, Codes).Select(_ => RandomNumberGenerator.GetString(Alphabet, CodeLength))
            .Select(code => $"{code[..Group]}-{code[Group..]}"),
    ];

    /// <summary>What a recovery code is stored as, however it was typed; null for a text that is none.</summary>
    public static string? HashOfCode(string typed)
    {
        var code = string.Concat(Typed.Narrow(typed).ToUpperInvariant()
            .Where(letter => letter is not ('-' or ' ')));
        return code.Length == CodeLength && code.All(Alphabet.Contains) ? Hash(code) : null;
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
}
