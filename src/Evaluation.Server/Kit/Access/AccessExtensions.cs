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

    /// <summary>Everybody who has an account of the installation.</summary>
    public static TBuilder OnlyAccounts<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.Of(administrator: false);

    /// <summary>Those who look after the installation.</summary>
    public static TBuilder OnlyAdministrators<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.Of(administrator: true);

    /// <summary>Declares that the audit notes who reads here; a unit's own things are not noted.</summary>
    public static TBuilder Discloses<TBuilder>(this TBuilder endpoint, string what)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Discloses(what));

    private static TBuilder Of<TBuilder>(this TBuilder endpoint, bool administrator)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(
            new AuthorizationPolicyBuilder().AddRequirements(new OfInstallation(administrator)).Build());
}
