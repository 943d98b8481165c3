namespace Evaluation.Server.Kit.Web;

/// <summary>
/// The headers of every answer: pages carry their style and run no script but those that are files of this site,
/// nothing outside may frame them, and running figures are not kept by caches.
/// </summary>
internal static class SafeHeaders
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; "
        + "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // What somebody else sent is never part of a page: nothing in it runs, is loaded, or knows this site.
    private const string PolicyOfFiles = "default-src 'none'; sandbox; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Sets them before anything is answered.</summary>
    public static Task SetAsync(HttpContext http, RequestDelegate next)
    {
        Set(http.Response.Headers);
        return next(http);
    }

    /// <summary>Sets them again on an answer that was begun anew.</summary>
    public static void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-cache, no-store";
    }

    /// <summary>Sets them on an answer that is a file which somebody sent.</summary>
    public static void SetOfFile(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = PolicyOfFiles;
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
