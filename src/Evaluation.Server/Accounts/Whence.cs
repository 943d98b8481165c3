using System.Net;
using System.Net.Sockets;

namespace Evaluation.Server.Accounts;

/// <summary>
/// From where somebody tries to show a pass-phrase. Each place has misses of its own, so that a stranger's guesses keep
/// nobody out who is elsewhere.
/// </summary>
/// <param name="Key">What stands for the place.</param>
/// <param name="IsKnown">
/// Whether the person has been here before: a device in which the person has signed in, or a session that is open.
/// </param>
public sealed record Whence(string Key, bool IsKnown)
{
    // What one customer has of the addresses of version 6.
    private const int Network = 8;

    /// <summary>Where an attempt to sign in comes from.</summary>
    /// <param name="by">From where.</param>
    /// <param name="account">The account tried.</param>
    public static Whence Of(Doer by, Account account) =>
        by.Device is { } device && device.Holds(account) ? new Whence($"device/{device.Id}", true)
            : new Whence($"address/{Place(by.Address)}", false);

    /// <summary>Where somebody is who is signed in and shows the pass-phrase once more.</summary>
    public static Whence SignedIn(Doer by) => new($"signed-in/{Place(by.Address)}", true);

    private static string Place(string address) =>
        IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(parsed.GetAddressBytes().AsSpan(0, Network))
            : address;
}
