using System.Diagnostics;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Evaluation.Server.Kit.Web;

/// <summary>
/// What is answered when something failed: in Chinese, with a number under which the log has it, and with what became
/// of the change that was asked for.
/// </summary>
internal static class Faults
{
    /// <summary>The code of a command that is stored and whose result cannot be shown.</summary>
    public const string StoredUnshown = "stored-unshown";

    private const string SecondsToWait = "10";
    private const int NumberLength = 12;

    private static readonly object StoredKey = new();

    /// <summary>Notes that the request's command was stored; what fails after it does not take it back.</summary>
    public static void NoteStored(HttpContext http) => http.Items[StoredKey] = true;

    /// <summary>
    /// The number of a request: the beginning of its trace id, which is part of the correlation of its events and of
    /// the log's lines.
    /// </summary>
    public static string NumberOf(HttpContext http) =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity
            ? activity.TraceId.ToHexString()[..NumberLength]
            : http.TraceIdentifier;

    /// <summary>Answers in place of an endpoint that threw.</summary>
    public static async Task AnswerAsync(HttpContext http)
    {
        var error = http.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error;
        SafeHeaders.Set(http.Response.Headers);
        if (error is BadHttpRequestException bad)
        {
            await (bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Answers.Problem(LargeForms.TooLarge(http), bad.StatusCode)
                : Answers.Bare(bad.StatusCode)).ExecuteAsync(http);
            return;
        }

        var refusal = WithStored(http, Known(error) ?? Unforeseen(http), error);
        if (refusal.Kind == RefusalKind.Unavailable)
        {
            await AnswerAsync(http, refusal, error.GetBaseException().Message);
            return;
        }

        var number = NumberOf(http);
        LoggerOf(http).LogError(error, "Fault {Number}", number);
        await Answers.Fault(refusal, number).ExecuteAsync(http);
    }

    /// <summary>Answers that the database is in trouble.</summary>
    /// <param name="refusal">What people are told.</param>
    /// <param name="why">What the log is told.</param>
    public static Task AnswerAsync(HttpContext http, Refusal refusal, string why)
    {
        var number = NumberOf(http);
        http.Response.Headers.RetryAfter = SecondsToWait;
        LoggerOf(http).LogWarning("Fault {Number}: the database is in trouble: {Why}", number, why);
        return Answers.Fault(refusal, number).ExecuteAsync(http);
    }

    /// <summary>Answers that something which was stored for good is gone.</summary>
    /// <param name="what">What the log is told.</param>
    public static Task AnswerMissingAsync(HttpContext http, string what)
    {
        var number = NumberOf(http);
        LoggerOf(http).LogError("Fault {Number}: {What}", number, what);
        return Answers.Fault(
            new Refusal(
                "sealed-missing", "已发布的内容在数据库中缺失，无法显示。", "server",
                "请把编号告知管理员，由其用 verify 核对，并从备份恢复。")
            {
                Kind = RefusalKind.Fault,
            },
            number).ExecuteAsync(http);
    }

    /// <summary>A fault without an exception.</summary>
    public static Refusal Unforeseen(HttpContext http) => new(
        "fault",
        FromThisSite.OnlyReads(http.Request.Method)
            ? "系统出错，未能完成请求。"
            : "系统出错，所提交的内容可能已经保存，也可能没有。",
        "server",
        FromThisSite.OnlyReads(http.Request.Method)
            ? "请稍后重试；仍不成功请把编号告知管理员。"
            : "请先查询；没有查到的可以原样再提交一次，已保存的不会重复登记。仍不成功请把编号告知管理员。")
    {
        Kind = RefusalKind.Fault,
    };

    private static Refusal? Known(Exception error) =>
        DatabaseTrouble.RefusalOf(error) ?? UnreadableEventException.RefusalOf(error);

    private static ILogger LoggerOf(HttpContext http) =>
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Faults).FullName!);

    // A request gives one command, of which nothing is stored before its transaction is; whoever gives several answers
    // itself for what was stored of them.
    private static Refusal WithStored(HttpContext http, Refusal refusal, Exception error) =>
        http.Items.ContainsKey(StoredKey)
            ? refusal with
            {
                Code = StoredUnshown,
                What = "所提交的内容已经保存，但系统未能显示结果。",
                Remedy = "请稍后查询，不必再次提交。",
            }
            : refusal.Kind == RefusalKind.Fault || error is PerhapsStoredException
                || FromThisSite.OnlyReads(http.Request.Method)
                ? refusal
                : refusal with { What = $"{refusal.What}未登记任何内容。" };
}
