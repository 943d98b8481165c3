using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace Evaluation.Server.Kit.Access;

/// <summary>What a person may be in a district.</summary>
public static class Roles
{
    /// <summary>填报员: reports for one unit.</summary>
    public const string Reporter = "reporter";

    /// <summary>核验员: decides claims.</summary>
    public const string Verifier = "verifier";

    /// <summary>考评办经办: closes weeks, keeps the roster.</summary>
    public const string Closer = "closer";

    /// <summary>签发人: seals bulletins.</summary>
    public const string Sealer = "sealer";

    /// <summary>委员会: adopts rulebooks, decides adjustments.</summary>
    public const string Committee = "committee";

    /// <summary>审计: reads everything, changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>管理员: founds districts.</summary>
    public const string Admin = "admin";

    /// <summary>Everybody who may look at the district's running figures.</summary>
    public static readonly string[] All = [Reporter, Verifier, Closer, Sealer, Committee, Auditor, Admin];

    /// <summary>Those who act for the office or the committee and not for a unit.</summary>
    public static readonly string[] Office = [Verifier, Closer, Sealer, Committee, Auditor, Admin];

    /// <summary>A role in the office's words.</summary>
    public static string LabelOf(string role) => role switch
    {
        Reporter => "填报员",
        Verifier => "核验员",
        Closer => "考评办经办",
        Sealer => "签发人",
        Committee => "委员会",
        Auditor => "审计",
        _ => "管理员",
    };
}

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

/// <summary>The signer must have one of the roles in the district that the address names.</summary>
/// <param name="Roles">The roles.</param>
public sealed record RoleInDistrict(IReadOnlyList<string> Roles) : IAuthorizationRequirement;

/// <summary>Checks <see cref="RoleInDistrict"/>.</summary>
public sealed class RoleInDistrictChecker : AuthorizationHandler<RoleInDistrict>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleInDistrict requirement)
    {
        if (Actor.Of(context.User) is { } actor && requirement.Roles.Contains(actor.Role)
            && context.Resource is HttpContext http && http.GetRouteValue("district") is string district
            && district == actor.District)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Declares who may use an endpoint.</summary>
public static class AccessExtensions
{
    /// <summary>Only these roles of the district in the address.</summary>
    public static TBuilder Only<TBuilder>(
        this TBuilder endpoint, params string[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(
            new AuthorizationPolicyBuilder().AddRequirements(new RoleInDistrict(roles)).Build());

    /// <summary>Every role of the district in the address.</summary>
    public static TBuilder OnlyMembers<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.Only(Roles.All);
}
