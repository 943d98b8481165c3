using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Operations;

/// <summary>How far the board of each district is, and where one stands still.</summary>
/// <param name="projections">Whether the projections run and keep up.</param>
/// <param name="lags">How far the boards are behind.</param>
/// <param name="stops">Districts that stand still.</param>
internal sealed class BoardsCheck(ProjectionHealthCheck projections, BoardLags lags, BoardStops stops) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var running = await projections.CheckHealthAsync(context, cancellationToken);
        var stopped = (await stops.AllAsync(cancellationToken)).ToDictionary(
            stop => stop.District, StringComparer.Ordinal);
        var all = await lags.AllAsync(cancellationToken);
        var data = all.ToDictionary(
            lag => lag.District,
            object (lag) => new DistrictProgress(
                lag.Position, lag.Last, lag.Behind, stopped.GetValueOrDefault(lag.District)?.Position));
        data["projections"] = running.Description ?? "";
        var complaints = all.Where(lag => stopped.ContainsKey(lag.District))
            .Select(lag => $"{lag.District}：{BoardProgress.Sentence(stopped[lag.District])}").ToList();
        if (running.Status != HealthStatus.Healthy)
        {
            complaints.Insert(0, "计分程序停止了，或长时间没有跟上，页面上的排名是旧的，请查看日志。");
        }

        return complaints.Count == 0
            ? HealthCheckResult.Healthy($"{all.Count}个范围，共有{all.Sum(lag => lag.Behind)}个事件尚待计分。", data)
            : new HealthCheckResult(
                running.Status == HealthStatus.Healthy ? HealthStatus.Degraded : running.Status,
                string.Concat(complaints), data: data);
    }

    /// <summary>A district's board.</summary>
    /// <param name="Position">The event up to which it has worked.</param>
    /// <param name="Last">The last event.</param>
    /// <param name="Behind">Events between them.</param>
    /// <param name="StandsAt">The event at which it stands still; null when it does not.</param>
    private sealed record DistrictProgress(long Position, long Last, long Behind, long? StandsAt);
}
