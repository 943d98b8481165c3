using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Founding;

/// <summary>The page on which a district is founded.</summary>
public static class FoundingPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.Get(Links.NewDistrict, (DistrictPageMaker page, CancellationToken ct) => page.ShowAsync(null, ct))
            .OnlyAdministrators();
        app.Post(
            Links.Districts,
            ([FromForm] string district, [FromForm] string name, [FromForm] string issuer, [FromForm] string week,
                [FromForm] string? @do, DistrictPageMaker page, CancellationToken ct) =>
                page.FoundAsync(district, name, issuer, week, @do == "found", ct))
            .OnlyAdministrators().Fields("district", "name", "issuer", "week");
    }
}
