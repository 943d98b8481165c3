using System.CommandLine;
using Evaluation.Office.Balances;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Balances;

/// <summary>What units bring along when a district begins within a year (期初结转).</summary>
public sealed class BalancesSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store.State<OpenedBalances>(OpenedBalances.Evolve);

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services.AddScoped<BalancePageMaker>();

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        BalanceEndpoints.Map(routes.Api);
        BalancePages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [BalanceVerbs.Make(shell)];
}
