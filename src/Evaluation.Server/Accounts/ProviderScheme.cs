using System.Security.Claims;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Evaluation.Server.Accounts;

/// <summary>
/// Signing in by a provider of OpenID Connect: authorization code with PKCE, by the framework's handler. What comes of
/// it is a session like any other; none of the provider's tokens is kept.
/// </summary>
public static class ProviderScheme
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "Provider";

    // The item of a question by which its answer is taken once, and the session that links an identity.
    private const string Once = "once", Linking = "linking";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), Open = TimeSpan.FromMinutes(10),
        Skew = TimeSpan.FromMinutes(1);

    /// <summary>Adds the settings, and the provider if there is one.</summary>
    public static void AddTo(IServiceCollection services, SignInSettings settings)
    {
        services.AddSingleton(settings);
        if (settings.Provider is { } provider)
        {
            services.AddAuthentication().AddOpenIdConnect(
                Name, options => Configure(options, provider, settings.Address!));
        }
    }

    /// <summary>A question to the provider.</summary>
    /// <param name="back">The local address to go to afterwards.</param>
    /// <param name="session">The session whose account is to be linked; null for signing in.</param>
    internal static AuthenticationProperties Question(string? back, string? session)
    {
        var question = new AuthenticationProperties { RedirectUri = AccountRules.GoOn(back) };
        question.Items[Once] = Secrets.New();
        if (session is not null)
        {
            question.Items[Linking] = session;
        }

        return question;
    }

    private static void Configure(OpenIdConnectOptions options, ProviderSettings provider, Uri address)
    {
        (options.Authority, options.ClientId, options.ClientSecret) =
            (provider.Issuer, provider.Client, provider.Secret);
        options.RequireHttpsMetadata = provider.Issuer.StartsWith("https:", StringComparison.Ordinal);
        (options.ResponseType, options.ResponseMode, options.UsePkce) = ("code", "query", true);
        options.CallbackPath = Links.ProviderReturn;
        options.SignedOutCallbackPath = Links.ProviderLeft;
        options.SignedOutRedirectUri = Links.SignIn;

        // A sign-out that the provider begins would have to end sessions of which it knows nothing.
        options.RemoteSignOutPath = PathString.Empty;
        options.Scope.Clear();
        options.Scope.Add("openid");
        if (provider.Claim is not null)
        {
            options.Scope.Add("profile");
        }

        (options.MapInboundClaims, options.SaveTokens, options.DisableTelemetry) = (false, false, true);
        (options.BackchannelTimeout, options.RemoteAuthenticationTimeout) = (Patience, Open);
        options.TokenValidationParameters.ClockSkew = Skew;

        // The provider sends people back by a link, so that lax cookies come along.
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        }

        Follow(options.Events, provider, address);
    }

    private static void Follow(OpenIdConnectEvents events, ProviderSettings provider, Uri address)
    {
        events.OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.RedirectUri = new Uri(address, Links.ProviderReturn).ToString();
            return Task.CompletedTask;
        };
        events.OnRedirectToIdentityProviderForSignOut = context =>
        {
            context.ProtocolMessage.PostLogoutRedirectUri = new Uri(address, Links.ProviderLeft).ToString();
            context.ProtocolMessage.ClientId = provider.Client;
            return Task.CompletedTask;
        };

        // The metadata name an issuer too; the one that the operator has named counts.
        events.OnTokenValidated = context =>
        {
            if (context.SecurityToken.Issuer != provider.Issuer)
            {
                context.Fail("The token is another issuer's.");
            }

            return Task.CompletedTask;
        };
        events.OnTicketReceived = context => ArrivedAsync(context, provider);
        events.OnRemoteFailure = FailedAsync;
    }

    private static async Task ArrivedAsync(TicketReceivedContext context, ProviderSettings provider)
    {
        context.HandleResponse();
        var (http, items) = (context.HttpContext, context.Properties!.Items);
        var (subject, name) = (context.Principal!.FindFirstValue("sub"),
            provider.Claim is null ? null : context.Principal!.FindFirstValue(provider.Claim));
        var arrived = new Arrived(provider.Issuer, subject ?? "", name, items[Once] ?? "");
        var fits = subject is { Length: > 0 and <= Arrived.Longest } && Characters.Unprintable(subject) is null;
        if (items.TryGetValue(Linking, out var session))
        {
            await LinkAsync(http, fits ? arrived : null, session);
        }
        else
        {
            await SignInAsync(http, fits ? arrived : null, context.ReturnUri);
        }
    }

    // The pass-phrase was shown in that session, and in no other one.
    private static async Task LinkAsync(HttpContext http, Arrived? arrived, string? session)
    {
        var services = http.RequestServices;
        var here = await SessionAsync(http);
        var refusal = arrived is null || here is not { } person || person.Session.Id != session
            ? ProviderRefusals.Refused
            : (await services.GetRequiredService<ProviderDesk>().LinkAsync(
                arrived, SessionCookie.DoerOf(http) with { Who = person.Account.Id }, http.RequestAborted)).Refusal;
        http.Response.Redirect(
            refusal is null ? $"{Links.Account}?done=identity-linked" : $"{Links.Account}?provider={refusal.Code}");
    }

    private static async Task SignInAsync(HttpContext http, Arrived? arrived, string? back)
    {
        var earlier = (await SessionAsync(http))?.Session.Id;
        var guest = new Guest(
            SessionCookie.DoerOf(http) with { Who = "" }, SessionCookie.BrowserOf(http), earlier);
        var signed = arrived is null || SessionCookie.Check(http) is not null ? ProviderRefusals.Refused
            : await http.RequestServices.GetRequiredService<ProviderDesk>().SignInAsync(
                arrived, guest, http.RequestAborted);
        if (!signed.TryGet(out var person, out var refusal))
        {
            http.Response.Redirect(ProviderLinks.SignInWith(refusal.Code));
            return;
        }

        SessionCookie.Give(http, person.Secret);
        http.RequestServices.GetRequiredService<Devices>().Give(http, person.Account);
        http.Response.Redirect(AccountRules.GoOn(back));
    }

    private static async Task FailedAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        var http = context.HttpContext;
        var refusal = ProviderTrouble.IsAway(context.Failure) ? ProviderRefusals.Away : ProviderRefusals.Refused;

        // Without a question that this server asked there is nothing to be told but that a stranger tries.
        if (context.Properties is not null)
        {
            ProviderTrouble.Log(http.RequestServices, context.Failure);
        }

        await http.RequestServices.GetRequiredService<ProviderDesk>().TurnedAwayAsync(
            SessionCookie.DoerOf(http),
            ReferenceEquals(refusal, ProviderRefusals.Away) ? "连不上统一身份认证" : "统一身份认证的结果没有通过检验",
            http.RequestAborted);
        http.Response.Redirect(
            context.Properties?.Items.ContainsKey(Linking) == true
                ? $"{Links.Account}?provider={refusal.Code}"
                : ProviderLinks.SignInWith(refusal.Code));
    }

    private static async Task<(AccountSession Session, Account Account)?> SessionAsync(HttpContext http) =>
        SessionCookie.Of(http.Request) is { } secret
            ? await http.RequestServices.GetRequiredService<AccountBook>().SignedInAsync(secret, http.RequestAborted)
            : null;
}
