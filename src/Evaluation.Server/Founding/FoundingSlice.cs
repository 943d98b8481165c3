using System.CommandLine;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Founding;

/// <summary>A district from nothing to its first week (启用).</summary>
public sealed class FoundingSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services)
    {
        services.AddSingleton<FoundingDesk>();
        services.AddScoped<DistrictPageMaker>();
        services.AddScoped<SetupPageMaker>();
        services.AddScoped<ListPageMaker>();
        services.AddScoped<FirstRulebookPageMaker>();
        services.AddScoped<HolidaysPageMaker>();
    }

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        FoundingPages.Map(routes.App);
        SetupPages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [DistrictVerbs.Make(shell)];
}
