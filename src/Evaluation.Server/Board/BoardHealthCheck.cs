using Evaluation.Server.Board.Live;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Board;

/// <summary>
/// Degraded while the board of some district stands still: that district must not publish, all others work.
/// </summary>
/// <param name="stops">The districts that stand still.</param>
public sealed class BoardHealthCheck(BoardStops stops) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var all = await stops.AllAsync(cancellationToken);
        return all.Count == 0
            ? HealthCheckResult.Healthy("No board stands still.")
            : HealthCheckResult.Degraded(
                $"Boards stand still: {string.Join(", ", all.Select(stop => stop.District))}; "
                    + "see the log for the exception and `evaluation resume`.",
                data: all.ToDictionary(stop => stop.District, object (stop) => Reason(stop)));
    }

    private static string Reason(BoardStop stop) => stop.Position is { } position
        ? $"Event {position} ({stop.Event} of {stop.Stream}) cannot be {(stop.Unreadable ? "read" : "counted")}; "
            + $"stopped {stop.Since:yyyy-MM-dd HH:mm:ss}Z."
        : $"Looking for the event; stopped {stop.Since:yyyy-MM-dd HH:mm:ss}Z.";
}
