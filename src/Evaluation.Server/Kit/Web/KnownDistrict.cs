using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Kit.Web;

/// <summary>Refuses addresses in a district that does not exist, so that no endpoint has to.</summary>
internal static class KnownDistrict
{
    /// <summary>Refuses an unknown district.</summary>
    public static async Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetRouteValue("district") is string district
            && await http.RequestServices.GetRequiredService<Districts>().MissingAsync(district, http.RequestAborted)
                is { } missing)
        {
            await Answers.Problem(missing).ExecuteAsync(http);
            return;
        }

        await next(http);
    }
}
