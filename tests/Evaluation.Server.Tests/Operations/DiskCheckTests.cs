using Evaluation.LocalPostgres.Backups;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Operations;
using FluentAssertions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Tests.Operations;

/// <summary>Disks that are full or cannot be written, and back-ups that are old.</summary>
public sealed class DiskCheckTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evaluation-disk");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disk_with_room_is_healthy_and_nothing_stays_there()
    {
        var result = await LookAsync(folder.FullName, 1);

        result.Status.Should().Be(HealthStatus.Healthy);
        ((long)result.Data["freeBytes"]).Should().BePositive();
        folder.EnumerateFileSystemInfos().Should().BeEmpty();
    }

    [Fact]
    public async Task A_disk_with_less_room_than_is_wanted_is_reported()
    {
        var result = await LookAsync(folder.FullName, long.MaxValue);

        result.Status.Should().Be(HealthStatus.Degraded);
        result.Description.Should().Contain("少于").And.Contain("请尽快清理");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_unhealthy()
    {
        var absent = await LookAsync(Path.Combine(folder.FullName, "gone"), 1);
        absent.Status.Should().Be(HealthStatus.Unhealthy);
        absent.Description.Should().Contain("无法写入（DirectoryNotFoundException）");
        var file = Path.Combine(folder.FullName, "file");
        await File.WriteAllTextAsync(file, "", Ct);
        (await LookAsync(file, 1)).Status.Should().Be(HealthStatus.Unhealthy);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /proc.");
        (await LookAsync("/proc", 1)).Status.Should().Be(HealthStatus.Unhealthy, "not even root writes there");
    }

    [Fact]
    public async Task A_folder_that_is_elsewhere_is_not_looked_at() =>
        (await LookAsync(null, 1)).Description.Should().Contain("不检查");

    [Fact]
    public async Task Back_ups_are_missed_and_old_ones_are_reported()
    {
        (await BackupsAsync(null)).Should()
            .Be((HealthStatus.Degraded, "没有设置EVALUATION_BACKUPS，不知道有没有备份。"));
        (await BackupsAsync(folder.FullName)).Status.Should().Be(HealthStatus.Degraded);
        await BackUpAsync(TimeSpan.FromDays(3));
        (await BackupsAsync(folder.FullName)).Says.Should().Contain("已超过两天");
        await BackUpAsync(TimeSpan.FromHours(1));
        (await BackupsAsync(folder.FullName)).Status.Should().Be(HealthStatus.Healthy);
        await File.WriteAllTextAsync(
            Path.Combine(folder.EnumerateDirectories("*-*", SearchOption.AllDirectories).First().FullName,
                BackupRecord.File), "{", Ct);
        (await BackupsAsync(folder.FullName)).Says.Should().Contain("无法读取（BackupException）");
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    private static Task<HealthCheckResult> LookAsync(string? folder, long leastFree) =>
        new DiskCheck("数据", folder, leastFree).CheckHealthAsync(new HealthCheckContext(), Ct);

    private static async Task<(HealthStatus Status, string Says)> BackupsAsync(string? folder)
    {
        var result = await new BackupsCheck(new ServerSettings { Backups = folder }, TimeProvider.System)
            .CheckHealthAsync(new HealthCheckContext(), Ct);
        return (result.Status, result.Description!);
    }

    private async Task BackUpAsync(TimeSpan ago)
    {
        var at = DateTimeOffset.UtcNow - ago;
        var name = BackupRecord.NameOf(at);
        var path = folder.CreateSubdirectory(Path.Combine("base", name)).FullName;
        await new BackupRecord(name, at, at, 15, "1", 1, "0/1", "0/2", 16 << 20, new Dictionary<string, string>())
            .WriteAsync(path, Ct);
    }
}
