using System.Reflection;
using Wolverine.Runtime.Handlers;

namespace Evaluation.Server.Kit.Store;

/// <summary>Keeps the log for what someone must act on.</summary>
internal static class QuietLogs
{
    /// <summary>Puts the quiet rules in front of all others, so that a deployment's own settings still win.</summary>
    public static void Apply(LoggerFilterOptions options, Assembly handlers)
    {
        foreach (var category in (string[])["Marten", "Wolverine", "JasperFx", "Npgsql"])
        {
            options.Rules.Insert(0, new LoggerFilterRule(null, category, LogLevel.Warning, null));
        }

        // Lost races are tried again and every other failure is thrown to the asker. Logged here they would be errors
        // that are none, and carry the content of commands into log files.
        foreach (var category in Commands(handlers).Append("Marten.IDocumentStore"))
        {
            options.Rules.Insert(0, new LoggerFilterRule(null, category, LogLevel.None, null));
        }
    }

    // The bus logs each command under the name of its type; the committed code knows all handlers.
    private static IEnumerable<string> Commands(Assembly handlers)
    {
        var registry = handlers.GetType($"Internal.Generated.WolverineHandlers.{HandlerRegistry.GeneratedTypeName}");
        return registry is null
            ? []
            : ((HandlerRegistry)Activator.CreateInstance(registry)!).HandlerTypes()
                .SelectMany(handler => handler.GetMethods())
                .Where(method => method.Name is "Handle" or "HandleAsync" or "Consume" or "ConsumeAsync")
                .Select(method => method.GetParameters().FirstOrDefault()?.ParameterType.FullName)
                .OfType<string>();
    }
}
