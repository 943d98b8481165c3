using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Accounts;

/// <summary>What a person does with the own account.</summary>
/// <param name="audit">Notes wrong pass-phrases.</param>
public sealed class OwnAccount(AccountBook book, AuditBook audit)
{
    /// <summary>A link that does not hold.</summary>
    internal static readonly Refusal NoLink = Refusal.NotFound(
        "link-ended", "这个链接已经用过、已经过期，或者被新的链接取代。", "address", "请向管理员另要一个一次性链接。");

    private static readonly Refusal Unlike = new("phrase-unlike", "两次输入的口令不一样。", "again", "请重新输入。");

    private static readonly Refusal NotYours = new("phrase-wrong", "现在的口令不对。", "current", "请重新输入。")
    {
        Kind = RefusalKind.Forbidden,
    };

    private static readonly Refusal NoCode = new(
        "code-wrong", "动态码不对，或者已经用过。", "code", "请核对手机时间，等显示下一个动态码再试。");

    private static readonly Refusal Gone = Refusal.NotFound(
        "unknown-account", "没有这个账号。", "account", "请重新登录。");

    /// <summary>
    /// Chooses a pass-phrase by a link, which ends with it, as do all sessions, passkeys and the identity at a
    /// provider; signs in unless a code is needed.
    /// </summary>
    /// <param name="secret">The link's.</param>
    /// <param name="name">The account of the first administrator; of others the link says it.</param>
    /// <param name="person">The name of the first administrator.</param>
    /// <param name="phrase">The pass-phrase, twice.</param>
    /// <param name="by">From where.</param>
    /// <param name="browser">What the browser calls itself.</param>
    /// <param name="earlier">The session of the same browser, which ends; null for none.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The account; the secret of a session is empty when the person has to sign in.</returns>
    public Task<Result<SignedIn>> EnterAsync(
        string secret, string name, string person, (string Once, string Again) phrase, Doer by, string browser,
        string? earlier, CancellationToken ct) => book.WriteAsync<SignedIn>(
        async writing =>
        {
            if (Secrets.HashOf(secret) is not { } id || await writing.LinkAsync(id) is not { } link)
            {
                return NoLink;
            }

            var made = link.Account is null;
            Result<Account> found = made
                ? await FirstAsync(writing, name, person)
                : await writing.FindAsync(link.Account) is { LockedFor: null } known ? known : NoLink;
            if (!found.TryGet(out var account, out var refusal))
            {
                return refusal;
            }

            if (Chosen(phrase, account) is { } wrong)
            {
                return wrong;
            }

            var changed = account.Forgiven() with { Phrase = PassPhrases.Hash(phrase.Once) };
            var codes = changed.Codes is { On: true };
            changed = codes ? changed : changed with { SignedIn = writing.Now };
            Action<Account> put = made ? writing.Add : writing.Change;
            put(changed);
            writing.Use(link);
            var begun = codes ? "" : SignIns.Begin(writing, account.Id, by, browser);
            writing.EndAll(account.Id, Secrets.HashOf(begun));
            writing.EndOtherWays(account.Id);
            if (earlier is not null)
            {
                writing.End(earlier);
            }

            writing.Note(by with { Who = account.Id }, Audited.Entered, account.Id, made ? "首位管理员" : "");
            return new SignedIn(changed, begun);
        },
        ct);

    /// <summary>Changes the pass-phrase; all other sessions end.</summary>
    public Task<Result<Account>> ChangePhraseAsync(
        string session, string current, (string Once, string Again) phrase, Doer by, CancellationToken ct) =>
        WithPhraseAsync(
            by, current,
            (writing, account) =>
            {
                if (Chosen(phrase, account) is { } wrong)
                {
                    return wrong;
                }

                writing.EndAll(account.Id, session);
                writing.Note(by, Audited.PhraseChanged, account.Id);
                return account.Forgiven() with { Phrase = PassPhrases.Hash(phrase.Once) };
            },
            ct);

    /// <summary>Shows the pass-phrase once more, before something that lets somebody in.</summary>
    public Task<Result<Account>> ShowPhraseAsync(string current, Doer by, CancellationToken ct) =>
        WithPhraseAsync(by, current, (_, account) => account, ct);

    /// <summary>Begins with one-time codes; they are asked for only after one was shown.</summary>
    public Task<Result<Account>> BeginCodesAsync(string current, Doer by, CancellationToken ct) => WithPhraseAsync(
        by, current,
        (_, account) => account.Codes is { On: true }
            ? Refusal.Repeated("动态码已经开启。", "code")
            : account with { Codes = new CodeGenerator(OneTimeCodes.NewKey(), false, 0, []) },
        ct);

    /// <summary>Switches one-time codes on.</summary>
    /// <returns>The recovery codes, which are said once.</returns>
    public Task<Result<IReadOnlyList<string>>> CodesOnAsync(string code, Doer by, CancellationToken ct) =>
        book.WriteAsync(
            async writing =>
            {
                if (await writing.FindAsync(by.Who) is not { Codes: { On: false } codes } account)
                {
                    return Result.Refused<IReadOnlyList<string>>(Gone);
                }

                if (OneTimeCodes.StepOf(codes, code, writing.Now) is not { } step)
                {
                    return Result.Refused<IReadOnlyList<string>>(NoCode);
                }

                var recovery = Secrets.NewCodes();
                writing.Change(account with
                {
                    Codes = new CodeGenerator(
                        codes.Key, true, step, [.. recovery.Select(one => Secrets.HashOfCode(one)!)]),
                });
                writing.Note(by, Audited.CodesOn, account.Id);
                return Result.Of(recovery);
            },
            ct);

    /// <summary>Switches one-time codes off.</summary>
    public Task<Result<Account>> CodesOffAsync(string current, Doer by, CancellationToken ct) => WithPhraseAsync(
        by, current,
        (writing, account) =>
        {
            writing.Note(by, Audited.CodesOff, account.Id);
            return account with { Codes = null };
        },
        ct);

    /// <summary>Ends one of the own sessions.</summary>
    /// <param name="shown">The beginning of its name, as the page shows it; empty for all but this one.</param>
    /// <param name="present">This session.</param>
    /// <param name="by">Who.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<string>> EndSessionAsync(string shown, string present, Doer by, CancellationToken ct)
    {
        var own = await book.SessionsAsync(by.Who, ct);
        return await book.WriteAsync<string>(
            writing =>
            {
                if (shown.Length == 0)
                {
                    writing.EndAll(by.Who, present);
                }
                else if (own.FirstOrDefault(one => SessionNames.Of(one) == shown) is { } session)
                {
                    writing.End(session.Id);
                }
                else
                {
                    return Task.FromResult<Result<string>>(
                        Refusal.NotFound("unknown-session", "这次登录已经结束。", "session", "无需再办理。"));
                }

                writing.Note(by, Audited.SessionsEnded, by.Who);
                return Task.FromResult<Result<string>>(present);
            },
            ct);
    }

    // A wrong one is counted as one at signing in is, by itself: whoever finds a browser open does not guess on, and
    // strangers elsewhere keep nobody from it.
    private async Task<Result<Account>> WithPhraseAsync(
        Doer by, string current, Func<AccountWriting, Account, Result<Account>> change, CancellationToken ct)
    {
        var from = Whence.SignedIn(by);
        var counted = await book.WriteAsync<Account>(
            async writing =>
            {
                if (await writing.FindAsync(by.Who) is not { } account || account.Bars(from, writing.Now))
                {
                    return NotYours;
                }

                writing.Change(account.Missed(from, writing.Now));
                return account;
            },
            ct);
        if (!counted.TryGet(out var seen, out var refusal) || !PassPhrases.Matches(seen.Phrase, current))
        {
            await audit.NoteTriedAsync(by, Audited.SignInRefused, "", by.Who, "登录之后现在的口令不对", ct);
            return refusal ?? NotYours;
        }

        return await book.WriteAsync<Account>(
            async writing =>
            {
                if (await writing.FindAsync(by.Who) is not { } account || account.Phrase != seen.Phrase)
                {
                    return Gone;
                }

                var right = account.Right(from);
                var changed = change(writing, right);
                writing.Change(changed.Refusal is null ? changed.Value : right);
                return changed;
            },
            ct);
    }

    private static async Task<Result<Account>> FirstAsync(AccountWriting writing, string name, string person) =>
        await writing.HasAdministratorAsync() ? NoLink
        : AccountRules.Check(name, person) is { } wrong ? wrong
        : await writing.FindAsync(AccountRules.IdOf(name)) is not null
            ? Refusal.Conflict("account-exists", "该登录名已有账号。", "name", "请另取登录名。")
        : new Account(AccountRules.IdOf(name)!, person.Trim(), true, writing.Now);

    private static Refusal? Chosen((string Once, string Again) phrase, Account account) =>
        phrase.Once != phrase.Again ? Unlike : PassPhrases.Check(phrase.Once, account.Id, account.Person);
}
