using Evaluation.Rulebooks.Words;
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
        app.MapGet(
            Links.SignIn,
            ([FromQuery(Name = "return")] string? back, SignInPages pages, CancellationToken ct) =>
                pages.ShowAsync(back, "", null, ct)).AllowAnonymous();
        app.MapPost(
            Links.SignInAccount,
            ([FromForm] string name, [FromForm] string phrase, [FromForm] string? code,
                [FromForm(Name = "return")] string? back, SignInPages pages, CancellationToken ct) =>
                pages.SignInAsync(new Credentials(name, phrase, code ?? ""), back, ct))
            .AllowAnonymous().RequireRateLimiting(RateLimits.SignIn).Fields("name", "phrase");
        app.MapPost(
            Links.SignOut,
            async (HttpContext http, IFormCollection _, SignIns signIns, CancellationToken ct) =>
            {
                if (Person.Of(http.User) is { } person)
                {
                    await signIns.SignOutAsync(person.Session, SessionCookie.DoerOf(http), ct);
                }

                SessionCookie.Take(http);
                http.Response.Cookies.Delete(DevelopmentSignIn.Cookie);
                return Results.LocalRedirect(Links.Home);
            }).AllowAnonymous().Fields();
        app.MapGet(
            "/welcome/{secret}",
            (string secret, SignInPages pages, CancellationToken ct) => pages.WelcomeAsync(secret, ct))
            .AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        app.MapPost(
            "/welcome/{secret}",
            (string secret, [FromForm] string phrase, [FromForm] string again, [FromForm] string? name,
                [FromForm] string? person, SignInPages pages, CancellationToken ct) =>
                pages.EnterAsync(secret, (name ?? "", person ?? ""), (phrase, again), ct))
            .AllowAnonymous().RequireRateLimiting(RateLimits.SignIn).Fields("phrase", "again");
    }

    /// <summary>Maps picking a named actor: in the development environment only, on this computer only.</summary>
    public static void MapActors(IEndpointRouteBuilder app) => app.MapPost(
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
                AccountRules.GoOn(back) is not Links.Home and var to ? to : Links.Board(actor.District));
        }).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn).Fields("account");
}

/// <summary>Makes the pages of signing in.</summary>
public sealed class SignInPages(
    SignIns signIns, OwnAccount own, AccountBook book, DevelopmentActors actors, SignInLimits limits,
    PageFrames frames, IHostEnvironment environment, IHttpContextAccessor accessor)
{
    private HttpContext Http => accessor.HttpContext!;

    /// <summary>The form, with the refusal of an attempt if there was one.</summary>
    public async Task<IResult> ShowAsync(string? back, string name, Refusal? refusal, CancellationToken ct) =>
        await PageResults.PageAsync<SignInPage, SignInView>(
            new SignInView(
                await frames.OfAsync(Http, null, ct),
                [.. actors.All.Where(_ => environment.IsDevelopment()).Select(actor => new ActorView(
                    $"{actor.Account}@{actor.District}", actor.Name, Roles.LabelOf(actor.Role), actor.Unit))],
                AccountRules.GoOn(back))
            {
                Name = name,
                Refusal = refusal,
                WithoutAdministrator = !environment.IsDevelopment() && !await book.HasAdministratorAsync(ct),
            },
            Answers.StatusOf(refusal));

    /// <summary>Signs in and goes on, or shows the form again.</summary>
    public async Task<IResult> SignInAsync(Credentials typed, string? back, CancellationToken ct)
    {
        if (limits.Count(Http, typed.Name) is { } wait)
        {
            return RateLimits.TooMany(Http, wait);
        }

        if (SessionCookie.Check(Http) is { } open)
        {
            return await ShowAsync(back, typed.Name, open, ct);
        }

        var signed = await signIns.SignInAsync(
            typed, SessionCookie.DoerOf(Http), SessionCookie.BrowserOf(Http), Person.Of(Http.User)?.Session, ct);
        if (!signed.TryGet(out var person, out var refusal))
        {
            return await ShowAsync(back, typed.Name, refusal, ct);
        }

        SessionCookie.Give(Http, person.Secret);
        return Results.LocalRedirect(AccountRules.GoOn(back));
    }

    /// <summary>What a one-time link leads to; opening it uses nothing, since messengers do so by themselves.</summary>
    public Task<IResult> WelcomeAsync(string secret, CancellationToken ct) => WelcomeAsync(secret, ("", ""), null, ct);

    /// <summary>Chooses a pass-phrase and signs in, or shows the form again.</summary>
    public async Task<IResult> EnterAsync(
        string secret, (string Name, string Person) first, (string Once, string Again) phrase, CancellationToken ct)
    {
        if (SessionCookie.Check(Http) is { } open)
        {
            return await WelcomeAsync(secret, first, open, ct);
        }

        var entered = await own.EnterAsync(
            secret, first.Name, first.Person, phrase, SessionCookie.DoerOf(Http), SessionCookie.BrowserOf(Http),
            Person.Of(Http.User)?.Session, ct);
        if (!entered.TryGet(out var person, out var refusal))
        {
            return await WelcomeAsync(secret, first, refusal, ct);
        }

        if (person.Secret.Length == 0)
        {
            return Results.LocalRedirect(Links.SignIn);
        }

        SessionCookie.Give(Http, person.Secret);
        return Results.LocalRedirect(person.Account.Administrator ? Links.People : Links.Account);
    }

    private async Task<IResult> WelcomeAsync(
        string secret, (string Name, string Person) first, Refusal? refusal, CancellationToken ct)
    {
        var link = await book.LinkAsync(secret, ct);
        var account = link?.Account is { } name ? await book.FindAsync(name, ct) : null;
        refusal ??= link is null ? OwnAccount.NoLink : null;
        return await PageResults.PageAsync<WelcomePage, WelcomeView>(
            new WelcomeView(
                await frames.OfAsync(Http, null, ct), link is null ? null : Links.Welcome(secret), account?.Id,
                account?.Person, link is null ? "" : AccountTimes.Of(link.Until), refusal)
            {
                Typed = first,
            },
            Answers.StatusOf(refusal));
    }
}
