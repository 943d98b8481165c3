using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Accounts;

/// <summary>What a person types to sign in.</summary>
/// <param name="Phrase">The pass-phrase.</param>
/// <param name="Code">A one-time code or a recovery code; empty for none.</param>
public sealed record Credentials(string Name, string Phrase, string Code);

/// <summary>Somebody who signed in.</summary>
/// <param name="Secret">The secret for the cookie.</param>
public sealed record SignedIn(Account Account, string Secret);

/// <summary>A browser in which somebody signs in.</summary>
/// <param name="By">From where; who it is, is not known yet.</param>
/// <param name="Browser">What the browser calls itself.</param>
/// <param name="Earlier">The session of the same browser, which ends; null for none.</param>
public sealed record Guest(Doer By, string Browser, string? Earlier);

/// <summary>Signing in and out with accounts.</summary>
/// <param name="audit">Notes what is not looked at.</param>
public sealed class SignIns(AccountBook book, AuditBook audit)
{
    private const int LongestBrowser = 200;

    // One sentence for a wrong name, a wrong pass-phrase and a pause: a stranger learns nothing from it.
    private static readonly Refusal Wrong = new(
        "sign-in-wrong", "登录名或口令不对，或者因连续出错暂停登录。", "name",
        $"请核对后重试；同一处连续错{Misses.Most}次，该处暂停15分钟，再错则更久。忘记口令请向管理员要一次性链接。")
    {
        Kind = RefusalKind.SignedOut,
    };

    private static readonly Refusal NoCode = new(
        "code-missing", "此账号已开启动态码，请与口令一并填写。", "code",
        "请再次输入口令，并填写手机上的动态码或一个恢复码。")
    {
        Kind = RefusalKind.SignedOut,
    };

    private static readonly Refusal WrongCode = new(
        "code-wrong", "动态码不对，或者已经用过。", "code",
        "请等手机上显示下一个动态码再试，并核对手机时间；手机不在身边，请填一个恢复码。")
    {
        Kind = RefusalKind.SignedOut,
    };

    /// <summary>Signs in; begins a session, never goes on with one.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="by">From where; the name is not known yet.</param>
    /// <param name="browser">What the browser calls itself.</param>
    /// <param name="earlier">The session of the same browser, which ends; null for none.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<SignedIn>> SignInAsync(
        Credentials typed, Doer by, string browser, string? earlier, CancellationToken ct)
    {
        var id = AccountRules.IdOf(typed.Name);
        var why = "";
        var counted = await book.WriteAsync<Account>(
            async writing =>
            {
                var account = await writing.FindAsync(id);
                why = account is null ? "没有这个登录名" : WhyNot(account, by, writing.Now);
                return why.Length > 0 ? Wrong : Counted(writing, account!, by);
            },
            ct);
        if (why.Length > 0)
        {
            // Not what was typed: people type a pass-phrase into the wrong field.
            var about = (await book.FindAsync(id ?? "", ct))?.Id ?? "";
            await audit.NoteTriedAsync(by with { Who = about }, Audited.SignInRefused, "", about, why, ct);
        }

        // It takes as long when there is no account, or one that is not looked at.
        var right = PassPhrases.Matches(counted.Refusal is null ? counted.Value.Phrase : null, typed.Phrase);
        return counted.TryGet(out var seen, out var refusal)
            ? await book.WriteAsync(
                async writing => right
                    ? Begin(writing, await writing.FindAsync(id), seen, typed.Code, by, browser, earlier)
                    : Refused(writing, by, seen, Wrong),
                ct)
            : refusal;
    }

    /// <summary>Begins a session for somebody who has shown otherwise who it is.</summary>
    internal static string Begin(
        AccountWriting writing, string account, Doer by, string browser, string? how = null)
    {
        var secret = Secrets.New();
        writing.Add(new AccountSession(
            Secrets.HashOf(secret)!, account, writing.Now, by.Address,
            Characters.Unprintable(browser) is null ? Characters.Short(browser, LongestBrowser) : "", writing.Now)
        {
            By = how,
        });
        return secret;
    }

    /// <summary>Begins a session for an account that something else than a pass-phrase has shown.</summary>
    /// <param name="account">The account as it is.</param>
    /// <param name="how">By what, of <see cref="SignInWays"/>.</param>
    /// <param name="note">Which one.</param>
    internal static SignedIn BeginOtherwise(
        AccountWriting writing, Account account, string how, string note, Guest guest)
    {
        // Misses stay counted: nobody guesses here, and whoever guesses elsewhere shall not begin anew.
        var signed = account with { SignedIn = writing.Now };
        writing.Change(signed);
        if (guest.Earlier is not null)
        {
            writing.End(guest.Earlier);
        }

        writing.Note(guest.By with { Who = account.Id }, Audited.SignedIn, account.Id, note);
        return new SignedIn(signed, Begin(writing, account.Id, guest.By, guest.Browser, how));
    }

    /// <summary>Signs out.</summary>
    /// <returns>By what the person had signed in, of <see cref="SignInWays"/>.</returns>
    public Task<Result<string>> SignOutAsync(string session, Doer by, CancellationToken ct) => book.WriteAsync<string>(
        async writing =>
        {
            var ended = await writing.SessionAsync(session);
            writing.End(session);
            writing.Note(by, Audited.SignedOut, by.Who);
            return ended?.By ?? "";
        },
        ct);

    // Empty when an attempt is looked at.
    private static string WhyNot(Account account, Doer by, DateTimeOffset now) =>
        account.Phrase is null ? "账号尚未启用"
        : account.LockedFor is not null ? "账号已锁定"
        : account.Bars(Whence.Of(by, account), now) ? "连续出错，暂停期间"
        : "";

    // Each attempt is counted before it is looked at, so that many at once are not more than were allowed.
    private static Account Counted(AccountWriting writing, Account account, Doer by)
    {
        writing.Change(account.Missed(Whence.Of(by, account), writing.Now));
        return account;
    }

    private static Result<SignedIn> Begin(
        AccountWriting writing, Account? account, Account seen, string code, Doer by, string browser, string? earlier)
    {
        if (account is null || account.LockedFor is not null || account.Phrase != seen.Phrase)
        {
            return Wrong;
        }

        var (codes, recovered) = Checked(account.Codes, code, writing.Now);
        if (account.Codes is { On: true } && codes is null)
        {
            return Refused(writing, by, account, Characters.ShowsNothing(code) ? NoCode : WrongCode);
        }

        var signed = account.Right(Whence.Of(by, account)) with
        {
            SignedIn = writing.Now,
            Codes = codes ?? account.Codes,
        };
        var self = by with { Who = account.Id };
        writing.Change(signed);
        if (earlier is not null)
        {
            writing.End(earlier);
        }

        writing.Note(self, Audited.SignedIn, account.Id);
        if (recovered)
        {
            writing.Note(self, Audited.RecoveryUsed, account.Id, $"还剩{codes!.Recovery.Count}个");
        }

        return new SignedIn(signed, Begin(writing, account.Id, by, browser));
    }

    // With the code taken off; null when it is wrong.
    private static (CodeGenerator? Codes, bool Recovered) Checked(
        CodeGenerator? codes, string typed, DateTimeOffset now) =>
        codes is not { On: true } ? (null, false)
        : OneTimeCodes.StepOf(codes, typed, now) is { } step ? (codes with { LastStep = step }, false)
        : Secrets.HashOfCode(typed) is { } hash && codes.Recovery.Contains(hash)
            ? (codes with { Recovery = [.. codes.Recovery.Where(one => one != hash)] }, true)
        : (null, false);

    private static Refusal Refused(AccountWriting writing, Doer by, Account account, Refusal refusal)
    {
        writing.Note(by with { Who = account.Id }, Audited.SignInRefused, account.Id, refusal.What);
        return refusal;
    }
}
