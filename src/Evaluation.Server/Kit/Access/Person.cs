using System.Security.Claims;

namespace Evaluation.Server.Kit.Access;

/// <summary>Somebody who is signed in with an account of the installation.</summary>
/// <param name="Account">The account, as it signs events.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Administrator">Whether the person looks after the installation.</param>
/// <param name="Session">What this sign-in is kept under.</param>
public sealed record Person(string Account, string Name, bool Administrator, string Session)
{
    private const string AdministratorClaim = "administrator", SessionClaim = "session",
        TokenClaim = "token";

    /// <summary>The person behind a request; null for nobody, and for a person of the demonstration.</summary>
    public static Person? Of(ClaimsPrincipal person) =>
        Actor.Of(person) is { } actor && person.FindFirstValue(SessionClaim) is { } session
            ? new Person(actor.Account, actor.Name, person.HasClaim(AdministratorClaim, "yes"), session)
            : null;

    /// <summary>
    /// The person whose token a program sent; null for nobody. Such a person acts in districts alone: a token looks
    /// after no accounts and makes no tokens.
    /// </summary>
    public static Person? ByToken(ClaimsPrincipal person) =>
        Actor.Of(person) is { } actor && person.FindFirstValue(TokenClaim) is { } token
            ? new Person(actor.Account, actor.Name, person.HasClaim(AdministratorClaim, "yes"), token)
            : null;

    /// <summary>The person behind a token, outside of every district.</summary>
    /// <param name="scheme">How the token was sent.</param>
    public ClaimsPrincipal ToTokenPrincipal(string scheme)
    {
        var principal = new Actor(Account, Name, "", null, "").ToPrincipal(scheme);
        principal.Identities.First().AddClaims(
            Administrator
                ? [new Claim(TokenClaim, Session), new Claim(AdministratorClaim, "yes")]
                : [new Claim(TokenClaim, Session)]);
        return principal;
    }

    /// <summary>The person outside of every district.</summary>
    /// <param name="scheme">How the person signed in.</param>
    public ClaimsPrincipal ToPrincipal(string scheme) => As(new Actor(Account, Name, "", null, ""), scheme);

    /// <summary>The person in a district.</summary>
    /// <param name="actor">As what the person acts there.</param>
    /// <param name="scheme">How the person signed in.</param>
    public ClaimsPrincipal As(Actor actor, string scheme)
    {
        var principal = actor.ToPrincipal(scheme);

        // Tokens of forms belong to this and not to what the person is from page to page.
        var own = new List<Claim> { new(ClaimTypes.NameIdentifier, Account), new(SessionClaim, Session) };
        if (Administrator)
        {
            own.Add(new Claim(AdministratorClaim, "yes"));
        }

        principal.Identities.First().AddClaims(own);
        return principal;
    }
}
