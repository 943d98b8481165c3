using Evaluation.Server.Kit;

namespace Evaluation.Server.ClaimFiles;

/// <summary>A claim with all that is known about it (事项档案), and what may be done with it.</summary>
public sealed class ClaimFilesSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services
        .AddScoped<ClaimFilePageMaker>().AddScoped<ClaimDossiers>();

    /// <inheritdoc/>
    public override void Map(Routes routes) => ClaimFilePages.Map(routes.Pages);
}
