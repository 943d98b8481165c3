using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Charts;

/// <summary>What is drawn from sealed bulletins: for whoever is somebody in the district, as these are.</summary>
public static class ChartEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/overview", (OverviewPageMaker page, CancellationToken ct) => page.ShowAsync(ct)).OnlyMembers();
        pages.Get("/trends", (CoursePageMaker page, CancellationToken ct) => page.TrendsAsync(ct)).OnlyMembers();
        pages.Get("/trends/{unit}", (string unit, CoursePageMaker page, CancellationToken ct) =>
            page.UnitAsync(unit, ct)).OnlyMembers();
    }
}
