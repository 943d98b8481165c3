using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Evaluation.Server.Accounts;

/// <summary>
/// Going to the provider, by links: pages may send their forms nowhere but to this site, redirections included.
/// </summary>
public static class ProviderPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.Get(
            Links.SignInProvider,
            ([FromQuery(Name = "return")] string? back, HttpContext http, ProviderLinks links) =>
                GoAsync(http, links, ProviderScheme.Question(back, null), ProviderLinks.SignInWith))
            .AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        app.Get(Links.ProviderLeave, LeaveAsync).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        app.Post(
            Links.AccountIdentityBegin,
            async ([FromForm] string current, HttpContext http, OwnAccount own, BriefCookies cookies,
                AccountPageMaker page, CancellationToken ct) =>
            {
                if ((await own.ShowPhraseAsync(current, SessionCookie.DoerOf(http), ct)).Refusal is { } refusal)
                {
                    return await page.ShowAsync(refusal, null, ct);
                }

                cookies.Give(http, BriefCookies.Identity, Person.Of(http.User)!.Session, "");
                return Results.LocalRedirect($"{Links.Account}?done=identity-begun");
            }).OnlyAccounts().Fields("current");
        app.Get(
            Links.AccountIdentityGo,
            (HttpContext http, ProviderLinks links, BriefCookies cookies) =>
                Person.Of(http.User) is { } person
                    && cookies.Of(http, BriefCookies.Identity, person.Session) is not null
                        ? GoAsync(
                            http, links, ProviderScheme.Question(null, person.Session),
                            code => $"{Links.Account}?provider={code}")
                        : Task.FromResult(Results.LocalRedirect(Links.Account))).OnlyAccounts();
        app.Post(
            Links.AccountIdentityRemove,
            async (HttpContext http, IFormCollection _, ProviderDesk desk, AccountPageMaker page,
                CancellationToken ct) =>
                (await desk.UnlinkAsync(Person.Of(http.User)!.Session, SessionCookie.DoerOf(http), ct)).Refusal
                    is { } refusal
                    ? await page.ShowAsync(refusal, null, ct)
                    : Results.LocalRedirect($"{Links.Account}?done=identity-removed"))
            .OnlyAccounts().Fields();
    }

    private static async Task<IResult> GoAsync(
        HttpContext http, ProviderLinks links, AuthenticationProperties question, Func<string, string> back) =>
        links.LabelFor(http) is null ? Answers.Problem(Answers.NoSuchAddress)
        : await MetadataAsync(http) is null ? Results.LocalRedirect(back(ProviderRefusals.Away.Code))
        : Results.Challenge(question, [ProviderScheme.Name]);

    private static async Task<IResult> LeaveAsync(HttpContext http, ProviderLinks links) =>
        links.LabelFor(http) is null ? Answers.Problem(Answers.NoSuchAddress)
        : await MetadataAsync(http) is { EndSessionEndpoint.Length: > 0 }
            ? Results.SignOut(
                new AuthenticationProperties { RedirectUri = Links.SignIn }, [ProviderScheme.Name])
        : Results.LocalRedirect(Links.SignIn);

    // Asked before the person is sent, because a handler that cannot ask knows no page for it.
    private static async Task<OpenIdConnectConfiguration?> MetadataAsync(HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>();
        try
        {
            return await options.Get(ProviderScheme.Name).ConfigurationManager!
                .GetConfigurationAsync(http.RequestAborted);
        }
        catch (InvalidOperationException away)
        {
            ProviderTrouble.Log(http.RequestServices, away);
            return null;
        }
    }
}
