namespace Evaluation.Server.Kit.Access;

/// <summary>
/// For which of several units a person acts: chosen on a page and kept by the browser, or named by a program. It only
/// chooses among the mandates that the person has.
/// </summary>
public static class ActingUnit
{
    /// <summary>The header in which a program names the unit, percent-encoded in UTF-8.</summary>
    public const string Header = "Evaluation-Unit";

    private const string Cookie = "evaluation-unit";

    /// <summary>The unit that a request names; null for none.</summary>
    public static string? Of(HttpRequest request) => request.Headers[Header].ToString() is { Length: > 0 } named
        ? Uri.UnescapeDataString(named)
        : request.Cookies[Cookie];

    /// <summary>Lets the browser name a unit until it ends.</summary>
    public static void Choose(HttpContext http, string unit) => http.Response.Cookies.Append(Cookie, unit, new()
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
    });
}
