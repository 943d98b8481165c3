using System.Net;
using System.Net.Sockets;
using Evaluation.Server.Kit.Store;
using FluentAssertions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Evaluation.Server.Tests.Operations;

/// <summary>Whatever hangs or fails, health answers in time and in words that quote nothing.</summary>
public sealed class LimitedCheckTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(0.5);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task A_check_that_never_ends_and_listens_to_nobody_is_given_up()
    {
        var result = await LookAsync(() => Task.Delay(Timeout.Infinite, CancellationToken.None));

        result.Should().Be((HealthStatus.Unhealthy, "在0.5秒内没有完成。"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_database_that_takes_the_connection_and_says_nothing_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var source = NpgsqlDataSource.Create(
            $"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Username=a;Password=b;Database=c");
        var check = new LimitedCheck(
            new DatabaseCheck(new Databases(source, () => throw new InvalidOperationException("not needed"))), Limit);

        var result = await check.CheckHealthAsync(new HealthCheckContext(), Ct);

        result.Status.Should().Be(HealthStatus.Unhealthy);
        result.Description.Should().Be("在0.5秒内没有完成。");
    }

    [Fact]
    public async Task What_fails_is_named_by_its_sort_alone()
    {
        (await LookAsync(() => throw new NpgsqlException("Host=secret"))).Says.Should().Be("数据库无法访问。");
        (await LookAsync(() => throw new InvalidOperationException("鼎新"))).Says.Should()
            .Be("检查没有完成（InvalidOperationException）。");
    }

    private static async Task<(HealthStatus Status, string? Says)> LookAsync(Func<Task> look)
    {
        var result = await new LimitedCheck(new Check(look), Limit).CheckHealthAsync(new HealthCheckContext(), Ct);
        return (result.Status, result.Description);
    }

    private sealed class Check(Func<Task> look) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await look();
            return HealthCheckResult.Healthy();
        }
    }
}
