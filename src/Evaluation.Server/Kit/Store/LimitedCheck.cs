using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Kit.Store;

/// <summary>
/// A health check that answers in time, whatever hangs, and says what failed without quoting it.
/// </summary>
/// <param name="inner">What looks.</param>
/// <param name="limit">How long it may take.</param>
/// <param name="unfinished">What it means when it does not come to an end.</param>
internal sealed class LimitedCheck(
    IHealthCheck inner, TimeSpan limit, HealthStatus unfinished = HealthStatus.Unhealthy) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(limit);
        try
        {
            // A check that does not listen to the token is left behind.
            return await Task.Run(() => inner.CheckHealthAsync(context, ending.Token), ending.Token)
                .WaitAsync(ending.Token);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(
                unfinished,
                failed is OperationCanceledException
                    ? $"在{limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)}秒内没有完成。"
                : DatabaseFailures.IsDatabaseGone(failed) ? "数据库无法访问。"
                : $"检查没有完成（{failed.GetType().Name}）。");
        }
    }
}

/// <summary>Adds health checks that answer in time.</summary>
internal static class LimitedChecks
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(30);

    /// <summary>Adds a check.</summary>
    /// <param name="checks">The checks so far.</param>
    /// <param name="name">Its name for programs.</param>
    public static IHealthChecksBuilder AddLimited<TCheck>(this IHealthChecksBuilder checks, string name)
        where TCheck : class, IHealthCheck =>
        checks.AddLimited(name, Make<TCheck>);

    /// <summary>Adds a check that is asked at certain addresses only.</summary>
    /// <param name="checks">The checks so far.</param>
    /// <param name="name">Its name for programs.</param>
    /// <param name="make">Makes it for each question.</param>
    /// <param name="tags">Stand for the addresses; `/health` asks those without.</param>
    public static IHealthChecksBuilder AddLimited(
        this IHealthChecksBuilder checks, string name, Func<IServiceProvider, IHealthCheck> make,
        params string[] tags) => checks.Add(new HealthCheckRegistration(
            name, services => new LimitedCheck(make(services), Usual), null, tags));

    /// <summary>
    /// Adds a check that computes, and may take half a minute; on a busy server one that is not done is no alarm.
    /// </summary>
    /// <param name="checks">The checks so far.</param>
    /// <param name="name">Its name for programs.</param>
    /// <param name="make">Makes it for each question.</param>
    /// <param name="tags">Stand for the addresses.</param>
    public static IHealthChecksBuilder AddSample(
        this IHealthChecksBuilder checks, string name, Func<IServiceProvider, IHealthCheck> make,
        params string[] tags) => checks.Add(new HealthCheckRegistration(
            name, services => new LimitedCheck(make(services), Patient, HealthStatus.Degraded), null, tags));

    /// <summary>A check from the services, or made with them.</summary>
    public static IHealthCheck Make<TCheck>(IServiceProvider services)
        where TCheck : class, IHealthCheck => ActivatorUtilities.GetServiceOrCreateInstance<TCheck>(services);
}
