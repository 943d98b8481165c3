using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Operations;

/// <summary>
/// Whether the disk of a folder has room and can be written, which is tried with a file of one mebibyte.
/// </summary>
/// <param name="title">The folder in print.</param>
/// <param name="folder">The folder; null when this server knows of none.</param>
/// <param name="leastFree">Free bytes below which it is reported.</param>
internal sealed class DiskCheck(string title, string? folder, long leastFree) : IHealthCheck
{
    private const int Mebibyte = 1 << 20;

    // A disk that hangs keeps its thread; the next question must not add another one.
    private static readonly ConcurrentDictionary<string, Task<string?>> Attempts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (folder is null)
        {
            return HealthCheckResult.Healthy($"{title}文件夹不在本机，或没有告知本服务，不检查。");
        }

        var data = new Dictionary<string, object> { ["folder"] = folder };
        if (Free(folder) is { } bytes)
        {
            data["freeBytes"] = bytes;
        }

        if (await WrittenAsync().WaitAsync(cancellationToken) is { } why)
        {
            return HealthCheckResult.Unhealthy(
                $"{title}文件夹{folder}无法写入（{why}）。请清理磁盘或检查权限。", data: data);
        }

        var free = Free(folder);
        var room = $"{title}文件夹所在磁盘剩余{free / Mebibyte}MiB";
        return free < leastFree
            ? HealthCheckResult.Degraded($"{room}，少于{leastFree / Mebibyte}MiB，请尽快清理或扩容。", data: data)
            : HealthCheckResult.Healthy($"{room}，可以写入。", data);
    }

    /// <summary>Bytes that are free where a folder lies; null when that cannot be said.</summary>
    internal static long? Free(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? new DriveInfo(folder).AvailableFreeSpace : null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private Task<string?> WrittenAsync() => Attempts.AddOrUpdate(
        folder!, Try, (one, before) => before.IsCompleted ? Try(one) : before);

    // Null, or the name of the failure.
    private static Task<string?> Try(string folder) => Task.Run(() =>
    {
        try
        {
            using var file = new FileStream(
                Path.Combine(folder, $".write-test-{Guid.NewGuid():n}"), FileMode.CreateNew, FileAccess.Write,
                FileShare.None, 1, FileOptions.DeleteOnClose);
            file.Write(new byte[Mebibyte]);
            file.Flush(flushToDisk: true);
            return (string?)null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return failed.GetType().Name;
        }
    });
}
