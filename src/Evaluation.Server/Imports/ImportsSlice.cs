using System.CommandLine;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Imports;

/// <summary>Histories and files of claims taken in at once.</summary>
public sealed class ImportsSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services)
    {
        services.AddScoped<HistoryLoader>();
        services.AddSingleton<ClaimStore>();
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) =>
        [SeedVerb.Make(shell), Steps("claim", ImportVerb.Make(shell))];
}
