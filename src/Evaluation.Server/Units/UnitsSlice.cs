using System.CommandLine;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Units;

/// <summary>The district and the roster of its units (考评对象名册).</summary>
public sealed class UnitsSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store
        .State<DistrictFounded>((_, e) => (DistrictFounded)e)
        .State<Roster>(RosterFold.Evolve);

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services.AddScoped<RosterPageMaker>();

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        UnitEndpoints.Map(routes.Api);
        RosterPages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [RosterVerb.Make(shell)];
}
