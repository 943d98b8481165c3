using System.Reflection;

namespace Evaluation.Server.Kit.Access;

/// <summary>
/// Declares on a command who may give it. Route, page and command line read it from here, so that they cannot disagree.
/// </summary>
/// <param name="roles">Of <see cref="Access.Roles"/>; one of them is enough.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForAttribute(params string[] roles) : Attribute
{
    /// <summary>Who may give the command.</summary>
    public IReadOnlyList<string> Roles { get; } = roles;

    /// <summary>Who may give a command.</summary>
    /// <exception cref="InvalidOperationException">The command does not say, which a test excludes.</exception>
    public static IReadOnlyList<string> Of(Type command) =>
        command.GetCustomAttribute<ForAttribute>()?.Roles
            ?? throw new InvalidOperationException($"The command {command.Name} does not say who may give it.");
}
