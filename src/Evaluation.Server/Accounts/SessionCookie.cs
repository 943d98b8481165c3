using System.Net;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Accounts;

/// <summary>The cookie that holds a session's secret. It ends with the browser.</summary>
internal static class SessionCookie
{
    // Browsers take a cookie with this beginning from nobody but this very host, over HTTPS.
    private const string Secure = "__Host-evaluation", OnThisComputer = "evaluation-session";

    /// <summary>Why nobody signs in over this connection; null when one may.</summary>
    public static Refusal? Check(HttpContext http) => http.Request.IsHttps || Visitors.IsHere(http)
        ? null
        : new Refusal(
            "not-https", "这个网址没有加密，不能在此登录。", "address",
            "请改用 https:// 开头的网址；仍不行请告知管理员：代理须转送 X-Forwarded-Proto。")
        {
            Kind = RefusalKind.Forbidden,
        };

    /// <summary>The secret that a request brings; null for none.</summary>
    public static string? Of(HttpRequest request) =>
        request.Cookies[NameFor(request)] is { Length: > 0 } secret ? secret : null;

    /// <summary>Gives a browser a secret.</summary>
    public static void Give(HttpContext http, string secret) =>
        http.Response.Cookies.Append(NameFor(http.Request), secret, Options(http.Request));

    /// <summary>Takes it away.</summary>
    public static void Take(HttpContext http) =>
        http.Response.Cookies.Delete(NameFor(http.Request), Options(http.Request));

    /// <summary>Who makes a request, and from where.</summary>
    public static Doer DoerOf(HttpContext http) => new(
        Person.Of(http.User)?.Account ?? "", Text(http.Connection.RemoteIpAddress));

    /// <summary>What a browser calls itself.</summary>
    public static string BrowserOf(HttpContext http) => http.Request.Headers.UserAgent.ToString();

    private static string NameFor(HttpRequest request) => request.IsHttps ? Secure : OnThisComputer;

    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
    };

    private static string Text(IPAddress? address) =>
        address is null ? "" : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
