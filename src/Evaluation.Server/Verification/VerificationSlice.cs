using System.CommandLine;
using Evaluation.Office.Verification;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Verification;

/// <summary>What a verifier should look at: likely duplicates and samples (核验提示).</summary>
public sealed class VerificationSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store
        .State<ClaimHistory>(ClaimHistory.Evolve)
        .State<Distinction>(Distinction.Evolve);

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services)
    {
        services.AddSingleton<VerificationFiles>();
        services.AddScoped<VerificationPageMaker>();
    }

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        VerificationEndpoints.Map(routes.Api);
        VerificationPages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) =>
        [Steps("claim", FindingVerbs.Make(shell))];
}
