using Evaluation.Server.Kit.Access;

namespace Evaluation.Server.Charts;

/// <summary>What is drawn from sealed bulletins: for whoever is somebody in the district, as these are.</summary>
public static class ChartEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/overview", (OverviewPageMaker page, CancellationToken ct) => page.ShowAsync(ct)).OnlyMembers();
        pages.MapGet("/trends", (CoursePageMaker page, CancellationToken ct) => page.TrendsAsync(ct)).OnlyMembers();
        pages.MapGet("/trends/{unit}", (string unit, CoursePageMaker page, CancellationToken ct) =>
            page.UnitAsync(unit, ct)).OnlyMembers();
    }
}
