using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Accounts;

/// <summary>Makes the pages on which passkeys are added and shown.</summary>
public sealed class PasskeyPageMaker(
    PasskeyDesk desk, PasskeyExaminer examiner, BriefCookies cookies, SiteAddress site, AccountBook book,
    OwnAccount own, Devices devices, SignInLimits limits, PageFrames frames, IHttpContextAccessor accessor)
{
    private HttpContext Http => accessor.HttpContext!;

    private Doer By => SessionCookie.DoerOf(Http);

    private string Session => Person.Of(Http.User)!.Session;

    /// <summary>Whether a passkey may be used here.</summary>
    public bool AreOffered => site.OriginOf(Http) is not null;

    /// <summary>Why an account cannot have a passkey here; null when it can.</summary>
    public string? WhyNone(Account account) => site.WhyNone(Http)
        ?? (account.Phrase is null ? "添加前要先有口令：请向管理员要一次性链接，定一个口令。" : null);

    /// <summary>The passkeys of an account in print.</summary>
    public async Task<IReadOnlyList<PasskeyRow>> RowsAsync(string account, CancellationToken ct) =>
        [.. (await book.PasskeysAsync(account, ct)).Select(RowOf)];

    /// <summary>A passkey in print.</summary>
    public static PasskeyRow RowOf(Passkey passkey) => new(
        passkey.ShownAs(), passkey.Name, AccountTimes.Of(passkey.Since),
        passkey.Used is { } used ? AccountTimes.Of(used) : "还没有用过");

    /// <summary>Asks the device, after the person has shown the pass-phrase.</summary>
    /// <returns>The page, or why not.</returns>
    public async Task<Result<IResult>> BeginAsync(string current, CancellationToken ct) =>
        site.WhyNone(Http) is { } why ? Elsewhere(why)
        : (await own.ShowPhraseAsync(current, By, ct)).TryGet(out var account, out var refusal)
            ? Result.Of(await AddPageAsync(account, "", null, ct))
            : refusal;

    /// <summary>Adds what the device answers, or asks again.</summary>
    /// <returns>The page that asks again; a redirection when it was added.</returns>
    public async Task<IResult> AddAsync(string answer, string name, CancellationToken ct)
    {
        var account = (await book.FindAsync(By.Who, ct))!;
        if (site.OriginOf(Http) is null || cookies.Of(Http, BriefCookies.Passkey, Session) is not { } challenge)
        {
            return Answers.Problem(PasskeyDesk.Over);
        }

        var made = answer.Length > PasskeyDesk.LongestAnswer ? null
            : await examiner.AddedAsync(account, answer, challenge.State, Http);
        return (await desk.AddAsync(made, name, challenge, By, ct)).Refusal is { } refusal
            ? await AddPageAsync(account, name, refusal, ct)
            : Results.LocalRedirect($"{Links.Account}?done=passkey-added");
    }

    /// <summary>Asks the device to sign in.</summary>
    public async Task<IResult> SignInPageAsync(string? back, Refusal? refusal, CancellationToken ct)
    {
        if (site.WhyNone(Http) is { } why)
        {
            return Answers.Problem(Elsewhere(why));
        }

        var (asked, state) = await examiner.AskToSignInAsync(Http);
        cookies.Give(Http, BriefCookies.Passkey, "", state);
        return await PageAsync(
            new PasskeyView(await frames.OfAsync(Http, null, ct), asked, Adds: false)
            {
                ReturnTo = AccountRules.GoOn(back),
                Refusal = refusal,
            });
    }

    /// <summary>Signs in by what the device answers, or asks again.</summary>
    public async Task<IResult> SignInAsync(string answer, string? back, CancellationToken ct)
    {
        if (limits.Count(Http, PasskeyDesk.IdIn(answer) ?? "") is { } wait)
        {
            return RateLimits.TooMany(Http, wait);
        }

        if ((SessionCookie.Check(Http) ?? (site.WhyNone(Http) is { } why ? Elsewhere(why) : null)) is { } refused)
        {
            return Answers.Problem(refused);
        }

        var challenge = cookies.Of(Http, BriefCookies.Passkey, "");
        var signed = await desk.SignInAsync(
            answer, challenge,
            (account, passkey) => examiner.ShownAsync(account, passkey, answer, challenge!.State, Http),
            new Guest(By with { Who = "" }, SessionCookie.BrowserOf(Http), Person.Of(Http.User)?.Session), ct);
        if (!signed.TryGet(out var person, out var refusal))
        {
            return await SignInPageAsync(back, refusal, ct);
        }

        SessionCookie.Give(Http, person.Secret);
        devices.Give(Http, person.Account);
        return Results.LocalRedirect(AccountRules.GoOn(back));
    }

    /// <summary>Gives a passkey another name.</summary>
    public Task<Result<Passkey>> RenameAsync(string shown, string name, CancellationToken ct) =>
        desk.RenameAsync(shown, name, By, ct);

    /// <summary>Removes a passkey.</summary>
    public Task<Result<Passkey>> RemoveAsync(string shown, CancellationToken ct) =>
        desk.RemoveAsync(shown, Session, By, ct);

    private async Task<IResult> AddPageAsync(Account account, string name, Refusal? refusal, CancellationToken ct)
    {
        var (asked, state) = await examiner.AskToAddAsync(account, await book.PasskeysAsync(account.Id, ct), Http);
        cookies.Give(Http, BriefCookies.Passkey, Session, state);
        return await PageAsync(
            new PasskeyView(await frames.OfAsync(Http, null, ct), asked, Adds: true)
            {
                Name = name,
                Refusal = refusal,
            });
    }

    private static Task<IResult> PageAsync(PasskeyView view) =>
        PageResults.PageAsync<PasskeyPage, PasskeyView>(view, Answers.StatusOf(view.Refusal));

    private static Refusal Elsewhere(string why) =>
        Refusal.NotFound("passkey-elsewhere", why, "address", "请改用登录名和口令。");
}
