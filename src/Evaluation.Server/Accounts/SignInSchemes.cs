using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Evaluation.Server.Accounts;

/// <summary>
/// How people are known: by their accounts, by tokens, and in the development environment as named actors too.
/// </summary>
public static class SignInSchemes
{
    private const string Either = "Either";

    /// <summary>Adds the schemes and what they are checked by.</summary>
    public static void AddTo(IServiceCollection services, bool development)
    {
        ProtectionKeys.AddTo(services);
        services.AddSingleton<IAuthorizationHandler, RoleInDistrictChecker>();
        services.AddSingleton<IAuthorizationHandler, OfInstallationChecker>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        var schemes = services.AddAuthentication(Either)
            .AddScheme<AuthenticationSchemeOptions, AccountSignIn>(AccountSignIn.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, TokenSignIn>(TokenSignIn.SchemeName, null)
            .AddPolicyScheme(
                Either, null, either => either.ForwardDefaultSelector = http => Choose(http, development));
        if (development)
        {
            schemes.AddScheme<AuthenticationSchemeOptions, DevelopmentSignIn>(DevelopmentSignIn.SchemeName, null);
        }
    }

    // A header says what a program wants; a browser may have both cookies, of which the real one counts.
    private static string Choose(HttpContext http, bool development) =>
        BearerToken.Of(http.Request) is not null ? TokenSignIn.SchemeName
        : !development || (!http.Request.Headers.ContainsKey(DevelopmentSignIn.Header)
            && SessionCookie.Of(http.Request) is not null)
                ? AccountSignIn.SchemeName
        : DevelopmentSignIn.SchemeName;
}
