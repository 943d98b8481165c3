using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Web;

/// <summary>
/// What only reads is answered in time even if the database does not answer, a frozen one above all, of which a
/// connection does not notice anything. What changes something goes on, since it may be stored already.
/// </summary>
/// <remarks>
/// The framework's own timeouts answer when the endpoint has ended, and on a frozen server Npgsql first tries to cancel
/// the statement, for up to three times the time limit of connecting. So the answer is completed while the endpoint
/// still runs; the request ends with it, and the connection is not used again.
/// </remarks>
internal sealed class ReadLimit
{
    // An endpoint that gives up as asked ends within it.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>After what time a request is asked to end.</summary>
    public TimeSpan Longest { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Limits what follows.</summary>
    public async Task LimitAsync(HttpContext http, RequestDelegate next)
    {
        if (!FromThisSite.OnlyReads(http.Request.Method))
        {
            await next(http);
            return;
        }

        var left = http.RequestAborted;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(left);
        http.RequestAborted = limit.Token;
        var reading = next(http);
        if (await EndsAsync(reading, Longest))
        {
            await reading;
            return;
        }

        var cancelling = limit.CancelAsync();
        await EndsAsync(reading, Grace);
        if (reading.IsCompletedSuccessfully || left.IsCancellationRequested || http.Response.HasStarted)
        {
            await reading;
        }
        else
        {
            await AnswerAsync(http);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await cancelling;
    }

    private static async Task<bool> EndsAsync(Task reading, TimeSpan within)
    {
        if (reading.IsCompleted)
        {
            return true;
        }

        using var ended = new CancellationTokenSource();
        var first = await Task.WhenAny(reading, Task.Delay(within, ended.Token));
        await ended.CancelAsync();
        return first == reading;
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        // The token that ended the request would end its answer too.
        http.RequestAborted = CancellationToken.None;
        http.Response.Headers.Connection = "close";
        SafeHeaders.Set(http.Response.Headers);
        await Faults.AnswerAsync(
            http,
            new Refusal("answer-slow", "系统没有及时读出所需的内容，数据库可能没有应答。", "database",
                "请稍后重试；持续不成请告知管理员。")
            {
                Kind = RefusalKind.Unavailable,
            },
            "no answer within the limit of reading");
        await http.Response.CompleteAsync();
    }
}
