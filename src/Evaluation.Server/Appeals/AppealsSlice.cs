using System.CommandLine;
using Evaluation.Office.Appeals;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Appeals;

/// <summary>Appeals about lines of sealed bulletins (申诉).</summary>
public sealed class AppealsSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store
        .State<Appeal>(Appeal.Evolve)
        .State<MatterTaken>((_, e) => (MatterTaken)e);

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services)
    {
        services.AddSingleton<Rulings>();
        services.AddScoped<AppealPageMaker>();
    }

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        AppealEndpoints.Map(routes.Api);
        AppealPages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [AppealVerbs.Make(shell)];
}
