using Evaluation.Server.Kit.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Wolverine.Persistence.Durability;

namespace Evaluation.Server.Operations;

/// <summary>
/// What waits to be done: messages of the bus in and out, messages it gave up, and writing transactions such as
/// imports that stay open, behind which the boards wait.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="messages">The messages of the bus.</param>
internal sealed class WaitingCheck(Databases databases, IMessageStore messages) : IHealthCheck
{
    private const int MostWaiting = 100;
    private const double LongestSeconds = 300;

    private const string Oldest = """
        select coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0)::float8 from pg_stat_activity
        where datname = current_database() and backend_xid is not null
        """;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var counts = await messages.Admin.FetchCountsAsync();
        var longest = 0.0;
        foreach (var database in databases.All)
        {
            await using var command = database.Command(Oldest);
            longest = Math.Max(longest, (double)(await command.ExecuteScalarAsync(cancellationToken))!);
        }

        var data = new Dictionary<string, object>
        {
            ["incoming"] = counts.Incoming,
            ["scheduled"] = counts.Scheduled,
            ["outgoing"] = counts.Outgoing,
            ["deadLetters"] = counts.DeadLetter,
            ["longestTransactionSeconds"] = Math.Round(longest, 1),
        };
        string[] complaints =
        [
            .. counts.DeadLetter > 0 ? [$"有{counts.DeadLetter}条消息多次失败，已不再处理。"] : (string[])[],
            .. counts.Incoming + counts.Outgoing > MostWaiting
                ? [$"有{counts.Incoming + counts.Outgoing}条消息等待处理。"] : (string[])[],
            .. longest > LongestSeconds
                ? [$"有导入或其他写入已进行{longest:0}秒仍未结束，此后的计分都在等它。"] : (string[])[],
        ];
        return complaints.Length > 0
            ? HealthCheckResult.Degraded(string.Concat(complaints), data: data)
            : HealthCheckResult.Healthy("没有积压。", data);
    }
}
