using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Kit.Store;

/// <summary>
/// Whether every database takes a write of this program and has it on its disk: a message in the log of PostgreSQL,
/// which takes the way of each commit and leaves nothing behind.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
internal sealed class DatabaseCheck(Databases databases) : IHealthCheck
{
    // A server in recovery refuses the message; one that was told to be read-only does not.
    private const string Write = $"""
        select current_setting('transaction_read_only') = 'off'
            and has_table_privilege('{MartenTables.Events}', 'insert'),
            pg_logical_emit_message(true, 'evaluation', 'health')
        """;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        foreach (var database in databases.All)
        {
            await using var command = database.Command(Write);
            if (await command.ExecuteScalarAsync(cancellationToken) is not true)
            {
                return HealthCheckResult.Unhealthy("数据库可以读取，但不接受写入。");
            }
        }

        return HealthCheckResult.Healthy("可以读取和写入。");
    }
}
