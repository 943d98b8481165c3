using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Evaluation.Server.Accounts;

/// <summary>The named actors of the demonstration districts, by account and district.</summary>
public sealed class DevelopmentActors
{
    private readonly ConcurrentDictionary<(string Account, string District), Actor> actors = new();

    /// <summary>All actors, in order of district and account.</summary>
    public IEnumerable<Actor> All =>
        actors.Values
            .OrderBy(actor => actor.District, StringComparer.Ordinal)
            .ThenBy(actor => actor.Account, StringComparer.Ordinal);

    /// <summary>Adds an actor.</summary>
    public void Add(Actor actor) => actors[(actor.Account, actor.District)] = actor;

    /// <summary>Finds `account@district`.</summary>
    public Actor? Find(string? who) =>
        who?.Split('@') is [var account, var district] ? actors.GetValueOrDefault((account, district)) : null;
}

/// <summary>
/// Signs in named actors without a password. It is added only in the development environment, and answers only requests
/// that come from this computer, addressed to this computer by a loopback name, and none in a database that was served
/// in production.
/// </summary>
public sealed class DevelopmentSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    DevelopmentActors actors, ICallers callers)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "Development";

    /// <summary>The header for programs: `account@district`.</summary>
    public const string Header = "X-Development-Actor";

    /// <summary>The cookie for browsers: `account@district`.</summary>
    public const string Cookie = "evaluation-development-actor";

    /// <summary>
    /// Whether a request stays on this computer: no proxy handed it on, and nobody else can. A proxy that is not set up
    /// speaks HTTP/1.0, which no browser does.
    /// </summary>
    public static bool IsLocal(HttpContext http) =>
        Visitors.IsHere(http) && !HttpProtocol.IsHttp10(http.Request.Protocol)
        && DevelopmentGate.IsThisComputer(http.Request.Host.Host)
        && DevelopmentGate.ListenBeyond(http.RequestServices) is null;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var named = Request.Headers[Header].FirstOrDefault() ?? Uri.UnescapeDataString(Request.Cookies[Cookie] ?? "");
        return named is not { Length: > 0 } ? AuthenticateResult.NoResult()
            : !IsLocal(Context) ? AuthenticateResult.Fail("Development actors sign in on this computer only.")
            : await callers.WasServedAsync(Context.RequestAborted)
                ? AuthenticateResult.Fail("Real people work in this database.")
            : actors.Find(named) is { } actor
                ? AuthenticateResult.Success(new AuthenticationTicket(actor.ToPrincipal(SchemeName), SchemeName))
            : AuthenticateResult.Fail("There is no such development actor.");
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        AccountSignIn.ChallengeAsync(Context);

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Answers.ProblemAsync(Context, Answers.NotAllowed);
}
