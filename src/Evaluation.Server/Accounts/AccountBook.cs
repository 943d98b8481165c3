using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Marten;
using Marten.Exceptions;

namespace Evaluation.Server.Accounts;

/// <summary>Who does something with accounts, and from where.</summary>
/// <param name="Who">The account, or what stands for one.</param>
/// <param name="Address">The address; empty where there is none.</param>
public sealed record Doer(string Who, string Address)
{
    /// <summary>That somebody has signed in with the account tried in the same device; null where nobody has.</summary>
    public DeviceMark? Device { get; init; }
}

/// <summary>
/// Accounts, sessions and links where they are stored. Whatever is changed together is stored in one transaction with
/// its audit; a change that was decided on what another one changed meanwhile is decided again.
/// </summary>
public sealed class AccountBook(Databases databases, TimeProvider clock)
{
    private const int MostAttempts = 30, LongestPauseMilliseconds = 40, MostRecords = 200;

    /// <summary>The time.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>All accounts in order of name.</summary>
    public async Task<IReadOnlyList<Account>> AllAsync(CancellationToken ct)
    {
        await using var session = databases.InstallationSession();
        return await session.Query<Account>().OrderBy(account => account.Id).ToListAsync(ct);
    }

    /// <summary>The account of a name as a district or a person writes it; null when there is none.</summary>
    public async Task<Account?> FindAsync(string name, CancellationToken ct)
    {
        if (AccountRules.IdOf(name) is not { } id)
        {
            return null;
        }

        await using var session = databases.InstallationSession();
        return await session.LoadAsync<Account>(id, ct);
    }

    /// <summary>Whether somebody looks after the installation.</summary>
    public async Task<bool> HasAdministratorAsync(CancellationToken ct)
    {
        await using var session = databases.InstallationSession();
        return await session.Query<Account>().AnyAsync(account => account.Administrator, ct);
    }

    /// <summary>The sessions of an account that hold, the last used first.</summary>
    public async Task<IReadOnlyList<AccountSession>> SessionsAsync(string account, CancellationToken ct)
    {
        await using var session = databases.InstallationSession();
        var all = await session.Query<AccountSession>().Where(one => one.Account == account).ToListAsync(ct);
        return [.. all.Where(one => one.Holds(Now)).OrderByDescending(one => one.Seen)];
    }

    /// <summary>The passkeys of an account, the oldest first.</summary>
    public async Task<IReadOnlyList<Passkey>> PasskeysAsync(string account, CancellationToken ct)
    {
        await using var session = databases.InstallationSession();
        return await session.Query<Passkey>().Where(one => one.Account == account).OrderBy(one => one.Since)
            .ToListAsync(ct);
    }

    /// <summary>The identity at a provider of an account; null for none.</summary>
    public async Task<ProviderIdentity?> IdentityAsync(string account, CancellationToken ct)
    {
        await using var session = databases.InstallationSession();
        return await session.Query<ProviderIdentity>().FirstOrDefaultAsync(one => one.Account == account, ct);
    }

    /// <summary>The last records about an account, the newest first.</summary>
    public async Task<IReadOnlyList<AuditRecord>> AuditAsync(string account, CancellationToken ct)
    {
        await using var session = databases.InstallationSession();
        return await session.Query<AuditRecord>().Where(one => one.About == account)
            .OrderByDescending(one => one.Id).Take(MostRecords).ToListAsync(ct);
    }

    /// <summary>The session of a cookie's secret with its account; null when it does not hold.</summary>
    public async Task<(AccountSession Session, Account Account)?> SignedInAsync(string secret, CancellationToken ct)
    {
        if (Secrets.HashOf(secret) is not { } id)
        {
            return null;
        }

        await using var session = databases.InstallationSession();
        if (await session.LoadAsync<AccountSession>(id, ct) is not { } found || !found.Holds(Now)
            || await session.LoadAsync<Account>(found.Account, ct) is not { LockedFor: null } account)
        {
            return null;
        }

        if (found.IsNews(Now))
        {
            await NoteAsync(session, found with { Seen = Now }, ct);
        }

        return (found, account);
    }

    /// <summary>Tokens that were not ended, of programs or of an account, the newest first.</summary>
    public async Task<IReadOnlyList<AccessToken>> TokensAsync(string? account, CancellationToken ct)
    {
        await using var session = databases.InstallationSession();
        return await session.Query<AccessToken>().Where(one => one.Account == account && one.Ended == null)
            .OrderByDescending(one => one.Made).ToListAsync(ct);
    }

    /// <summary>A token by its hash with its owner, and notes the use; null when it does not hold.</summary>
    public async Task<TokenHolder?> UseAsync(string id, CancellationToken ct)
    {
        await using var session = databases.InstallationSession();
        if (await session.LoadAsync<AccessToken>(id, ct) is not { } token || !token.Holds(Now)
            || (token.Account is { } owner
                && await session.LoadAsync<Account>(owner, ct) is not { LockedFor: null }))
        {
            return null;
        }

        await Callers.NoteUseAsync(databases, token, Now, ct);
        return new TokenHolder(token, token.Account is { } name ? await session.LoadAsync<Account>(name, ct) : null);
    }

    /// <summary>The link of a secret; null when it does not hold.</summary>
    public async Task<OneTimeLink?> LinkAsync(string secret, CancellationToken ct)
    {
        await using var session = databases.InstallationSession();
        return Secrets.HashOf(secret) is { } id && await session.LoadAsync<OneTimeLink>(id, ct) is { } link
            && link.Holds(Now) ? link : null;
    }

    /// <summary>A record of the audit.</summary>
    public static AuditRecord Record(Doer by, string what, string about, DateTimeOffset at, string note) =>
        new(Guid.CreateVersion7(at), at.ToUniversalTime(), by.Who, what, about, by.Address, note);

    /// <summary>
    /// Reads, decides and stores in one transaction. What was put down is stored whether or not the answer is a
    /// refusal: an attempt that failed is stored too.
    /// </summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="work">Reads and decides; it may be called again.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<T>> WriteAsync<T>(Func<AccountWriting, Task<Result<T>>> work, CancellationToken ct)
        where T : notnull
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var session = databases.InstallationSession();
            var answer = await work(new AccountWriting(session, Now, ct));
            try
            {
                await PerhapsStoredException.WatchAsync(() => session.SaveChangesAsync(ct));
                return answer;
            }
            catch (Exception lost) when (DatabaseFailures.IsLost(lost))
            {
                if (attempt == MostAttempts)
                {
                    return Outcome.Busy("account").Refusal!;
                }

                await Task.Delay(Random.Shared.Next(LongestPauseMilliseconds), ct);
            }
        }
    }

    // Only a row that is there is changed: one that was ended since is not made again.
    private static async Task NoteAsync<T>(IDocumentSession session, T used, CancellationToken ct) where T : notnull
    {
        session.Update(used);
        try
        {
            await session.SaveChangesAsync(ct);
        }
        catch (NonExistentDocumentException)
        {
            // This request began before it ended.
        }
    }
}
