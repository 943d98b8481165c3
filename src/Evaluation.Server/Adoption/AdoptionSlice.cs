using System.CommandLine;
using Evaluation.Office.Adoption;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Adoption;

/// <summary>The adopted rulebooks (考评办法) and the kinds that they declare.</summary>
public sealed class AdoptionSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store
        .State<Editions>(Editions.Evolve)
        .State<Proposals>(Proposals.Evolve);

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services)
    {
        services.AddSingleton<RuleSets>();
        services.AddSingleton<Terms>();
        services.AddScoped<RulebookPageMaker>();
        services.AddScoped<ProposalPageMaker>();
    }

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        RulebookEndpoints.Map(routes.Api);
        RulebookPages.Map(routes.Pages);
        ProposalPages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [RulebookVerbs.Make(shell)];
}
