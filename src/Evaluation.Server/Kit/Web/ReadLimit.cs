using Evaluation.Rulebooks.Words;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Evaluation.Server.Kit.Web;

/// <summary>
/// What only reads is asked to end when the database does not answer in time, a frozen one above all, of which a
/// connection does not notice anything. What changes something goes on, since it may be stored already.
/// </summary>
/// <remarks>
/// On a frozen server Npgsql first tries to cancel the statement, which may take three times the time limit of
/// connecting; only then is the request answered.
/// </remarks>
internal static class ReadLimit
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>How requests that take longer than a time are answered.</summary>
    public static RequestTimeoutPolicy Policy(TimeSpan longest) => new()
    {
        Timeout = longest,
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = AnswerAsync,
    };

    /// <summary>Adds what it needs.</summary>
    public static void AddTo(IServiceCollection services) =>
        services.AddRequestTimeouts(options => options.DefaultPolicy = Policy(Longest));

    /// <summary>Limits what follows.</summary>
    public static void Use(WebApplication app)
    {
        app.UseRequestTimeouts();
        app.Use((http, next) =>
        {
            if (!FromThisSite.OnlyReads(http.Request.Method))
            {
                http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
            }

            return next(http);
        });
    }

    private static Task AnswerAsync(HttpContext http)
    {
        // The token that ended the request would end its answer too.
        http.RequestAborted = CancellationToken.None;
        SafeHeaders.Set(http.Response.Headers);
        return Faults.AnswerAsync(
            http,
            new Refusal("answer-slow", "系统没有及时读出所需的内容，数据库可能没有应答。", "database",
                "请稍后重试；持续不成请告知管理员。")
            {
                Kind = RefusalKind.Unavailable,
            },
            "no answer within the limit of reading");
    }
}
