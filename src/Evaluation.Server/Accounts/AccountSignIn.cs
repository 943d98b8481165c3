using System.Text.Encodings.Web;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Evaluation.Server.Accounts;

/// <summary>
/// Knows people by the session of their cookie, which is looked up for each request: one that was ended, anywhere and a
/// moment ago, is nobody's.
/// </summary>
public sealed class AccountSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccountBook book)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "Account";

    /// <summary>Where people are sent who have to sign in first, or may not.</summary>
    public static async Task ChallengeAsync(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method) && Answers.WantsPage(http.Request))
        {
            var asked = http.Request.PathBase + http.Request.Path + http.Request.QueryString;
            http.Response.Redirect($"{Links.SignIn}?return={Uri.EscapeDataString(asked)}");
            return;
        }

        await (Answers.WantsPage(http.Request) && await KeptForms.UnsignedAsync(http) is { } sent
            ? Answers.SignInAgainAsync(http, sent)
            : Answers.ProblemAsync(http, Answers.SignInFirst));
    }

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Of(Request) is not { } secret)
        {
            return AuthenticateResult.NoResult();
        }

        return await book.SignedInAsync(secret, Context.RequestAborted) is (var session, var account)
            ? AuthenticateResult.Success(new AuthenticationTicket(
                new Person(account.Id, account.Person, account.Administrator, session.Id).ToPrincipal(SchemeName),
                SchemeName))
            : AuthenticateResult.Fail("The session has ended.");
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => ChallengeAsync(Context);

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Answers.ProblemAsync(Context, Answers.NotAllowed);
}
