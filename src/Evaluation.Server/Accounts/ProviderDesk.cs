using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Accounts;

/// <summary>Somebody whom the provider has sent, with a token that was examined.</summary>
/// <param name="Subject">What it calls the person.</param>
/// <param name="Name">What the declared claim says is the account; null for none.</param>
/// <param name="Once">What the question was remembered by: its answer is taken once.</param>
public sealed record Arrived(string Issuer, string Subject, string? Name, string Once)
{
    /// <summary>The longest subject.</summary>
    public const int Longest = 255;
}

/// <summary>
/// What is decided about people whom a provider knows. Accounts are an administrator's to make; an identity is linked
/// to one by its person, who is signed in, or by a claim that the operator has declared.
/// </summary>
/// <param name="audit">Notes who was turned away.</param>
public sealed class ProviderDesk(AccountBook book, AuditBook audit)
{
    // Longer than a question may stay open.
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    /// <summary>Nothing is linked.</summary>
    internal static readonly Refusal Gone = Refusal.NotFound(
        "identity-gone", "这个账号没有关联统一身份。", "account", "无需再办理。");

    /// <summary>Signs in whoever the provider has sent.</summary>
    /// <returns>The session, or a refusal whose code is one of <see cref="ProviderRefusals"/>.</returns>
    public async Task<Result<SignedIn>> SignInAsync(Arrived arrived, Guest guest, CancellationToken ct)
    {
        var signed = await book.WriteAsync(
            async writing =>
            {
                if (!await writing.SpendAsync(Spent(arrived), writing.Now + Remembered))
                {
                    return ProviderRefusals.Refused;
                }

                var id = ProviderIdentity.IdOf(arrived.Issuer, arrived.Subject);
                var identity = await writing.IdentityAsync(id);
                if (identity is null && await ClaimedAsync(writing, arrived) is { } claimed)
                {
                    identity = new ProviderIdentity(id, claimed.Id, arrived.Issuer, arrived.Subject, writing.Now);
                    writing.Add(identity with { Used = writing.Now });
                    writing.Note(
                        guest.By with { Who = claimed.Id }, Audited.IdentityLinked, claimed.Id,
                        $"{identity}，按声明的账号名");
                    return SignIns.BeginOtherwise(
                        writing, claimed, SignInWays.Provider, identity.ToString(), guest);
                }

                if (identity is null || await writing.FindAsync(identity.Account) is not { } account)
                {
                    return Result.Refused<SignedIn>(ProviderRefusals.Unknown);
                }

                if (account.LockedFor is not null)
                {
                    writing.Note(
                        guest.By with { Who = account.Id }, Audited.SignInRefused, account.Id,
                        $"{identity}：账号已锁定");
                    return ProviderRefusals.Locked;
                }

                writing.Change(identity with { Used = writing.Now });
                return SignIns.BeginOtherwise(writing, account, SignInWays.Provider, identity.ToString(), guest);
            },
            ct);
        if (signed.Refusal?.Code == ProviderRefusals.Unknown.Code)
        {
            await TurnedAwayAsync(guest.By, $"没有对应账号的统一身份：{arrived.Subject}（{arrived.Issuer}）", ct);
        }

        return signed;
    }

    /// <summary>Links whoever the provider has sent to the account that is signed in.</summary>
    public Task<Result<Account>> LinkAsync(Arrived arrived, Doer by, CancellationToken ct) => book.WriteAsync<Account>(
        async writing =>
        {
            if (!await writing.SpendAsync(Spent(arrived), writing.Now + Remembered)
                || await writing.FindAsync(by.Who) is not { LockedFor: null } account)
            {
                return ProviderRefusals.Refused;
            }

            var id = ProviderIdentity.IdOf(arrived.Issuer, arrived.Subject);
            if (await writing.IdentityAsync(id) is not null || await writing.IdentityOfAsync(account.Id) is not null)
            {
                return ProviderRefusals.Taken;
            }

            var identity = new ProviderIdentity(id, account.Id, arrived.Issuer, arrived.Subject, writing.Now);
            writing.Add(identity);
            writing.Change(account);
            writing.Note(by, Audited.IdentityLinked, account.Id, identity.ToString());
            return account;
        },
        ct);

    /// <summary>Takes the own identity away; all other sessions and the own tokens end.</summary>
    public Task<Result<Account>> UnlinkAsync(string session, Doer by, CancellationToken ct) => book.WriteAsync<Account>(
        async writing =>
        {
            if (await writing.FindAsync(by.Who) is not { } account
                || await writing.IdentityOfAsync(account.Id) is not { } identity)
            {
                return Gone;
            }

            writing.EndIdentity(account.Id);
            writing.EndAll(account.Id, session);
            writing.Change(account);
            writing.Note(by, Audited.IdentityRemoved, account.Id, identity.ToString());
            return account;
        },
        ct);

    /// <summary>Notes that somebody was turned away whom no account is known of.</summary>
    public Task TurnedAwayAsync(Doer by, string why, CancellationToken ct) =>
        audit.NoteTriedAsync(by with { Who = "" }, Audited.SignInRefused, "", "", Characters.Short(why, 300), ct);

    // Not who looks after the installation, and not who asked for codes: neither left it to a provider. An account that
    // has an identity has shown whose it is.
    private static async Task<Account?> ClaimedAsync(AccountWriting writing, Arrived arrived) =>
        await writing.FindAsync(AccountRules.IdOf(arrived.Name)) is
        {
            LockedFor: null, Administrator: false, Codes: not { On: true },
        } account
        && await writing.IdentityOfAsync(account.Id) is null ? account : null;

    private static string Spent(Arrived arrived) => Secrets.HashOf(arrived.Once) ?? "";
}
