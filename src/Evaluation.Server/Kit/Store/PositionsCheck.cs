using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Kit.Store;

/// <summary>
/// Whether the sequence that gives positions is ahead of the log: behind it, the next event could not be stored.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
internal sealed class PositionsCheck(Databases databases) : IHealthCheck
{
    // A file of claims takes its positions before it stores its events.
    private const long MostAhead = 1_000_000;

    private const string Select = $"""
        select (select last_value from {MartenTables.EventSequence}),
            (select coalesce(max(seq_id), 0) from {MartenTables.Events}),
            (select coalesce(max(last_seq_id), 0) from {MartenTables.Progression}
                where name = '{MartenTables.HighWaterMark}')
        """;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var results = new List<HealthCheckResult>();
        foreach (var database in databases.All)
        {
            results.Add(await ResultAsync(database, cancellationToken));
        }

        return results.MinBy(result => result.Status);
    }

    private static async Task<HealthCheckResult> ResultAsync(StoreDatabase database, CancellationToken ct)
    {
        await using var command = database.Command(Select);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var (given, last, settled) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        var data = new Dictionary<string, object>
        {
            ["sequence"] = given,
            ["last"] = last,
            ["settled"] = settled,
        };
        return given < last
            ? HealthCheckResult.Unhealthy(
                $"事件序号只发到{given}，而最后一个事件是第{last}号：下一次登记会失败。", data: data)
            : given > last + MostAhead || settled > last
            ? HealthCheckResult.Degraded(
                $"事件序号发到{given}，处理已到{settled}，而最后一个事件是第{last}号：可能丢失了事件，请核对。",
                data: data)
            : HealthCheckResult.Healthy($"序号与最后一个事件（第{last}号）相符。", data);
    }
}
