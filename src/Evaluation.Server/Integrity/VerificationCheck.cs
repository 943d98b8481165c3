using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Integrity;

/// <summary>
/// What the last verification of everything that is stored found. Degraded when it found something, could not be done
/// or was long ago: the figures are served as before, and a person has to look.
/// </summary>
/// <param name="nights">Whether the server verifies itself at night; null where nothing serves.</param>
internal sealed class VerificationCheck(VerifiedRuns runs, TimeProvider clock, Nights? nights = null) : IHealthCheck
{
    // Two nights may be missed: a server that was switched off, and one night that began too late.
    private const int MostDays = 2;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (await runs.LastAsync(cancellationToken) is not { } last)
        {
            return HealthCheckResult.Healthy("还没有全面核对过；服务在夜间核对，也可运行 evaluation verify。");
        }

        var says = "最近一次全面核对始于" + last.At.ToUniversalTime().ToString(
            "yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
        var data = new Dictionary<string, object>
        {
            ["at"] = last.At,
            ["seconds"] = last.Seconds,
            ["findings"] = last.Findings,
        };
        return last.Findings switch
        {
            0 when nights is { Run: true } && DaysSince(last) > MostDays => HealthCheckResult.Degraded(
                $"{says}，已有{DaysSince(last)}天没有核对，请查看日志或运行 evaluation verify。", data: data),
            0 => HealthCheckResult.Healthy($"{says}，全部一致。", data),
            VerifiedRuns.Failed => HealthCheckResult.Degraded($"{says}，没有完成，请查看日志。", data: data),
            _ => HealthCheckResult.Degraded(
                $"{says}，发现{last.Findings}处不一致，请运行 evaluation verify 查看。", data: data),
        };
    }

    private int DaysSince(VerifiedRun last) => (clock.GetUtcNow() - last.At).Days;
}
