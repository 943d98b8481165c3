using System.Reflection;
using Evaluation.Server.Kit.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Server.Tests.Web;

/// <summary>Commands and routes that do not say who may.</summary>
internal static class CommandRoleRules
{
    /// <summary>The commands that types handle.</summary>
    public static IEnumerable<Type> Handled(IEnumerable<Type> types) => types
        .Where(type => type.Name.EndsWith("Handler", StringComparison.Ordinal))
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .Where(method => method.Name == "Handle")
        .Select(method => method.GetParameters()[0].ParameterType);

    /// <summary>Commands that name nobody, or a role that nobody holds.</summary>
    public static IEnumerable<string> Unsaid(IEnumerable<Type> commands) => commands
        .Where(command => command.GetCustomAttribute<ForAttribute>() is null
            || ForAttribute.Of(command) is { Count: 0 }
            || ForAttribute.Of(command).Except(Roles.All).Any())
        .Select(command => command.Name);

    /// <summary>Whether a route changes something of a district.</summary>
    public static bool Changes(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IHttpMethodMetadata>() is { } methods
        && methods.HttpMethods.Any(method => method is not ("GET" or "HEAD"))
        && route.Metadata.GetMetadata<IAllowAnonymous>() is null
        && route.Metadata.GetMetadata<AuthorizationPolicy>()?.Requirements.OfType<OfInstallation>().Any() != true;

    /// <summary>Routes that change something and name no command that is handled, or others than its roles.</summary>
    public static IEnumerable<string> Unguarded(IEnumerable<RouteEndpoint> routes, IReadOnlyCollection<Type> handled) =>
        from route in routes.Where(Changes)
        let command = route.Metadata.GetMetadata<GivesCommand>()?.Command
        where command is null || !handled.Contains(command) || !RolesOf(route).SetEquals(ForAttribute.Of(command))
        select route.RoutePattern.RawText;

    private static HashSet<string> RolesOf(RouteEndpoint route) =>
    [
        .. route.Metadata.GetMetadata<AuthorizationPolicy>()?.Requirements.OfType<RoleInDistrict>()
            .SelectMany(one => one.Roles) ?? [],
    ];
}
