using Microsoft.AspNetCore.Authorization;

namespace Evaluation.Server.Kit.Access;

/// <summary>The signer must have an account of the installation.</summary>
/// <param name="Administrator">Whether it must be an administrator's.</param>
public sealed record OfInstallation(bool Administrator) : IAuthorizationRequirement;

/// <summary>Checks <see cref="OfInstallation"/>.</summary>
public sealed class OfInstallationChecker : AuthorizationHandler<OfInstallation>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, OfInstallation requirement)
    {
        if (Person.Of(context.User) is { } person && (person.Administrator || !requirement.Administrator))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
