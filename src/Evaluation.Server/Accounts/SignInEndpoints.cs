using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Accounts;

/// <summary>Signing in and out, and choosing a pass-phrase by a one-time link.</summary>
public static class SignInEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.Get(
            Links.SignIn,
            ([FromQuery(Name = "return")] string? back, [FromQuery] string? provider, SignInPages pages,
                CancellationToken ct) => pages.ReturnedAsync(back, provider, ct)).AllowAnonymous();
        app.Post(
            Links.SignInAccount,
            ([FromForm] string name, [FromForm] string phrase, [FromForm] string? code,
                [FromForm(Name = "return")] string? back, SignInPages pages, CancellationToken ct) =>
                pages.SignInAsync(new Credentials(name, phrase, code ?? ""), back, ct))
            .AllowAnonymous().RequireRateLimiting(RateLimits.SignIn).Fields("name", "phrase");
        app.Post(
            Links.SignOut,
            async (HttpContext http, IFormCollection _, SignIns signIns, CancellationToken ct) =>
            {
                var ended = Person.Of(http.User) is { } person
                    ? await signIns.SignOutAsync(person.Session, SessionCookie.DoerOf(http), ct)
                    : "";
                SessionCookie.Take(http);
                http.Response.Cookies.Delete(DevelopmentSignIn.Cookie);
                return Results.LocalRedirect(
                    ended is { Refusal: null, Value: SignInWays.Provider }
                        ? ProviderLinks.SignInWith(ProviderLinks.LeftHere)
                        : Links.Home);
            }).AllowAnonymous().Fields();
        app.Get(
            "/welcome/{secret}",
            (string secret, SignInPages pages, CancellationToken ct) => pages.WelcomeAsync(secret, ct))
            .AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        app.Post(
            "/welcome/{secret}",
            (string secret, [FromForm] string phrase, [FromForm] string again, [FromForm] string? name,
                [FromForm] string? person, SignInPages pages, CancellationToken ct) =>
                pages.EnterAsync(secret, (name ?? "", person ?? ""), (phrase, again), ct))
            .AllowAnonymous().RequireRateLimiting(RateLimits.SignIn).Fields("phrase", "again");
    }

    /// <summary>Maps picking a named actor: in the development environment only, on this computer only.</summary>
    public static void MapActors(IEndpointRouteBuilder app) => app.Post(
        Links.SignIn,
        (HttpContext http, [FromForm] string account, [FromForm(Name = "return")] string? back,
            DevelopmentActors actors, SignInLimits limits) =>
        {
            if (limits.Count(http, account) is { } wait)
            {
                return RateLimits.TooMany(http, wait);
            }

            if (!DevelopmentSignIn.IsLocal(http) || actors.Find(account) is not { } actor)
            {
                return Answers.Problem(Answers.NotAllowed);
            }

            http.Response.Cookies.Append(
                DevelopmentSignIn.Cookie, Uri.EscapeDataString(account),
                new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict });
            return Results.LocalRedirect(
                AccountRules.GoOn(back) is not Links.Home and var to ? to : Links.Start(actor.District));
        }).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn).Fields("account");
}
