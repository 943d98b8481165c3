using Evaluation.Rulebooks.Words;
using Microsoft.AspNetCore.Antiforgery;

namespace Evaluation.Server.Kit.Web;

/// <summary>
/// A browser sends its cookies along whoever made the page. A request that may change something and carries cookies
/// must therefore prove that a page of this site, or a program, made it: by the token of a form, or by a header that
/// other sites cannot send.
/// </summary>
internal static class FromThisSite
{
    /// <summary>A header that a page of another site may not set without being asked for permission.</summary>
    public const string Header = "X-Requested-With";

    /// <summary>The field in which a form has its token.</summary>
    public const string Field = "__RequestVerificationToken";

    private static readonly Refusal Unproved = new(
        "token-missing", "无法确认请求来自本系统的页面。", "token",
        $"程序请加上请求头 {Header}。未登记任何内容。");

    // Forms have their token whether a cookie comes with them or not; no header takes its place.
    private static readonly Refusal WithoutToken = Unproved with
    {
        Remedy = "请返回并刷新页面后重新提交；程序请改用 /api/ 下的地址。未登记任何内容。",
    };

    /// <summary>Whether a method changes nothing.</summary>
    public static bool OnlyReads(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method)
        || HttpMethods.IsTrace(method);

    /// <summary>Refuses what is not proved.</summary>
    public static async Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        var form = http.Features.Get<IAntiforgeryValidationFeature>();
        if (form is { IsValid: false, Error.InnerException: BadHttpRequestException unreadable })
        {
            throw unreadable;
        }

        var proved = form?.IsValid ?? (OnlyReads(http.Request.Method) || http.Request.Headers.Cookie.Count == 0
            || BearerToken.Of(http.Request) is not null || http.Request.Headers.ContainsKey(Header)
            || await HasTokenAsync(http));
        await (proved || (form is not null && await KeptForms.StayAsync(http))
            ? next(http)
            : Answers.Problem(form is null ? Unproved : WithoutToken, StatusCodes.Status400BadRequest)
                .ExecuteAsync(http));
    }

    // A token that cannot be read is none.
    private static async Task<bool> HasTokenAsync(HttpContext http)
    {
        try
        {
            return await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
        }
        catch (AntiforgeryValidationException unread)
        {
            return unread.InnerException is BadHttpRequestException unreadable ? throw unreadable : false;
        }
    }
}
