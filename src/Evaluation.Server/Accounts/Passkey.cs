using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Server.Accounts;

/// <summary>A key of a person's device that takes the place of pass-phrase and one-time code.</summary>
/// <param name="Id">The credential's name, given by the device, in Base64 for addresses.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="Since">When it was added.</param>
/// <param name="PublicKey">The public half, in the form of COSE.</param>
/// <param name="Count">How often the device has signed, as far as it says; 0 for one that does not count.</param>
/// <param name="Transports">How the browser reaches it.</param>
/// <param name="Movable">Whether the device may hand it on to other devices of the person.</param>
public sealed record Passkey(
    string Id, string Account, string Name, DateTimeOffset Since, byte[] PublicKey, long Count,
    IReadOnlyList<string> Transports, bool Movable)
{
    /// <summary>The most of one account.</summary>
    public const int Most = 10;

    /// <summary>The most characters of a name.</summary>
    public const int LongestName = 40;

    private const int ShownLength = 12;

    /// <summary>The last sign-in with it; null before the first.</summary>
    public DateTimeOffset? Used { get; init; }

    /// <summary>How often it was stored; of two uses at once one is decided again.</summary>
    public long Version { get; set; }

    /// <summary>What pages and the command line call it: enough to tell it from the person's others.</summary>
    public string ShownAs() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Id)))[..ShownLength];

    /// <summary>What devices know a person by; it tells strangers nothing.</summary>
    public static string HandleOf(string account) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account)))[..(2 * ShownLength)];
}

/// <summary>Something that works once and was used.</summary>
/// <param name="Id">The hash of it.</param>
/// <param name="Until">When it would have ended anyway, so that this can be forgotten.</param>
public sealed record SpentOnce(string Id, DateTimeOffset Until);
