using System.CommandLine;
using Evaluation.Office.Mandates;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Mandates;

/// <summary>Who is what in a district (职责), from a day to a day, and what its units see of each other.</summary>
public sealed class MandatesSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store.State<Visibility>(Visibility.Evolve);

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services)
    {
        services.AddScoped<MandatePageMaker>();
        services.AddScoped<VisibilityPageMaker>();
        services.AddScoped<Sights>();
    }

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        MandateEndpoints.Map(routes.Api);
        MandatePages.Map(routes.Pages);
        VisibilityEndpoints.Map(routes.Api);
        VisibilityPages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [MandateVerbs.Make(shell), VisibilityVerbs.Make(shell)];
}
