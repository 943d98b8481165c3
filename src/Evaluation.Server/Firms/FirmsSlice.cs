using System.CommandLine;
using Evaluation.Office.Firms;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Firms;

/// <summary>The firms on file (企业).</summary>
public sealed class FirmsSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store
        .State<Firm>(Firm.Evolve)
        .State<NameTaken>(NameTaken.Evolve);

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services
        .AddScoped<FirmPageMaker>().AddScoped<FirmEntryPageMaker>().AddScoped<FirmTrials>();

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        FirmEndpoints.Map(routes.Api);
        FirmPages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [FirmVerbs.Make(shell)];
}
