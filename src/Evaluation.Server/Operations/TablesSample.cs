using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Operations;

/// <summary>
/// Compares all tables of one district with its events, the next district the next time. A district of too many events
/// is left to the night.
/// </summary>
/// <param name="events">How much there is.</param>
internal sealed class TablesSample(Districts districts, EventReader events, Reconciliation reconciliation)
    : IHealthCheck
{
    private const long MostEvents = 20_000;
    private const int Shown = 5;

    private int turn = -1;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var all = await districts.AllAsync(cancellationToken);
        if (all.Count == 0)
        {
            return HealthCheckResult.Healthy("还没有考评范围。");
        }

        var district = all[(int)((uint)Interlocked.Increment(ref turn) % (uint)all.Count)];
        var data = new Dictionary<string, object> { ["district"] = district };
        if (await events.CountAsync(district, ct: cancellationToken) > MostEvents)
        {
            return HealthCheckResult.Healthy($"{district}事件较多，由夜间全面核对负责。", data);
        }

        var differences = await reconciliation.DifferencesAsync(district, cancellationToken);
        if (differences.Count == 0)
        {
            return HealthCheckResult.Healthy($"抽查{district}，数据表与事件重算一致。", data);
        }

        // Rows may bear the names of firms, and what a check says goes into the log.
        data["first"] = differences.Take(Shown);
        return HealthCheckResult.Unhealthy(
            $"{district}的数据表有{differences.Count}处与事件重算不一致，该范围不能签发。"
            + "请运行 evaluation verify 查明，再运行 evaluation rebuild 重建。",
            data: data);
    }
}
