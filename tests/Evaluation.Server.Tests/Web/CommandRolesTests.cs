using System.Reflection;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Evaluation.Server.Tests.Web;

/// <summary>Who may give a command is said at the command, and routes follow it.</summary>
public sealed class CommandRolesTests
{
    // Their answers follow from what is sent; they store nothing.
    private static readonly string[] Readings =
    [
        "/api/{district}/rulebooks/check", "/api/{district}/simulations", "/{district}/trial",
        "/{district}/acting-unit",
    ];

    private static readonly Type[] Commands =
        [.. CommandRoleRules.Handled(typeof(StoreSetup).Assembly.GetTypes())];

    // A route that changes something, its command and the roles that it lets in.
    public static TheoryData<Type?, string[], bool> Routes => new()
    {
        { typeof(Said), [Roles.Verifier], true },
        { typeof(Said), [Roles.Verifier, Roles.Reporter], false },
        { typeof(Said), [], false },
        { typeof(Unhandled), [Roles.Verifier], false },
        { null, [Roles.Verifier], false },
    };

    [Fact]
    public void Every_command_says_who_may_give_it()
    {
        Commands.Should().HaveCountGreaterThan(25);
        CommandRoleRules.Unsaid(Commands).Should().BeEmpty();
    }

    [Fact]
    public void A_command_that_names_nobody_is_found()
    {
        var handled = CommandRoleRules.Handled(typeof(CommandRolesTests).GetNestedTypes(BindingFlags.NonPublic));

        CommandRoleRules.Unsaid(handled).Should()
            .BeEquivalentTo(nameof(Unsaid), nameof(ForNobody), nameof(ForSomebodyElse));
    }

    [Fact]
    public async Task Every_route_that_changes_something_takes_its_roles_from_a_command()
    {
        await using var app = Application.Build(
            "Host=nowhere", StoreRole.CommandOnly, Town.FreePort, null, "Development");
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>().ToList();

        routes.Where(CommandRoleRules.Changes).Should().HaveCountGreaterThan(40);
        CommandRoleRules.Unguarded(routes, Commands).Should().BeEquivalentTo(Readings);
    }

    [Theory, MemberData(nameof(Routes))]
    public void A_route_of_no_command_or_for_others_is_found(Type? command, string[] roles, bool fits)
    {
        var route = new RouteEndpointBuilder(_ => Task.CompletedTask, RoutePatternFactory.Parse("/a"), 0);
        route.Metadata.Add(new HttpMethodMetadata(["POST"]));
        route.Metadata.Add(new AuthorizationPolicyBuilder().AddRequirements(new RoleInDistrict(roles)).Build());
        if (command is not null)
        {
            route.Metadata.Add(new GivesCommand(command));
        }

        CommandRoleRules.Unguarded([(RouteEndpoint)route.Build()], [typeof(Said)]).Should().Equal(fits ? [] : ["/a"]);
    }

    [For(Roles.Verifier)]
    private sealed record Said;

    [For(Roles.Verifier)]
    private sealed record Unhandled;

    private sealed record Unsaid;

    [For]
    private sealed record ForNobody;

    [For("nobody")]
    private sealed record ForSomebodyElse;

    private static class SaidHandler
    {
        public static void Handle(Said command) => _ = command;
    }

    private static class UnsaidHandler
    {
        public static void Handle(Unsaid command) => _ = command;
    }

    private static class ForNobodyHandler
    {
        public static void Handle(ForNobody command) => _ = command;
    }

    private static class ForSomebodyElseHandler
    {
        public static void Handle(ForSomebodyElse command) => _ = command;
    }
}
