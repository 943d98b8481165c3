using System.Security.Cryptography;
using System.Text;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Operations;

/// <summary>
/// Who may see measurements and deep health: programs on this computer that asked for it by a loopback name, addresses
/// and a token that the settings name, and administrators. Nobody else.
/// </summary>
/// <param name="settings">Names addresses and token.</param>
internal sealed class Watchers(ServerSettings settings)
{
    private const string Scheme = "Bearer ";

    /// <summary>Whether the request comes from one of them.</summary>
    public bool Allows(HttpContext http) =>
        (Visitors.IsHere(http) && DevelopmentGate.IsThisComputer(http.Request.Host.Host))
        || ServerSettings.IsIn(settings.Watchers, http.Connection.RemoteIpAddress)
        || HasToken(http.Request.Headers.Authorization.ToString())
        || Actor.Of(http.User)?.Role == Roles.Admin || Person.Of(http.User) is { Administrator: true };

    private bool HasToken(string header) =>
        settings.Token is { } token && header.StartsWith(Scheme, StringComparison.Ordinal)
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..])),
            SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
