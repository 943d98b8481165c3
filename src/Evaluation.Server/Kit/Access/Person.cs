using System.Security.Claims;

namespace Evaluation.Server.Kit.Access;

/// <summary>Somebody who is signed in with an account of the installation.</summary>
/// <param name="Account">The account, as it signs events.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Administrator">Whether the person looks after the installation.</param>
/// <param name="Session">What this sign-in is kept under.</param>
public sealed record Person(string Account, string Name, bool Administrator, string Session)
{
    private const string AdministratorClaim = "administrator", SessionClaim = "session";

    /// <summary>The person behind a request; null for nobody, and for a person of the demonstration.</summary>
    public static Person? Of(ClaimsPrincipal person) =>
        Actor.Of(person) is { } actor && person.FindFirstValue(SessionClaim) is { } session
            ? new Person(actor.Account, actor.Name, person.HasClaim(AdministratorClaim, "yes"), session)
            : null;

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
