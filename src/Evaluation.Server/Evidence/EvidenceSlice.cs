using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Web;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Evaluation.Server.Evidence;

/// <summary>The files that prove claims (佐证材料): kept, shown to those who may see them, swept.</summary>
public sealed class EvidenceSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services)
    {
        services.TryAddSingleton(_ => EvidenceSettings.OfProcess());
        services.AddSingleton(provider =>
            new LargestUpload(provider.GetRequiredService<EvidenceSettings>().MostAtOnce));
        services.AddSingleton<EvidenceStore>().AddSingleton<EvidenceTickets>().AddSingleton<EvidenceNamed>()
            .AddScoped<EvidenceIntake>().AddScoped<EvidenceDesk>().AddScoped<EvidenceAnswers>();
    }

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        EvidenceEndpoints.Map(routes.Api);
        EvidencePages.Map(routes.Pages);
    }

    /// <summary>Makes a process that serves sweep what nothing names.</summary>
    internal static void AddSweeping(IServiceCollection services) => services.AddHostedService<EvidenceSweeping>();
}
