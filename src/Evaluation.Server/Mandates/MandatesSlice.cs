using System.CommandLine;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Mandates;

/// <summary>Who is what in a district (职责), from a day to a day.</summary>
public sealed class MandatesSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services.AddScoped<MandatePageMaker>();

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        MandateEndpoints.Map(routes.Api);
        MandatePages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [MandateVerbs.Make(shell)];
}
