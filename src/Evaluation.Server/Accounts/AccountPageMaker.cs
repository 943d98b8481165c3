using System.Collections.Frozen;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Accounts;

/// <summary>Makes the page of the own account.</summary>
public sealed class AccountPageMaker(
    OwnAccount own, AccountBook book, TokenDesk tokens, PasskeyPageMaker passkeys, ProviderLinks provider,
    PageFrames frames, IHttpContextAccessor accessor)
{
    private static readonly FrozenDictionary<string, string> Done = new Dictionary<string, string>
    {
        ["phrase"] = "口令已更换，其他地方的登录已经结束。",
        ["codes-begun"] = "请用手机扫描，再输入显示的数字。",
        ["codes-off"] = "动态码已关闭。",
        ["sessions"] = "已结束。",
        ["passkey-added"] = "通行密钥已添加，下次登录可直接使用。",
        ["passkey-renamed"] = "通行密钥已改名。",
        ["passkey-removed"] = "通行密钥已移除，不能再用它登录；其他地方的登录和个人令牌也已结束。",
        ["identity-begun"] = "口令无误，请继续到对方系统验证。",
        ["identity-linked"] = "已关联，下次登录可直接使用。",
        ["identity-removed"] = "已解除关联；其他地方的登录和个人令牌也已结束。",
        ["token-ended"] = "个人令牌已撤销，立即失效。",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private HttpContext Http => accessor.HttpContext!;

    private Doer By => SessionCookie.DoerOf(Http);

    private string Session => Person.Of(Http.User)!.Session;

    /// <summary>The page.</summary>
    /// <param name="refusal">Why something was not done; null for nothing.</param>
    /// <param name="done">What was done; null for nothing.</param>
    /// <param name="ct">Cancels.</param>
    public Task<IResult> ShowAsync(Refusal? refusal, string? done, CancellationToken ct) =>
        ShowAsync(refusal, done is null ? null : Done.GetValueOrDefault(done), [], null, ct);

    /// <summary>The page after the provider sent somebody back who was to be linked.</summary>
    /// <param name="back">Why it was not done, of <see cref="ProviderRefusals"/>; null for the page itself.</param>
    /// <param name="done">What was done; null for nothing.</param>
    /// <param name="ct">Cancels.</param>
    public Task<IResult> ReturnedAsync(string? back, string? done, CancellationToken ct) =>
        ShowAsync(provider.RefusalOf(back), done, ct);

    /// <summary>Changes the pass-phrase.</summary>
    public Task<IResult> ChangePhraseAsync(
        string current, (string Once, string Again) phrase, CancellationToken ct) => AfterAsync(
        (account, by) => account.ChangePhraseAsync(Session, current, phrase, by, ct), "phrase", ct);

    /// <summary>Does something and shows the page again.</summary>
    public async Task<IResult> AfterAsync<T>(
        Func<OwnAccount, Doer, Task<Result<T>>> change, string done, CancellationToken ct) where T : notnull =>
        (await change(own, By)).Refusal is { } refusal
            ? await ShowAsync(refusal, null, ct)
            : Results.LocalRedirect($"{Links.Account}?done={done}");

    /// <summary>Switches one-time codes on and shows the recovery codes.</summary>
    public async Task<IResult> CodesOnAsync(string code, CancellationToken ct) =>
        (await own.CodesOnAsync(code, By, ct)).TryGet(out var recovery, out var refusal)
            ? await ShowAsync(null, "动态码已开启。", recovery, null, ct)
            : await ShowAsync(refusal, null, [], null, ct);

    /// <summary>Makes a token of one's own and shows it once.</summary>
    public async Task<IResult> MakeTokenAsync(string name, int days, CancellationToken ct) =>
        (await tokens.ForPersonAsync(By.Who, name, days, By, ct)).TryGet(out var made, out var refusal)
            ? await ShowAsync(null, null, [], made, ct)
            : await ShowAsync(refusal, null, [], null, ct);

    /// <summary>Ends a token of one's own.</summary>
    public async Task<IResult> EndTokenAsync(string token, CancellationToken ct) =>
        (await tokens.EndAsync(token, By.Who, By, ct)).Refusal is { } refusal
            ? await ShowAsync(refusal, null, [], null, ct)
            : Results.LocalRedirect($"{Links.Account}?done=token-ended");

    /// <summary>Ends one session, or all others.</summary>
    public Task<IResult> EndSessionAsync(string shown, CancellationToken ct) =>
        AfterAsync((account, by) => account.EndSessionAsync(shown, Session, by, ct), "sessions", ct);

    private async Task<IResult> ShowAsync(
        Refusal? refusal, string? done, IReadOnlyList<string> recovery, MadeToken? made, CancellationToken ct)
    {
        var account = (await book.FindAsync(By.Who, ct))!;
        var sessions = await book.SessionsAsync(account.Id, ct);
        return await PageResults.PageAsync<AccountPage, AccountView>(
            new AccountView(
                await frames.OfAsync(Http, null, ct), account.Id, account.Person, account.Codes is { On: true },
                account.Codes?.Recovery.Count ?? 0, [.. sessions.Select(View)])
            {
                Refusal = refusal,
                Done = done,
                Begun = account.Codes is { On: false } codes
                    ? (OneTimeCodes.Picture(codes.Key, account.Id), codes.Key)
                    : null,
                Recovery = recovery,
                Passkeys = await passkeys.RowsAsync(account.Id, ct),
                NoPasskeys = passkeys.WhyNone(account),
                Provider = await provider.ViewAsync(account, Session, Http, ct),
                Tokens = [.. (await tokens.OfAsync(account.Id, ct)).Select(token => TokenRows.Of(token, book.Now))],
                MadeToken = made?.Secret,
            },
            Answers.StatusOf(refusal));
    }

    private SessionView View(AccountSession session) => new(
        SessionNames.Of(session), AccountTimes.Of(session.Began), AccountTimes.Of(session.Seen), session.Address,
        session.Browser, SignInWays.LabelOf(session.By), session.Id == Session);
}
