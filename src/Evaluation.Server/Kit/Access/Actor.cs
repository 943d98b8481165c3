using System.Security.Claims;

namespace Evaluation.Server.Kit.Access;

/// <summary>A person who is signed in.</summary>
/// <param name="Account">The account.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Unit">The unit acted for; null for the office and the committee.</param>
/// <param name="District">The district in which the role holds.</param>
public sealed record Actor(string Account, string Name, string Role, string? Unit, string District)
{
    private const string NameClaim = "name", RoleClaim = "role", UnitClaim = "unit", DistrictClaim = "district";

    /// <summary>The person behind a request; null for nobody.</summary>
    public static Actor? Of(ClaimsPrincipal person) =>
        person.Identity is { IsAuthenticated: true, Name: { } account }
            ? new Actor(
                account, person.FindFirstValue(NameClaim) ?? account, person.FindFirstValue(RoleClaim) ?? "",
                person.FindFirstValue(UnitClaim), person.FindFirstValue(DistrictClaim) ?? "")
            : null;

    /// <summary>The person as the web framework wants it.</summary>
    public ClaimsPrincipal ToPrincipal(string scheme)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.Name, Account), new(NameClaim, Name), new(RoleClaim, Role), new(DistrictClaim, District),
        };
        if (Unit is not null)
        {
            claims.Add(new Claim(UnitClaim, Unit));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }
}
