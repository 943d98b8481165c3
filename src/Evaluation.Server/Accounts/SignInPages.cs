using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Accounts;

/// <summary>Makes the pages of signing in.</summary>
public sealed class SignInPages(
    SignIns signIns, OwnAccount own, AccountBook book, AuditBook audit, Devices devices, DevelopmentActors actors,
    ICallers callers, SignInLimits limits,
    PasskeyPageMaker passkeys, ProviderLinks provider, PageFrames frames, IHostEnvironment environment,
    IHttpContextAccessor accessor)
{
    private HttpContext Http => accessor.HttpContext!;

    // Who could not sign in so is not told who may.
    private async Task<bool> OffersNamesAsync(CancellationToken ct) =>
        environment.IsDevelopment() && DevelopmentSignIn.IsLocal(Http) && !await callers.WasServedAsync(ct);

    /// <summary>The form, and why the provider let nobody in if it was asked.</summary>
    public Task<IResult> ReturnedAsync(string? back, string? returned, CancellationToken ct) =>
        ShowAsync(back, "", provider.RefusalOf(returned), ct, returned == ProviderLinks.LeftHere);

    /// <summary>The form, with the refusal of an attempt if there was one.</summary>
    public async Task<IResult> ShowAsync(
        string? back, string name, Refusal? refusal, CancellationToken ct, bool leftHere = false)
    {
        var offers = await OffersNamesAsync(ct);
        return await PageResults.PageAsync<SignInPage, SignInView>(
            new SignInView(
                await frames.OfAsync(Http, null, ct),
                [.. actors.All.Where(_ => offers).Select(actor => new ActorView(
                    $"{actor.Account}@{actor.District}", actor.Name, Roles.LabelOf(actor.Role), actor.Unit))],
                AccountRules.GoOn(back))
            {
                Name = name,
                Refusal = refusal,
                Passkeys = passkeys.AreOffered,
                Provider = provider.LabelFor(Http),
                LeftHere = leftHere,
                WithoutAdministrator = !environment.IsDevelopment() && !await book.HasAdministratorAsync(ct),
            },
            Answers.StatusOf(refusal));
    }

    /// <summary>Signs in and goes on, or shows the form again.</summary>
    public async Task<IResult> SignInAsync(Credentials typed, string? back, CancellationToken ct)
    {
        var by = SessionCookie.DoerOf(Http) with { Device = devices.Of(Http, typed.Name) };
        if (by.Device is null && limits.Count(Http, typed.Name) is { } wait)
        {
            await audit.NoteTriedAsync(by with { Who = "" }, Audited.SignInRefused, "", "", "尝试过密，没有核对", ct);
            return RateLimits.TooMany(Http, wait);
        }

        if (SessionCookie.Check(Http) is { } open)
        {
            return await ShowAsync(back, typed.Name, open, ct);
        }

        var signed = await signIns.SignInAsync(
            typed, by, SessionCookie.BrowserOf(Http), Person.Of(Http.User)?.Session, ct);
        if (!signed.TryGet(out var person, out var refusal))
        {
            return await ShowAsync(back, typed.Name, refusal, ct);
        }

        SessionCookie.Give(Http, person.Secret);
        devices.Give(Http, person.Account);
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
            if (refusal == OwnAccount.NoLink)
            {
                await audit.NoteTriedAsync(
                    SessionCookie.DoerOf(Http), Audited.SignInRefused, "", "", "一次性链接不对或者已经失效", ct);
            }

            return await WelcomeAsync(secret, first, refusal, ct);
        }

        if (person.Secret.Length == 0)
        {
            return Results.LocalRedirect(Links.SignIn);
        }

        SessionCookie.Give(Http, person.Secret);
        devices.Give(Http, person.Account);
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
