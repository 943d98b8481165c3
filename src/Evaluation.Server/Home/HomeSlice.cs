using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Home;

/// <summary>The first page, open to everybody, and in each district that of who works there.</summary>
public sealed class HomeSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services.AddScoped<StartPageMaker>();

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        HomeEndpoints.Map(routes.App);
        HomeEndpoints.MapStart(routes.Pages);
        Scripts.Map(routes.App);
    }
}
