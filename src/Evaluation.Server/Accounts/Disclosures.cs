using Evaluation.Server.Kit.Access;

namespace Evaluation.Server.Accounts;

/// <summary>
/// Notes who reads what is not for everybody, before it is shown: what cannot be noted is not shown. A unit reads its
/// own things, of which nothing is noted.
/// </summary>
internal static class Disclosures
{
    private static readonly string[] Places = ["week", "claim", "appeal", "adjustment", "number", "account"];

    /// <summary>Notes it.</summary>
    public static async Task NoteAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Discloses>() is { } reading
            && Actor.Of(http.User) is { Unit: null } reader)
        {
            var values = http.Request.RouteValues;
            await http.RequestServices.GetRequiredService<AuditBook>().NoteReadingAsync(
                SessionCookie.DoerOf(http) with { Who = reader.Account }, reading.What,
                values["district"] as string ?? "",
                string.Join('、', Places.Select(place => values[place] as string).OfType<string>()),
                http.RequestAborted);
        }

        await next(http);
    }
}
