using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Template;

namespace Evaluation.Server.Kit.Web;

/// <summary>
/// Answers requests that no endpoint takes: unknown addresses, and known ones asked in another way. The endpoint for
/// all addresses, which keeps unknown ones from asking strangers to sign in, hides the difference from routing.
/// </summary>
internal static class NoEndpoint
{
    /// <summary>404, 405 with the methods that there are, or 415 with the types that are read.</summary>
    public static IResult Answer(HttpContext http, EndpointDataSource all)
    {
        var here = all.Endpoints.OfType<RouteEndpoint>().Where(one => one != http.GetEndpoint() && Matches(one, http))
            .ToList();
        var same = here.Where(one => Methods(one).Contains(http.Request.Method, StringComparer.OrdinalIgnoreCase))
            .ToList();
        var types = same.SelectMany(one => one.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? [])
            .Distinct().ToList();
        if (types.Count > 0)
        {
            return Answers.Problem(RequestBodies.WrongType(types), StatusCodes.Status415UnsupportedMediaType);
        }

        // One with the method was not taken because a part of the address is not of its type.
        var methods = here.SelectMany(Methods).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (same.Count > 0 || methods.Length == 0)
        {
            return Answers.Problem(Answers.NoSuchAddress);
        }

        http.Response.Headers.Allow = string.Join(", ", methods);
        return Answers.Bare(StatusCodes.Status405MethodNotAllowed);
    }

    private static IReadOnlyList<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    private static bool Matches(RouteEndpoint endpoint, HttpContext http) =>
        new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(http.Request.Path, []);
}
