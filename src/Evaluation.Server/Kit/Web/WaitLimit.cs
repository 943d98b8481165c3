using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Kit.Web;

/// <summary>
/// Whoever waits is answered in time even if the database does not answer, a frozen one above all, of which a
/// connection does not notice anything. What is still counted goes on; what changes something goes on too, since it may
/// be stored already, and the answer says so.
/// </summary>
/// <remarks>
/// The framework's own timeouts answer when the endpoint has ended, and on a frozen server Npgsql first tries to cancel
/// the statement, for up to three times the time limit of connecting. So the answer is completed while the endpoint
/// still runs; the request ends with it, and the connection is not used again.
/// </remarks>
/// <param name="databases">The databases of the districts.</param>
internal sealed class WaitLimit(Databases databases)
{
    // Within it a database answers that does, and an endpoint ends that gives up as asked.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    private static readonly Refusal Unread = new(
        "answer-slow", "系统没有及时读出所需的内容，数据库可能没有应答。", "database",
        "请稍后重试；持续不成请告知管理员。")
    {
        Kind = RefusalKind.Unavailable,
    };

    /// <summary>After what time the database is asked whether it is there.</summary>
    public TimeSpan Longest { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Limits what follows.</summary>
    public async Task LimitAsync(HttpContext http, RequestDelegate next)
    {
        var left = http.RequestAborted;
        using var limit = FromThisSite.OnlyReads(http.Request.Method)
            ? CancellationTokenSource.CreateLinkedTokenSource(left)
            : null;
        http.RequestAborted = limit?.Token ?? left;
        var running = next(http);
        for (var waited = TimeSpan.Zero; !await EndsAsync(running, Longest); waited += Longest)
        {
            // What is being sent to somebody with a slow line is not cut.
            if (http.Response.HasStarted)
            {
                break;
            }

            if ((limit is not null && waited + Longest >= Most) || !await AnswersAsync())
            {
                await GiveUpAsync(http, running, limit, left);
                return;
            }
        }

        await running;
    }

    private static async Task GiveUpAsync(
        HttpContext http, Task running, CancellationTokenSource? limit, CancellationToken left)
    {
        var cancelling = limit?.CancelAsync() ?? Task.CompletedTask;
        await EndsAsync(running, Grace);
        try
        {
            if (!running.IsCompletedSuccessfully && !left.IsCancellationRequested && !http.Response.HasStarted)
            {
                await AnswerAsync(http, limit is null ? DatabaseTrouble.Perhaps("数据库没有及时应答") : Unread);
            }
        }
        finally
        {
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await cancelling;
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await Task.WhenAll(databases.All.Select(AskAsync)).WaitAsync(Grace);
            return true;
        }
        catch (Exception silent) when (silent is TimeoutException || DatabaseTrouble.RefusalOf(silent) is not null)
        {
            return false;
        }
    }

    private static async Task AskAsync(StoreDatabase database)
    {
        await using var command = database.Command("select 1");
        await command.ExecuteScalarAsync();
    }

    private static async Task<bool> EndsAsync(Task running, TimeSpan within)
    {
        if (running.IsCompleted)
        {
            return true;
        }

        using var ended = new CancellationTokenSource();
        var first = await Task.WhenAny(running, Task.Delay(within, ended.Token));
        await ended.CancelAsync();
        return first == running;
    }

    private static async Task AnswerAsync(HttpContext http, Refusal refusal)
    {
        // The token that ended the request would end its answer too.
        http.RequestAborted = CancellationToken.None;
        http.Response.Headers.Connection = "close";
        SafeHeaders.Set(http.Response.Headers);
        await Faults.AnswerAsync(http, refusal, "no answer within the limit of waiting");
        await http.Response.CompleteAsync();
    }
}
