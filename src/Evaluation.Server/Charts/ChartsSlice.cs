using Evaluation.Server.Kit;

namespace Evaluation.Server.Charts;

/// <summary>The pages of those who lead: what happened in the last sealed week, and how the year went.</summary>
public sealed class ChartsSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services)
    {
        services.AddSingleton<CourseReader>();
        services.AddScoped<OverviewPageMaker>();
        services.AddScoped<CoursePageMaker>();
    }

    /// <inheritdoc/>
    public override void Map(Routes routes) => ChartEndpoints.Map(routes.Pages);
}
