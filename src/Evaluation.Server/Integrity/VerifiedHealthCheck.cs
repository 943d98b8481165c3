using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Integrity;

/// <summary>
/// Degraded when the last verification found something or could not be done: the figures are served as before, and a
/// person has to look.
/// </summary>
/// <param name="runs">The verifications.</param>
internal sealed class VerifiedHealthCheck(VerifiedRuns runs) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (await runs.LastAsync(cancellationToken) is not { } last)
        {
            return HealthCheckResult.Healthy("Not verified yet.");
        }

        var at = last.At.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
        var data = new Dictionary<string, object>
        {
            ["at"] = last.At,
            ["seconds"] = last.Seconds,
            ["findings"] = last.Findings,
        };
        return last.Findings switch
        {
            0 => HealthCheckResult.Healthy($"Verified: {at}, 0 findings.", data),
            VerifiedRuns.Failed => HealthCheckResult.Degraded($"Could not verify: {at}, {last.Lines}", data: data),
            _ => HealthCheckResult.Degraded($"Verified: {at}, {last.Findings} findings. {last.Lines}", data: data),
        };
    }
}
