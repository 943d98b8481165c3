using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Tests;
using Evaluation.Server.Kit.Store;
using FluentAssertions;

namespace Evaluation.Server.Tests.Store;

/// <summary>Wolverine makes handlers of commands, and of nothing that merely bears a name like one.</summary>
public sealed partial class GeneratedHandlerTests
{
    private static readonly string Folder =
        Path.Combine(Sample.Root(), "src", "Evaluation.Server", "Internal", "Generated", "WolverineHandlers");

    [Fact]
    public void There_is_one_generated_handler_for_each_command_and_none_else() =>
        Differences(typeof(StoreSetup).Assembly.GetTypes(), Directory.EnumerateFiles(Folder)).Should().BeEmpty();

    [Fact]
    public void A_handler_without_its_generated_file_and_a_file_without_its_handler_are_found() =>
        Differences([typeof(BoilHandler), typeof(RoleHandler), typeof(OpenHandler)],
            ["GeneratedHandlerRegistry.cs", "RoleHandler12.cs", "OpenHandler3.cs"])
            .Should().BeEquivalentTo("BoilHandler is not generated", "RoleHandler is of no command",
            "OpenHandler is of no command");

    [Fact]
    public void A_command_that_is_handled_twice_is_found() =>
        Differences([typeof(BoilHandler)], ["BoilHandler1.cs", "BoilHandler2.cs"])
            .Should().Equal("BoilHandler is generated twice");

    // A handler is a static class with a static Handle whose first parameter is the command, a record.
    private static IEnumerable<string> Differences(IEnumerable<Type> types, IEnumerable<string> files)
    {
        var handlers = types.Where(type => type is { IsAbstract: true, IsSealed: true }
            && type.Name.EndsWith("Handler", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods().Where(method => method.Name is "Handle" or "HandleAsync"
            && method.IsStatic))
            .Select(method => method.GetParameters() is [var first, ..] ? first.ParameterType : null)
            .Where(command => command?.GetMethod("<Clone>$") is not null).Select(command => $"{command!.Name}Handler")
            .ToHashSet();
        var generated = files.Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name != "GeneratedHandlerRegistry")
            .Select(name => Number().Replace(name, "")).ToList();
        return
        [
            .. handlers.Except(generated).Select(name => $"{name} is not generated"),
            .. generated.Except(handlers).Select(name => $"{name} is of no command"),
            .. generated.GroupBy(name => name).Where(same => same.Count() > 1)
                .Select(same => $"{same.Key} is generated twice"),
        ];
    }

    [GeneratedRegex("[0-9]+$")]
    private static partial Regex Number();

    private sealed record Boil;

    private static class BoilHandler
    {
        public static Boil Handle(Boil command) => command;
    }

    private static class RoleHandler
    {
        public static string Handle(string role) => role;
    }

    private sealed class OpenHandler
    {
        public Boil Command { get; } = Handle(new Boil());

        public static Boil Handle(Boil command) => command;
    }
}
