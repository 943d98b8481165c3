using System.Collections;
using Evaluation.Server.Kit.Access;
using Microsoft.AspNetCore.Diagnostics;

namespace Evaluation.Server.Kit.Web;

/// <summary>
/// What every line of the log says of the request during which it is written: account, district and the pattern of the
/// address. The address itself is left out, because it may hold the name of a firm, and so are names and cookies.
/// </summary>
internal sealed class RequestScope(HttpContext http) : IEnumerable<KeyValuePair<string, object?>>
{
    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        // After a fault the endpoint is kept only here.
        var fault = http.Features.Get<IExceptionHandlerFeature>();
        var endpoint = fault?.Endpoint ?? http.GetEndpoint();
        var values = fault?.RouteValues ?? http.Request.RouteValues;
        yield return new("account", Actor.Of(http.User)?.Account);
        yield return new("district", values["district"]);
        yield return new("method", http.Request.Method);
        yield return new("route", (endpoint as RouteEndpoint)?.RoutePattern.RawText);
    }

    /// <inheritdoc/>
    public override string ToString() => http.Request.Method;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
