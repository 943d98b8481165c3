using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Accounts;

/// <summary>What pages show of the provider.</summary>
/// <param name="site">The address to which it sends people back.</param>
/// <param name="cookies">Whether somebody has begun to link an identity.</param>
/// <param name="book">Linked identities.</param>
public sealed class ProviderLinks(
    SignInSettings settings, SiteAddress site, BriefCookies cookies, AccountBook book)
{
    /// <summary>Somebody has signed out here and not there.</summary>
    public const string LeftHere = "left";

    /// <summary>The page of signing in with a code of <see cref="ProviderRefusals"/>, or the above.</summary>
    public static string SignInWith(string code) => $"{Links.SignIn}?provider={code}";

    /// <summary>What people call the provider; null when there is none at the address of a request.</summary>
    public string? LabelFor(HttpContext http) =>
        settings.Provider is { } provider && site.OriginOf(http) is not null ? provider.Label : null;

    /// <summary>Why the provider let nobody in, with its name; null for nothing.</summary>
    public Refusal? RefusalOf(string? code) =>
        settings.Provider is { } provider && ProviderRefusals.Of(code) is { } refusal
            ? refusal with { What = refusal.What.Replace(
                    ProviderSettings.UsualLabel, provider.Label, StringComparison.Ordinal) }
            : null;

    /// <summary>The provider as the own account shows it; null for none.</summary>
    public async Task<ProviderView?> ViewAsync(Account account, string session, HttpContext http, CancellationToken ct)
    {
        if (LabelFor(http) is not { } label)
        {
            return null;
        }

        var identity = await book.IdentityAsync(account.Id, ct);
        return new ProviderView(
            label, identity is null ? null : AccountTimes.Of(identity.Since),
            cookies.Of(http, BriefCookies.Identity, session) is not null);
    }
}
