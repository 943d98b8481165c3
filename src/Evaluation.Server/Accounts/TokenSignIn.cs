using System.Text.Encodings.Web;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Evaluation.Server.Accounts;

/// <summary>
/// Knows programs, and persons who ask by a program, by the token in the header Authorization. It is looked up for each
/// request: one that was ended a moment ago is nobody's.
/// </summary>
public sealed class TokenSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenDesk tokens,
    AuditBook audit, Districts districts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "Token";

    private static readonly Refusal Ended = new(
        "token-ended", "令牌不对、已到期或者已撤销。", "Authorization",
        "请向管理员要新的令牌；个人令牌在“我的账号”里生成。")
    {
        Kind = RefusalKind.SignedOut,
    };

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerToken.Of(Request) is not { } text || TokenDesk.HashOf(text) is null)
        {
            return AuthenticateResult.NoResult();
        }

        return await tokens.UseAsync(text, Context.RequestAborted) switch
        {
            null => AuthenticateResult.Fail("The token does not hold."),
            { Owner: { } owner, Token.Id: var id } => Success(
                new Person(owner.Id, owner.Person, owner.Administrator, id).ToTokenPrincipal(SchemeName)),
            { Token: var token } => Success(
                new Actor(token.Signs, AccessToken.CalledOf(token.Name), token.Role!, token.Unit, token.District!)
                {
                    Behind = token.Behind,
                }.ToPrincipal(SchemeName)),
        };
    }

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // A stranger's word for a district is nothing to be kept.
        var ct = Context.RequestAborted;
        var named = Context.GetRouteValue("district") as string ?? "";
        var district = named.Length > 0 && await districts.MissingAsync(named, ct) is null ? named : "";
        await audit.NoteTriedAsync(
            SessionCookie.DoerOf(Context) with { Who = "" }, Audited.TokenRefused, district, "", "", ct);
        Response.Headers.WWWAuthenticate = "Bearer";
        await Answers.ProblemAsync(Context, Ended);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Answers.ProblemAsync(Context, Answers.NotAllowed);

    private static AuthenticateResult Success(System.Security.Claims.ClaimsPrincipal who) =>
        AuthenticateResult.Success(new AuthenticationTicket(who, SchemeName));
}
