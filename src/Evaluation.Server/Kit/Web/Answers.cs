using System.Text.Json.Serialization;
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
/// <param name="Remarks">What the person should look at although it was accepted; left out for nothing.</param>
public sealed record OutcomeAnswer(
    string Stream, long Version, long Position,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Remarks = null);

/// <summary>One of several things that are wrong with a request.</summary>
/// <param name="Code">A stable English word.</param>
/// <param name="Title">What is wrong.</param>
/// <param name="Detail">What to do instead.</param>
public sealed record FaultAnswer(string Code, string Where, string Title, string Detail);

/// <summary>Outcomes and refusals as HTTP answers: problem details with what, where and what to do.</summary>
public static class Answers
{
    /// <summary>Nobody is signed in.</summary>
    public static readonly Refusal SignInFirst = new("sign-in-first", "尚未登录。", "account", "请先登录。")
    {
        Kind = RefusalKind.SignedOut,
    };

    private static readonly Refusal SignInAgain = SignInFirst with
    {
        What = "登录已失效，本次没有登记任何内容；所填内容还在本页。",
        Remedy = "请先在新窗口登录，再回到本页，按“回到所填的表”。",
    };

    /// <summary>The role, the district or the unit does not allow it.</summary>
    public static readonly Refusal NotAllowed = Refusal.Forbidden(
        "您的角色或所属单位无权办理此事。", "account", "请由有权限的人员办理。");

    /// <summary>The answer to a command.</summary>
    public static IResult Of(Outcome outcome) => outcome.Refusal is { } refusal
        ? Problem(refusal)
        : Results.Ok(new OutcomeAnswer(outcome.Stream, outcome.Version, outcome.Position,
            outcome.Remarks.Count > 0 ? outcome.Remarks : null));

    /// <summary>The answer to a question: the value in the shape of the interface, or the refusal.</summary>
    public static IResult Of<TValue, TAnswer>(Result<TValue> result, Func<TValue, TAnswer> answer)
        where TValue : notnull =>
        result.TryGet(out var value, out var refusal) ? Results.Ok(answer(value)) : Problem(refusal);

    /// <summary>A refusal: a page for a browser, problem details for a program.</summary>
    public static IResult Problem(Refusal refusal) => new RefusalResult(StatusOf(refusal), refusal);

    /// <summary>The same with a status that says more than the refusal's kind.</summary>
    public static IResult Problem(Refusal refusal, int status) => new RefusalResult(status, refusal);

    /// <summary>A failure of this program or of its database.</summary>
    /// <param name="refusal">What is said.</param>
    /// <param name="number">The number under which the log has it.</param>
    public static IResult Fault(Refusal refusal, string number) =>
        new RefusalResult(StatusOf(refusal), refusal, number);

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
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        RefusalKind.Fault => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    /// <summary>
    /// Answers that no endpoint gave: unreadable requests, unknown addresses, faults of this program.
    /// </summary>
    public static Task BareStatusAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var status = http.Response.StatusCode;
        return (status >= StatusCodes.Status500InternalServerError
                ? Fault(Faults.Unforeseen(http), Faults.NumberOf(http))
            : status == StatusCodes.Status429TooManyRequests
                ? Problem(
                    new Refusal(
                        "too-many-requests", "访问过于频繁，本次请求没有处理。", "address",
                        $"请在{http.Response.Headers.RetryAfter}秒后重试。"),
                    status)
            : status == StatusCodes.Status413PayloadTooLarge ? Problem(LargeForms.TooLarge(http), status)
            : Bare(status)).ExecuteAsync(http);
    }

    /// <summary>A status below 500 of which nothing more is known.</summary>
    public static IResult Bare(int status) => new RefusalResult(status, status switch
    {
        StatusCodes.Status404NotFound => NoSuchAddress,
        StatusCodes.Status405MethodNotAllowed =>
            new Refusal("method-not-allowed", "该地址不接受这种请求。", "address", "请核对请求方法。"),
        StatusCodes.Status408RequestTimeout =>
            new Refusal("request-slow", "请求内容没有及时送达。", "body", "请检查网络后重新提交；未登记任何内容。"),
        StatusCodes.Status415UnsupportedMediaType => RequestBodies.WrongType(["application/json"]),
        _ => new Refusal(
            "request-unreadable", "请求内容无法读取。", "body",
            "请按接口要求的格式填写；在网页上请返回后刷新重试。未登记任何内容。"),
    });

    /// <summary>The address names nothing.</summary>
    public static readonly Refusal NoSuchAddress = Refusal.NotFound(
        "unknown-address", "没有这个地址。", "address", "请从首页进入，或核对地址。");

    /// <summary>Asks whoever sent a form to sign in again, with what was typed.</summary>
    public static async Task SignInAgainAsync(HttpContext http, SentForm sent) =>
        await (await PageResults.PageAsync<ErrorPage, ErrorView>(
            new ErrorView(FrameView.Outside, StatusCodes.Status401Unauthorized, SignInAgain) { Sent = sent },
            StatusCodes.Status401Unauthorized)).ExecuteAsync(http);

    /// <summary>Writes a refusal past the endpoints.</summary>
    public static Task ProblemAsync(HttpContext http, Refusal refusal) => Problem(refusal).ExecuteAsync(http);

    /// <summary>Whether the answer goes to a person's browser.</summary>
    public static bool WantsPage(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private sealed class RefusalResult(int status, Refusal refusal, string? number = null) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            if (!WantsPage(httpContext.Request))
            {
                var details = Details(status, refusal);
                if (number is not null)
                {
                    details.Extensions["number"] = number;
                }

                await Results.Problem(details).ExecuteAsync(httpContext);
                return;
            }

            var frame = await httpContext.RequestServices.GetRequiredService<PageFrames>().OfRefusedAsync(httpContext);
            var page = await PageResults.PageAsync<ErrorPage, ErrorView>(
                new ErrorView(frame, status, refusal)
                {
                    Number = number,
                    Sent = number is null || refusal.Code == Faults.StoredUnshown ? null : SentForms.Of(httpContext),
                },
                status);
            await page.ExecuteAsync(httpContext);
        }
    }

    private static ProblemDetails Details(int status, Refusal refusal)
    {
        var details = new ProblemDetails
        {
            Status = status,
            Type = $"urn:evaluation:refusal:{refusal.Code}",
            Title = refusal.What,
            Detail = refusal.Remedy,
            Extensions = { ["code"] = refusal.Code, ["where"] = refusal.Where },
        };
        if (refusal.Further.Count > 0)
        {
            details.Extensions["faults"] = refusal.All
                .Select(one => new FaultAnswer(one.Code, one.Where, one.What, one.Remedy)).ToList();
        }

        return details;
    }
}
