using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Evaluation.Server.Accounts;

/// <summary>
/// What a browser keeps between two steps, such as what its device was asked to sign: in a cookie of that browser that
/// only a server can read or make. Strangers who begin cost the database nothing.
/// </summary>
public sealed class BriefCookies(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>What a device was asked; that the pass-phrase was shown before an identity is linked.</summary>
    public const string Passkey = "passkey", Identity = "identity";

    /// <summary>How long one holds.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    /// <summary>Gives a browser something to keep.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="session">The session for which alone it holds; empty for one that is not signed in.</param>
    /// <param name="state">The thing itself.</param>
    public void Give(HttpContext http, string kind, string session, string state) => http.Response.Cookies.Append(
        NameFor(http.Request, kind), Seal(kind, session, state), Options(http.Request));

    /// <summary>What a request brings; null when there is nothing, it ended, or it is another session's.</summary>
    public Brief? Of(HttpContext http, string kind, string session) =>
        http.Request.Cookies[NameFor(http.Request, kind)] is { Length: > 0 } text ? Open(kind, session, text) : null;

    /// <summary>Something as a text that tells nothing.</summary>
    internal string Seal(string kind, string session, string state) => Protector(kind, session).Protect(
        JsonSerializer.Serialize(new Brief(state, clock.GetUtcNow() + Lasts)));

    /// <summary>What is in such a text; null when it does not hold for a session.</summary>
    internal Brief? Open(string kind, string session, string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Brief>(Protector(kind, session).Unprotect(text)) is { } kept
                && clock.GetUtcNow() < kept.Until ? kept : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(string kind, string session) =>
        protection.CreateProtector("Evaluation.Brief", kind, session);

    private static string NameFor(HttpRequest request, string kind) =>
        request.IsHttps ? $"__Host-evaluation-{kind}" : $"evaluation-{kind}";

    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Strict,
        MaxAge = Lasts,
        Path = "/",
    };
}

/// <summary>Something that a browser keeps for a while.</summary>
/// <param name="State">The thing itself.</param>
/// <param name="Until">When it ends.</param>
public sealed record Brief(string State, DateTimeOffset Until)
{
    /// <summary>What it is remembered by after it was used.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(State)));
}
