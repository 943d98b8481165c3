using Microsoft.AspNetCore.Authorization;

namespace Evaluation.Server.Kit.Access;

/// <summary>The signer must have one of the roles in the district that the address names.</summary>
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
