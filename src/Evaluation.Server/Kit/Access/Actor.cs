using System.Security.Claims;

namespace Evaluation.Server.Kit.Access;

/// <summary>A person who is signed in.</summary>
/// <param name="Name">The person's name.</param>
/// <param name="Role">One of <see cref="Roles"/>; empty outside of every district.</param>
/// <param name="Unit">The unit acted for; null for the office and the committee.</param>
/// <param name="District">The district in which the role holds; empty outside of every district.</param>
public sealed record Actor(string Account, string Name, string Role, string? Unit, string District)
{
    private const string NameClaim = "name", RoleClaim = "role", UnitClaim = "unit", DistrictClaim = "district",
        AlsoClaim = "also", UnitsClaim = "units", BehindClaim = "behind";

    /// <summary>Further roles of the person in the district.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>All units that the person may act for.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>The account that made the token of a program; null for a person.</summary>
    public string? Behind { get; init; }

    /// <summary>Whether the person has one of the roles in the district.</summary>
    public bool Is(IReadOnlyList<string> roles) => roles.Contains(Role) || Also.Any(roles.Contains);

    /// <summary>The person's name; null for somebody who is known by the account alone.</summary>
    public string? Called => Name == Account ? null : Name;

    /// <summary>The person behind a request; null for nobody.</summary>
    public static Actor? Of(ClaimsPrincipal person) =>
        person.Identity is { IsAuthenticated: true, Name: { } account }
            ? new Actor(
                account, person.FindFirstValue(NameClaim) ?? account, person.FindFirstValue(RoleClaim) ?? "",
                person.FindFirstValue(UnitClaim), person.FindFirstValue(DistrictClaim) ?? "")
            {
                Also = [.. person.FindAll(AlsoClaim).Select(claim => claim.Value)],
                Units = [.. person.FindAll(UnitsClaim).Select(claim => claim.Value)],
                Behind = person.FindFirstValue(BehindClaim),
            }
            : null;

    /// <summary>The person as the web framework wants it.</summary>
    public ClaimsPrincipal ToPrincipal(string scheme)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.Name, Account), new(NameClaim, Name), new(RoleClaim, Role), new(DistrictClaim, District),
        };
        claims.AddRange(Also.Select(role => new Claim(AlsoClaim, role)));
        claims.AddRange(Units.Select(unit => new Claim(UnitsClaim, unit)));
        if (Unit is not null)
        {
            claims.Add(new Claim(UnitClaim, Unit));
        }

        if (Behind is not null)
        {
            claims.Add(new Claim(BehindClaim, Behind));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }
}
