using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Kit.Cli;

/// <summary>Builds the application for the command line, which is below it.</summary>
/// <param name="Build">Builds it for a database in a role; it serves no address.</param>
/// <param name="AddServices">Adds only what the slices' readers need.</param>
public sealed record AppFactory(
    Func<string, StoreRole, Action<WebApplicationBuilder>, WebApplication> Build,
    Action<IServiceCollection> AddServices);
