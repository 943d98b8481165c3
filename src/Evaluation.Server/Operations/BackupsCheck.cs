using System.Globalization;
using Evaluation.LocalPostgres.Backups;
using Evaluation.Server.Kit.Web;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Operations;

/// <summary>Whether the last base back-up is recent. The back-up service takes one a day.</summary>
/// <param name="settings">Names the folder.</param>
internal sealed class BackupsCheck(ServerSettings settings, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(49);

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Look());

    private HealthCheckResult Look()
    {
        if (settings.Backups is not { } path)
        {
            return HealthCheckResult.Degraded($"没有设置{ServerSettings.BackupsVariable}，不知道有没有备份。");
        }

        try
        {
            var folder = new BackupFolder(path);
            if (folder.All() is not [.., var last])
            {
                return HealthCheckResult.Degraded($"{path}中没有完整的备份。");
            }

            var data = new Dictionary<string, object> { ["last"] = last.Ended };
            var says = $"最近一次完整备份于{Time(last.Ended)}完成";
            if (folder.LastReceived() is { } received)
            {
                data["received"] = received;
                says += $"，此后的改动收到{Time(received)}为止";
            }

            return clock.GetUtcNow() - last.Ended > Oldest
                ? HealthCheckResult.Degraded($"{says}。备份已超过两天，请检查备份服务。", data: data)
                : HealthCheckResult.Healthy($"{says}。", data);
        }
        catch (Exception failed) when (failed is BackupException or IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Degraded($"{path}中的备份无法读取（{failed.GetType().Name}）。");
        }
    }

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
