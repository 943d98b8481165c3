using System.CommandLine;
using Evaluation.Office.Claims;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Claims;

/// <summary>Reporting and deciding claims (填报事项).</summary>
public sealed class ClaimsSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store.State<Claim>(Claim.Evolve);

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services
        .AddScoped<ClaimPage>().AddScoped<ClaimListPageMaker>().AddScoped<ClaimListings>().AddScoped<TripPageMaker>()
        .AddScoped<UnfiledFirms>().AddScoped<OfferedNames>().AddSingleton<RemarkReader>();

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        ClaimEndpoints.Map(routes.Api);
        ClaimPages.Map(routes.Pages);
        TripPages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [ClaimVerbs.Make(shell)];
}
