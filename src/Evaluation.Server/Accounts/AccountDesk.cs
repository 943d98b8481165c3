using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Accounts;

/// <summary>A link that was made; its secret is said once.</summary>
/// <param name="Account">Whose; empty for the first administrator.</param>
/// <param name="Until">When it ends.</param>
public sealed record MadeLink(string Account, string Secret, DateTimeOffset Until);

/// <summary>What those who look after the installation do with accounts, at the page and on the command line.</summary>
public sealed class AccountDesk(AccountBook book)
{
    /// <summary>There is no such account.</summary>
    internal static readonly Refusal NoAccount = Refusal.NotFound(
        "unknown-account", "没有这个账号。", "name", "请核对登录名。");

    private static readonly Refusal NoReason = new(
        "reason-missing", "没有写明理由，或者太长。", "reason", "请写明锁定的理由，不超过200个字。");

    private static readonly Refusal LastOne = Refusal.Conflict(
        "last-administrator", "这是最后一位能登录的管理员。", "account", "请先登记另一位管理员，并等其启用账号。");

    /// <summary>Adds a person, with a link by which the person chooses a pass-phrase.</summary>
    public Task<Result<MadeLink>> AddAsync(
        string name, string person, bool administrator, Doer by, CancellationToken ct) => book.WriteAsync<MadeLink>(
        async writing =>
        {
            if (AccountRules.Check(name, person) is { } wrong)
            {
                return wrong;
            }

            var id = AccountRules.IdOf(name)!;
            if (await writing.FindAsync(id) is not null)
            {
                return Refusal.Conflict(
                    "account-exists", $"登录名“{id}”已有账号。", "name", "请另取登录名；同一人只登记一次。");
            }

            writing.Add(new Account(id, person.Trim(), administrator, writing.Now));
            writing.Note(by, Audited.Added, id, administrator ? "管理员" : "");
            return Link(writing, id, by);
        },
        ct);

    /// <summary>Makes a link for a person who forgot the pass-phrase or has none yet.</summary>
    public Task<Result<MadeLink>> LinkAsync(string name, Doer by, CancellationToken ct) => book.WriteAsync<MadeLink>(
        async writing => await writing.FindAsync(AccountRules.IdOf(name)) is { } account
            ? Link(writing, account.Id, by)
            : NoAccount,
        ct);

    /// <summary>
    /// Makes the link for the first administrator; an earlier one ends. A conflict when there is an administrator.
    /// </summary>
    public Task<Result<MadeLink>> FirstAsync(Doer by, CancellationToken ct) => book.WriteAsync<MadeLink>(
        async writing => await writing.HasAdministratorAsync()
            ? Refusal.Conflict("administrator-exists", "已有管理员。", "account", "请由管理员登记。")
            : Link(writing, null, by),
        ct);

    /// <summary>
    /// Notes that real people work in the database from now on, by which a developer's machine knows it (<see
    /// cref="Audited.Served"/>).
    /// </summary>
    public Task<Result<bool>> NoteServedAsync(Doer by, CancellationToken ct) => book.WriteAsync<bool>(
        writing =>
        {
            writing.Note(by, Audited.Served, "");
            return Task.FromResult<Result<bool>>(true);
        },
        ct);

    /// <summary>Declares the database a copy for tests, in which a developer's machine believes names again.</summary>
    /// <param name="reason">Why, which the audit keeps.</param>
    /// <param name="by">Who.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Result<bool>> ReleaseCopyAsync(string reason, Doer by, CancellationToken ct) => book.WriteAsync<bool>(
        writing =>
        {
            if (Characters.ShowsNothing(reason) || Characters.Count(reason) > AccountRules.Longest)
            {
                return Task.FromResult<Result<bool>>(new Refusal(
                    "reason-missing", "没有写明理由，或者太长。", "reason", "请写明副本的用途，不超过200个字。"));
            }

            writing.Note(by, Audited.Released, "", reason.Trim());
            return Task.FromResult<Result<bool>>(true);
        },
        ct);

    /// <summary>Locks an account and ends its sessions and links.</summary>
    public Task<Result<Account>> LockAsync(string name, string reason, Doer by, CancellationToken ct) => ChangeAsync(
        name,
        async (writing, account) =>
        {
            if (Characters.ShowsNothing(reason) || Characters.Count(reason) > AccountRules.Longest)
            {
                return NoReason;
            }

            if (account.Administrator && await writing.OtherAdministratorsAsync(account.Id) == 0)
            {
                return LastOne;
            }

            writing.EndAll(account.Id, null);
            writing.EndLinks(account.Id);
            writing.Note(by, Audited.Locked, account.Id, reason);
            return account with { LockedFor = reason };
        },
        ct);

    /// <summary>Takes away a lock, and the pause after wrong attempts.</summary>
    public Task<Result<Account>> UnlockAsync(string name, Doer by, CancellationToken ct) => ChangeAsync(
        name,
        (writing, account) =>
        {
            writing.Note(by, Audited.Unlocked, account.Id);
            return Task.FromResult<Result<Account>>(account.Forgiven() with { LockedFor = null });
        },
        ct);

    /// <summary>Ends all sessions of an account.</summary>
    public Task<Result<Account>> EndSessionsAsync(string name, Doer by, CancellationToken ct) => ChangeAsync(
        name,
        (writing, account) =>
        {
            writing.EndAll(account.Id, null);
            writing.Note(by, Audited.SessionsEnded, account.Id);
            return Task.FromResult<Result<Account>>(account);
        },
        ct);

    /// <summary>Asks a person for codes no more, because the telephone and the recovery codes are lost.</summary>
    public Task<Result<Account>> CodesOffAsync(string name, Doer by, CancellationToken ct) => ChangeAsync(
        name,
        (writing, account) =>
        {
            writing.Note(by, Audited.CodesOff, account.Id);
            return Task.FromResult<Result<Account>>(account with { Codes = null });
        },
        ct);

    /// <summary>Takes away all passkeys of a person, or the one that a list calls so; the sessions end too.</summary>
    public Task<Result<Account>> PasskeysOffAsync(string name, string? shown, Doer by, CancellationToken ct) =>
        ChangeAsync(
            name,
            async (writing, account) =>
            {
                var ended = (await writing.PasskeysAsync(account.Id))
                    .Where(one => shown is null || one.ShownAs() == shown).ToList();
                if (ended.Count == 0)
                {
                    return PasskeyDesk.Gone;
                }

                ended.ForEach(writing.End);
                writing.EndAll(account.Id, null);
                var names = string.Join('、', ended.Select(one => one.Name));
                writing.Note(by, Audited.PasskeyRemoved, account.Id, names);
                return account;
            },
            ct);

    /// <summary>Takes away a person's identity at the provider, and the sessions with it.</summary>
    public Task<Result<Account>> IdentityOffAsync(string name, Doer by, CancellationToken ct) => ChangeAsync(
        name,
        async (writing, account) =>
        {
            if (await writing.IdentityOfAsync(account.Id) is not { } identity)
            {
                return ProviderDesk.Gone;
            }

            writing.EndIdentity(account.Id);
            writing.EndAll(account.Id, null);
            writing.Note(by, Audited.IdentityRemoved, account.Id, identity.ToString());
            return account;
        },
        ct);

    /// <summary>Declares which user of the operating system may act as a person on the command line.</summary>
    /// <param name="user">The user; null for nobody any more.</param>
    /// <param name="by">Who declares it.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Result<Account>> TrustAsync(string name, string? user, Doer by, CancellationToken ct) => ChangeAsync(
        name,
        (writing, account) =>
        {
            writing.Note(by, Audited.Trusted, account.Id, user ?? "");
            return Task.FromResult<Result<Account>>(account with { SystemUser = user });
        },
        ct);

    private Task<Result<Account>> ChangeAsync(
        string name, Func<AccountWriting, Account, Task<Result<Account>>> change, CancellationToken ct) =>
        book.WriteAsync(
            async writing =>
            {
                if (await writing.FindAsync(AccountRules.IdOf(name)) is not { } account)
                {
                    return NoAccount;
                }

                var changed = await change(writing, account);
                if (changed.TryGet(out var after, out _))
                {
                    writing.Change(after);
                }

                return changed;
            },
            ct);

    private static MadeLink Link(AccountWriting writing, string? account, Doer by)
    {
        var (secret, until) = (Secrets.New(), writing.Now + OneTimeLink.Lasts);
        writing.Replace(new OneTimeLink(Secrets.HashOf(secret)!, account, by.Who, until));
        writing.Note(by, Audited.Linked, account ?? "");
        return new MadeLink(account ?? "", secret, until);
    }
}
