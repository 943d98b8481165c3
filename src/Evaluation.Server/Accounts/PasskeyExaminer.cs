using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Evaluation.Server.Accounts;

/// <summary>
/// Asks devices for passkeys and examines what they answer, as WebAuthn says, by the framework's handler.
/// </summary>
/// <param name="site">The address to which the passkeys belong.</param>
public sealed class PasskeyExaminer(SiteAddress site)
{
    private const string Required = "required";

    /// <summary>What a device is asked for a new passkey, and the state to examine the answer by.</summary>
    public async Task<(string Options, string State)> AskToAddAsync(
        Account account, IReadOnlyList<Passkey> own, HttpContext http)
    {
        using var manager = ManagerOf(account, own);
        var person = new PasskeyUserEntity
        {
            Id = Passkey.HandleOf(account.Id),
            Name = account.Id,
            DisplayName = account.Person,
        };
        var asked = await Handler(manager, http).MakeCreationOptionsAsync(person, http);
        return (asked.CreationOptionsJson, asked.AttestationState!);
    }

    /// <summary>What a device is asked to sign in, and the state to examine the answer by.</summary>
    public async Task<(string Options, string State)> AskToSignInAsync(HttpContext http)
    {
        using var manager = ManagerOf(Nobody, []);
        var asked = await Handler(manager, http).MakeRequestOptionsAsync(null, http);
        return (asked.RequestOptionsJson, asked.AssertionState!);
    }

    /// <summary>The passkey that a device made; null when the answer does not hold.</summary>
    public async Task<UserPasskeyInfo?> AddedAsync(Account account, string credential, string state, HttpContext http)
    {
        using var manager = ManagerOf(account, []);
        var result = await Handler(manager, http).PerformAttestationAsync(
            new PasskeyAttestationContext
            {
                HttpContext = http,
                CredentialJson = credential,
                AttestationState = state,
            });
        return result.Succeeded && result.UserEntity.Id == Passkey.HandleOf(account.Id) ? result.Passkey : null;
    }

    /// <summary>The count that a device signed with a passkey; null when the answer does not hold.</summary>
    public async Task<long?> ShownAsync(
        Account account, Passkey passkey, string credential, string state, HttpContext http)
    {
        using var manager = ManagerOf(account, [passkey]);
        var result = await Handler(manager, http).PerformAssertionAsync(
            new PasskeyAssertionContext
            {
                HttpContext = http,
                CredentialJson = credential,
                AssertionState = state,
            });
        return result.Succeeded ? result.Passkey.SignCount : null;
    }

    private static readonly Account Nobody = new("", "", false, default);

    private PasskeyHandler<Account> Handler(UserManager<Account> manager, HttpContext http) => new(
        manager,
        Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = new Uri(site.OriginOf(http)!).IdnHost,
            UserVerificationRequirement = Required,
            ResidentKeyRequirement = Required,
            AuthenticatorTimeout = BriefCookies.Lasts,
            ValidateOrigin = context => ValueTask.FromResult(
                !context.CrossOrigin && context.Origin == site.OriginOf(context.HttpContext)),
        }));

    private static UserManager<Account> ManagerOf(Account account, IReadOnlyList<Passkey> passkeys) => new(
        new PasskeyStore(account, passkeys), Options.Create(new IdentityOptions()), new PasswordHasher<Account>(), [],
        [], new UpperInvariantLookupNormalizer(), new IdentityErrorDescriber(), null!,
        NullLogger<UserManager<Account>>.Instance);
}
