using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Evaluation.Server.Accounts;

/// <summary>That somebody has signed in with an account in a device.</summary>
/// <param name="Account">Whose account it is.</param>
/// <param name="Id">What stands for the device.</param>
/// <param name="Stamp">Of the pass-phrase then: with another one the device is as good as unknown.</param>
/// <param name="Until">When it ends.</param>
public sealed record DeviceMark(string Account, string Id, string Stamp, DateTimeOffset Until)
{
    /// <summary>Whether it is the account's, with the pass-phrase that it has.</summary>
    public bool Holds(Account account) =>
        account.Id == Account && account.Phrase is { } phrase && StampOf(phrase) == Stamp;

    /// <summary>What stands for the hash of a pass-phrase, from which nothing follows.</summary>
    internal static string StampOf(string phrase) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(phrase)).AsSpan(0, 8));
}

/// <summary>
/// The devices in which people have signed in, each by a cookie of its own that only a server can make. It signs nobody
/// in: it keeps the guesses of strangers apart from the attempts of the person.
/// </summary>
/// <param name="protection">The keys of all servers.</param>
/// <param name="clock">Until when a mark holds.</param>
public sealed class Devices(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int Most = 5;

    private static readonly TimeSpan Lasts = TimeSpan.FromDays(180);

    /// <summary>What a request brings for an account as it was typed; null for nothing.</summary>
    public DeviceMark? Of(HttpContext http, string name) =>
        AccountRules.IdOf(name) is { } id ? Kept(http.Request).Find(one => one.Account == id) : null;

    /// <summary>Lets a device keep that somebody has signed in with an account in it.</summary>
    public void Give(HttpContext http, Account account)
    {
        if (account.Phrase is not { } phrase)
        {
            return;
        }

        var kept = Kept(http.Request);
        var id = kept.Find(one => one.Account == account.Id)?.Id ?? Secrets.New();
        var mark = new DeviceMark(account.Id, id, DeviceMark.StampOf(phrase), clock.GetUtcNow() + Lasts);
        List<DeviceMark> marks = [mark, .. kept.Where(one => one.Account != account.Id).Take(Most - 1)];
        http.Response.Cookies.Append(
            NameFor(http.Request), Protector.Protect(JsonSerializer.Serialize(marks)), new CookieOptions
            {
                HttpOnly = true,
                Secure = http.Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                MaxAge = Lasts,
                Path = "/",
            });
    }

    private IDataProtector Protector => protection.CreateProtector("Evaluation.Device");

    private List<DeviceMark> Kept(HttpRequest request)
    {
        if (request.Cookies[NameFor(request)] is not { Length: > 0 } text)
        {
            return [];
        }

        try
        {
            var now = clock.GetUtcNow();
            return [.. JsonSerializer.Deserialize<List<DeviceMark>>(Protector.Unprotect(text))!
                .Where(one => now < one.Until)];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    private static string NameFor(HttpRequest request) =>
        request.IsHttps ? "__Host-evaluation-device" : "evaluation-device";
}
