using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Accounts;

/// <summary>Picking a named actor: in the development environment only, on this computer only.</summary>
public static class SignInEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(
            Links.SignIn,
            async (HttpContext http, [FromQuery(Name = "return")] string? back, DevelopmentActors actors,
                PageFrames frames, CancellationToken ct) => await PageResults.PageAsync<SignInPage, SignInView>(
                    new SignInView(
                        await frames.OfAsync(http, null, ct),
                        [.. actors.All.Select(actor => new ActorView(
                            $"{actor.Account}@{actor.District}", actor.Name, Roles.LabelOf(actor.Role), actor.Unit))],
                        Local(back)))).AllowAnonymous();
        app.MapPost(
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
                    Local(back) is not Links.Home and var to ? to : Links.Board(actor.District));
            }).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn).Fields("account");
        app.MapPost(Links.SignOut, (HttpContext http, IFormCollection _) =>
        {
            http.Response.Cookies.Delete(DevelopmentSignIn.Cookie);
            return Results.LocalRedirect(Links.Home);
        }).AllowAnonymous().Fields();
    }

    private static string Local(string? address) =>
        address is ['/', not '/' and not '\\', ..] or "/" ? address : Links.Home;
}
