using Evaluation.Server.Accounts;
using Evaluation.Server.Tests.Chain;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>Browsers at the address by which people reach the town, and people with accounts of it.</summary>
internal static class Site
{
    /// <summary>The pass-phrase of everybody.</summary>
    public const string Phrase = "河涌边有三只白鹭";

    private static int made;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Doer Test => new("test", "");

    /// <summary>A browser over HTTPS, behind the proxy.</summary>
    public static Browser Browser(Town town)
    {
        var browser = new Browser(town);
        browser.Send("Host", "kaoping.example");
        browser.Send("X-Forwarded-For", $"192.0.2.{Interlocked.Increment(ref made) % 250}");
        browser.Send("X-Forwarded-Proto", "https");
        return browser;
    }

    /// <summary>A new account, whose person has chosen the pass-phrase or not.</summary>
    public static async Task<string> NewAsync(Town town, bool administrator = false, bool entered = true)
    {
        var name = $"site.{Interlocked.Increment(ref made)}";
        var secret = (await town.Get<AccountDesk>().AddAsync(name, "试用人", administrator, Test, Ct)).Value.Secret;
        if (entered)
        {
            await EnterAsync(town, secret);
        }

        return name;
    }

    /// <summary>Uses a one-time link and leaves again.</summary>
    public static async Task EnterAsync(Town town, string secret)
    {
        var entered = await town.Get<OwnAccount>().EnterAsync(secret, "", "", (Phrase, Phrase), Test, "", null, Ct);
        await town.Get<AccountDesk>().EndSessionsAsync(entered.Value.Account.Id, Test, Ct);
    }

    /// <summary>What the audit says about an account.</summary>
    public static async Task<IReadOnlyList<string>> AuditAsync(Town town, string account) =>
        [.. (await town.Get<AccountBook>().AuditAsync(account, Ct)).Select(one => $"{one.What} {one.Note}")];
}
