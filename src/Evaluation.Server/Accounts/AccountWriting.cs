using Marten;

namespace Evaluation.Server.Accounts;

/// <summary>One transaction over accounts, sessions and links.</summary>
/// <param name="ct">Cancels.</param>
public sealed class AccountWriting(IDocumentSession session, DateTimeOffset now, CancellationToken ct)
{
    /// <summary>The time.</summary>
    public DateTimeOffset Now => now;

    /// <summary>An account; null when there is none.</summary>
    public Task<Account?> FindAsync(string? id) =>
        id is null ? Task.FromResult<Account?>(null) : session.LoadAsync<Account>(id, ct);

    /// <summary>Whether somebody looks after the installation.</summary>
    public Task<bool> HasAdministratorAsync() =>
        session.Query<Account>().AnyAsync(account => account.Administrator, ct);

    /// <summary>How many administrators there are that can sign in, beside one account.</summary>
    public Task<int> OtherAdministratorsAsync(string beside) => session.Query<Account>().CountAsync(
        account => account.Administrator && account.LockedFor == null && account.Phrase != null && account.Id != beside,
        ct);

    /// <summary>A link that holds; null when there is none.</summary>
    public async Task<OneTimeLink?> LinkAsync(string id) =>
        await session.LoadAsync<OneTimeLink>(id, ct) is { } link && link.Holds(now) ? link : null;

    /// <summary>Puts down a new account.</summary>
    public void Add(Account account) => session.Insert(account);

    /// <summary>Puts down a changed account.</summary>
    public void Change(Account account) => session.UpdateRevision(account, account.Version + 1);

    /// <summary>Puts down a new session, and forgets those of the account that no longer hold.</summary>
    public void Add(AccountSession begun)
    {
        session.Insert(begun);
        var old = now - AccountSession.Longest;
        session.DeleteWhere<AccountSession>(one => one.Account == begun.Account && one.Began < old);
    }

    /// <summary>A session; null when it ended.</summary>
    public Task<AccountSession?> SessionAsync(string id) => session.LoadAsync<AccountSession>(id, ct);

    /// <summary>A passkey; null when there is none.</summary>
    public Task<Passkey?> PasskeyAsync(string id) => session.LoadAsync<Passkey>(id, ct);

    /// <summary>The passkeys of an account.</summary>
    public Task<IReadOnlyList<Passkey>> PasskeysAsync(string account) =>
        session.Query<Passkey>().Where(one => one.Account == account).ToListAsync(ct);

    /// <summary>Puts down a new passkey.</summary>
    public void Add(Passkey passkey) => session.Insert(passkey);

    /// <summary>Puts down a changed passkey.</summary>
    public void Change(Passkey passkey) => session.UpdateRevision(passkey, passkey.Version + 1);

    /// <summary>Puts down that a passkey is none any more.</summary>
    public void End(Passkey passkey) => session.Delete(passkey);

    /// <summary>An identity at a provider that belongs to an account; null when it belongs to none.</summary>
    public Task<ProviderIdentity?> IdentityAsync(string id) => session.LoadAsync<ProviderIdentity>(id, ct);

    /// <summary>The identity of an account; null when it has none.</summary>
    public Task<ProviderIdentity?> IdentityOfAsync(string account) =>
        session.Query<ProviderIdentity>().FirstOrDefaultAsync(one => one.Account == account, ct);

    /// <summary>Puts down that an identity belongs to an account.</summary>
    public void Add(ProviderIdentity identity) => session.Insert(identity);

    /// <summary>Puts down that an identity was used.</summary>
    public void Change(ProviderIdentity identity) => session.Update(identity);

    /// <summary>Takes away what signs in beside the pass-phrase: passkeys and the identity at a provider.</summary>
    public void EndOtherWays(string account)
    {
        session.DeleteWhere<Passkey>(one => one.Account == account);
        EndIdentity(account);
    }

    /// <summary>Puts down that no identity belongs to an account any more.</summary>
    public void EndIdentity(string account) => session.DeleteWhere<ProviderIdentity>(one => one.Account == account);

    /// <summary>Uses something that works once; false when it was used.</summary>
    /// <param name="id">The hash of it.</param>
    /// <param name="until">When it ends anyway.</param>
    public async Task<bool> SpendAsync(string id, DateTimeOffset until)
    {
        if (await session.LoadAsync<SpentOnce>(id, ct) is not null)
        {
            return false;
        }

        session.Insert(new SpentOnce(id, until));
        session.DeleteWhere<SpentOnce>(one => one.Until < now);
        return true;
    }

    /// <summary>Puts down a new token.</summary>
    public void Add(AccessToken token) => session.Insert(token);

    /// <summary>Puts down a changed token.</summary>
    public void Change(AccessToken token) => session.Update(token);

    /// <summary>Ends one session.</summary>
    public void End(string id) => session.Delete<AccountSession>(id);

    /// <summary>Ends the tokens of an account, and its sessions but one; null for none left.</summary>
    public void EndAll(string account, string? but)
    {
        but ??= "";
        session.DeleteWhere<AccessToken>(one => one.Account == account);
        session.DeleteWhere<AccountSession>(one => one.Account == account && one.Id != but);
    }

    /// <summary>Puts down a link; an earlier one of the same account ends.</summary>
    public void Replace(OneTimeLink link)
    {
        EndLinks(link.Account, but: link.Id);
        session.Insert(link);
    }

    /// <summary>Puts down that a link was used; of two who use it at once one is decided again.</summary>
    public void Use(OneTimeLink link) => session.UpdateRevision(link with { Used = now }, link.Version + 1);

    /// <summary>Ends the links of an account; null for those of the first administrator.</summary>
    public void EndLinks(string? account, string but = "")
    {
        if (account is null)
        {
            session.DeleteWhere<OneTimeLink>(one => one.Account == null && one.Id != but);
        }
        else
        {
            session.DeleteWhere<OneTimeLink>(one => one.Account == account && one.Id != but);
        }
    }

    /// <summary>Puts down what was done.</summary>
    public void Note(Doer by, string what, string about, string note = "", string district = "") =>
        session.Insert(AccountBook.Record(by, what, about, now, note) with { District = district });
}
