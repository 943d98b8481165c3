using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Evaluation.Server.Kit.Store;

/// <summary>
/// Whether the tables of this build are there, those of the log in the shape that is written past Marten.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="tables">The tables that slices have beside those of the store.</param>
internal sealed class SchemaCheck(Databases databases, IReadOnlyList<string> tables) : IHealthCheck
{
    private const int MostNamed = 10;

    private const string Absent = """
        select coalesce(string_agg(name, ', '), '') from unnest($1::text[]) as t (name)
        where to_regclass(name) is null
        """;

    // Those of documents are made with the first document.
    private readonly string[] all =
        [.. MartenTables.Columns.Select(table => table.Table), MartenTables.Progression, .. tables];

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        foreach (var database in databases.All)
        {
            await using var command = database.Command(Absent);
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = all });
            if (await command.ExecuteScalarAsync(cancellationToken) is string { Length: > 0 } absent)
            {
                return HealthCheckResult.Unhealthy($"缺少数据表：{absent}。请用本程序重新启动服务。");
            }

            if (await TableShape.AbsentAsync(database, databases.Tables, cancellationToken) is { Count: > 0 } lacking)
            {
                return HealthCheckResult.Unhealthy(
                    $"缺少数据列：{string.Join(", ", lacking.Take(MostNamed))}。请用 verify 核对，并从备份恢复。");
            }

            if (await LogLayout.DifferenceAsync(
                database, typeof(Marten.DocumentStore).Assembly.GetName().Version!, cancellationToken) is { } other)
            {
                return HealthCheckResult.Degraded($"事件表的结构与本程序不同（{other}），成批导入会变慢。");
            }
        }

        return HealthCheckResult.Healthy("数据表齐全，结构相符。");
    }
}
