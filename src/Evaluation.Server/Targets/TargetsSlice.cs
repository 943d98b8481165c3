using System.CommandLine;
using Evaluation.Office.Targets;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Targets;

/// <summary>Targets given to the units (目标任务).</summary>
public sealed class TargetsSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store.State<GivenTargets>(GivenTargets.Evolve);

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services
        .AddScoped<TargetPageMaker>().AddSingleton<TargetProgress>();

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        TargetEndpoints.Map(routes.Api);
        TargetPages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [TargetVerbs.Make(shell)];
}
