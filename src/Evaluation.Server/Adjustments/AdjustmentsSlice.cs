using System.CommandLine;
using Evaluation.Office.Adjustments;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Adjustments;

/// <summary>Points given or taken by decision of the committee (加减分决定).</summary>
public sealed class AdjustmentsSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store.State<Adjustment>(Adjustment.Evolve);

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services.AddScoped<AdjustmentPageMaker>();

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        AdjustmentEndpoints.Map(routes.Api);
        AdjustmentPages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [AdjustVerb.Make(shell)];
}
