using System.Collections.Frozen;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Accounts;

/// <summary>Makes the page of the own account.</summary>
public sealed class AccountPageMaker(
    OwnAccount own, AccountBook book, TokenDesk tokens, PageFrames frames, IHttpContextAccessor accessor)
{
    private static readonly FrozenDictionary<string, string> Done = new Dictionary<string, string>
    {
        ["phrase"] = "口令已更换，其他地方的登录已经结束。",
        ["codes-begun"] = "请用手机扫描，再输入显示的数字。",
        ["codes-off"] = "动态码已关闭。",
        ["sessions"] = "已结束。",
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
                Tokens = [.. (await tokens.OfAsync(account.Id, ct)).Select(token => TokenRows.Of(token, book.Now))],
                MadeToken = made?.Secret,
            },
            Answers.StatusOf(refusal));
    }

    private SessionView View(AccountSession session) => new(
        SessionNames.Of(session), AccountTimes.Of(session.Began), AccountTimes.Of(session.Seen), session.Address,
        session.Browser, session.Id == Session);
}
