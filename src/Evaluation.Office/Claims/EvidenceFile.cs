using System.Text.Json.Serialization;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Claims;

/// <summary>A file that proves a claim (佐证材料): what it is; its content lies elsewhere under its hash.</summary>
/// <param name="Sha256">The hash of its content in 64 lower-case hexadecimal digits.</param>
/// <param name="Name">What it is called, with the ending of its type.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Type">The media type, found out by its content.</param>
public sealed record EvidenceFile(string Sha256, string Name, long Size, string Type)
{
    /// <summary>How many files prove a claim at most.</summary>
    public const int MostOfClaim = 20;

    private const int LongestStem = 100, HashDigits = 64;

    /// <summary>Whether it is a picture, which is shown smaller and without what its camera noted.</summary>
    [JsonIgnore]
    public bool IsPicture => EvidenceType.Named(Type)?.IsPicture == true;

    /// <summary>Whether a text has the form of a hash, so that it may be part of an address.</summary>
    public static bool IsHash(string text) =>
        text.Length == HashDigits && text.All(digit => digit is >= '0' and <= '9' or >= 'a' and <= 'f');

    /// <summary>
    /// A name without folders, without what is not seen or has no place in names of files, of bounded length, and with
    /// an ending of its type, so that nothing opens it as something else.
    /// </summary>
    /// <param name="given">The name as it was sent.</param>
    /// <param name="type">What it is.</param>
    public static string Cleaned(string given, EvidenceType type)
    {
        var last = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var seen = string.Concat(last.Where(one =>
            Characters.Unprintable(one.ToString()) is null && !"<>:\"|?*".Contains(one, StringComparison.Ordinal)));
        var dot = seen.LastIndexOf('.');
        var fits = dot >= 0 && type.Endings.Contains(seen[dot..].ToLowerInvariant());
        var stem = (fits ? seen[..dot] : seen).Trim(' ', '.');
        return (Characters.ShowsNothing(stem) ? "佐证" : Characters.Short(stem, LongestStem))
            + (fits ? seen[dot..].ToLowerInvariant() : type.Endings[0]);
    }
}
