using System.CommandLine;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Laboratory;

/// <summary>Trying out a draft, a missing claim or a further fact (试算).</summary>
public sealed class LaboratorySlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services
        .AddSingleton<Simulations>().AddScoped<TrialPageMaker>();

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        SimulationEndpoints.Map(routes.Api);
        TrialPages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [SimulateVerb.Make(shell)];
}
