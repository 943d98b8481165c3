using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Kit.Web;

/// <summary>An accepted command.</summary>
/// <param name="Stream">The stream that the command was about.</param>
/// <param name="Version">The stream's version after the command, for If-Match.</param>
/// <param name="Position">The log position of the last event stored; 0 if the command changed nothing.</param>
public sealed record OutcomeAnswer(string Stream, long Version, long Position);

/// <summary>Outcomes and refusals as HTTP answers: problem details with what, where and what to do.</summary>
public static class Answers
{
    /// <summary>Nobody is signed in.</summary>
    public static readonly Refusal SignInFirst = new("sign-in-first", "尚未登录。", "account", "请先登录。")
    {
        Kind = RefusalKind.SignedOut,
    };

    /// <summary>The role, the district or the unit does not allow it.</summary>
    public static readonly Refusal NotAllowed = Refusal.Forbidden(
        "您的角色或所属单位无权办理此事。", "account", "请由有权限的人员办理。");

    /// <summary>The answer to a command.</summary>
    public static IResult Of(Outcome outcome) => outcome.Refusal is { } refusal
        ? Problem(refusal)
        : Results.Ok(new OutcomeAnswer(outcome.Stream, outcome.Version, outcome.Position));

    /// <summary>The answer to a question: the value in the shape of the interface, or the refusal.</summary>
    public static IResult Of<TValue, TAnswer>(Result<TValue> result, Func<TValue, TAnswer> answer)
        where TValue : notnull =>
        result.TryGet(out var value, out var refusal) ? Results.Ok(answer(value)) : Problem(refusal);

    /// <summary>A refusal: a page for a browser, problem details for a program.</summary>
    public static IResult Problem(Refusal refusal) => new RefusalResult(StatusOf(refusal), refusal);

    /// <summary>A refusal of a rulebook's text with everything that is wrong in it.</summary>
    public static IResult Problem(Refusal refusal, IReadOnlyList<Finding> findings)
    {
        var details = Details(StatusOf(refusal), refusal);
        details.Extensions["findings"] = findings;
        return Results.Problem(details);
    }

    /// <summary>The HTTP status of a refusal, which follows from its kind; 200 when nothing was refused.</summary>
    public static int StatusOf(Refusal? refusal) => refusal?.Kind switch
    {
        null => StatusCodes.Status200OK,
        RefusalKind.Unknown => StatusCodes.Status404NotFound,
        RefusalKind.Conflict or RefusalKind.Repeated => StatusCodes.Status409Conflict,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.SignedOut => StatusCodes.Status401Unauthorized,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    /// <summary>
    /// Answers that no endpoint gave: unreadable requests, unknown addresses, faults of this program.
    /// </summary>
    public static Task BareStatusAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var status = http.Response.StatusCode;
        var refusal = status switch
        {
            StatusCodes.Status400BadRequest =>
                new Refusal(
                    "request-unreadable", "请求内容无法读取。", "body",
                    "请按接口要求的格式填写；在网页上请返回后刷新重试。"),
            StatusCodes.Status404NotFound => NoSuchAddress,
            StatusCodes.Status405MethodNotAllowed =>
                new Refusal("method-not-allowed", "该地址不接受这种请求。", "address", "请核对请求方法。"),
            StatusCodes.Status413PayloadTooLarge => new Refusal(
                "request-too-large", "请求内容超过2MB。", "body", "请分批提交。"),
            StatusCodes.Status415UnsupportedMediaType =>
                new Refusal("media-type-wrong", "请求内容的类型不对。", "body", "请使用 application/json。"),
            StatusCodes.Status429TooManyRequests => new Refusal(
                "too-many-requests", "访问过于频繁，本次请求没有处理。", "address",
                $"请在{http.Response.Headers.RetryAfter}秒后重试。"),
            _ => new Refusal(
                "fault", "系统未能完成请求，未登记任何内容。", "server", "请稍后重试；仍不成功请告知管理员。"),
        };
        return new RefusalResult(status, refusal).ExecuteAsync(http);
    }

    /// <summary>The address names nothing.</summary>
    public static readonly Refusal NoSuchAddress = Refusal.NotFound(
        "unknown-address", "没有这个地址。", "address", "请从首页进入，或核对地址。");

    /// <summary>Writes a refusal past the endpoints.</summary>
    public static Task ProblemAsync(HttpContext http, Refusal refusal) => Problem(refusal).ExecuteAsync(http);

    /// <summary>Whether the answer goes to a person's browser.</summary>
    public static bool WantsPage(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private sealed class RefusalResult(int status, Refusal refusal) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            if (!WantsPage(httpContext.Request))
            {
                await Results.Problem(Details(status, refusal)).ExecuteAsync(httpContext);
                return;
            }

            var page = await PageResults.PageAsync<ErrorPage, ErrorView>(
                new ErrorView(FrameView.Outside, status, refusal), status);
            await page.ExecuteAsync(httpContext);
        }
    }

    private static ProblemDetails Details(int status, Refusal refusal) => new()
    {
        Status = status,
        Type = $"urn:evaluation:refusal:{refusal.Code}",
        Title = refusal.What,
        Detail = refusal.Remedy,
        Extensions = { ["code"] = refusal.Code, ["where"] = refusal.Where },
    };
}
