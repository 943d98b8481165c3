using Microsoft.AspNetCore.Authorization;

namespace Evaluation.Server.Kit.Access;

/// <summary>Declares who may use an endpoint.</summary>
public static class AccessExtensions
{
    /// <summary>Only these roles of the district in the address.</summary>
    public static TBuilder Only<TBuilder>(
        this TBuilder endpoint, params string[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(
            new AuthorizationPolicyBuilder().AddRequirements(new RoleInDistrict(roles)).Build());

    /// <summary>Those who may give the command, in the district of the address.</summary>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, Type command)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.Only([.. ForAttribute.Of(command)]).WithMetadata(new GivesCommand(command));

    /// <summary>Every role of the district in the address.</summary>
    public static TBuilder OnlyMembers<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.Only(Roles.All);
}
