using System.Reflection;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Server.Tests.Web;

/// <summary>Who may give a command is said at the command, and routes follow it.</summary>
public sealed class CommandRolesTests
{
    // Their answers follow from what is sent; they store nothing.
    private static readonly string[] Readings = ["/api/{district}/rulebooks/check", "/api/{district}/simulations"];

    [Fact]
    public void Every_command_says_who_may_give_it()
    {
        var commands = Handled().ToList();
        commands.Should().HaveCountGreaterThan(25);
        foreach (var command in commands)
        {
            command.GetCustomAttribute<ForAttribute>().Should().NotBeNull("{0} is a command", command.Name);
            ForAttribute.Of(command).Should().NotBeEmpty().And.BeSubsetOf(Roles.All, "of {0}", command.Name);
        }
    }

    [Fact]
    public async Task Every_route_that_changes_something_takes_its_roles_from_a_command()
    {
        await using var app = Application.Build(
            "Host=nowhere", StoreRole.CommandOnly, Town.FreePort, null, "Development");
        var changing = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>().Where(Changes).ToList();
        changing.Should().HaveCountGreaterThan(40);
        changing.Where(route => route.Metadata.GetMetadata<GivesCommand>() is null)
            .Select(route => route.RoutePattern.RawText).Should().BeEquivalentTo(Readings);
        foreach (var route in changing.Where(route => route.Metadata.GetMetadata<GivesCommand>() is not null))
        {
            var command = route.Metadata.GetMetadata<GivesCommand>()!.Command;
            Handled().Should().Contain(command);
            route.Metadata.GetMetadata<AuthorizationPolicy>()!.Requirements.OfType<RoleInDistrict>().Single().Roles
                .Should().BeEquivalentTo(ForAttribute.Of(command), "of {0}", route.RoutePattern.RawText);
        }
    }

    // Accounts belong to the installation and are changed by no command of a district.
    private static bool Changes(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IHttpMethodMetadata>() is { } methods
        && methods.HttpMethods.Any(method => method is not ("GET" or "HEAD"))
        && route.Metadata.GetMetadata<IAllowAnonymous>() is null
        && route.Metadata.GetMetadata<AuthorizationPolicy>()?.Requirements.OfType<OfInstallation>().Any() != true;

    private static IEnumerable<Type> Handled() => typeof(StoreSetup).Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("Handler", StringComparison.Ordinal))
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .Where(method => method.Name == "Handle")
        .Select(method => method.GetParameters()[0].ParameterType);
}
