using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Live;

/// <summary>
/// Tries from time to time to go on with districts that stand still: the cause may be gone with a newer program, or a
/// repaired event.
/// </summary>
/// <param name="stops">The districts that stand still.</param>
/// <param name="pages">Applies their events.</param>
/// <param name="districts">All districts, for those whose last event cannot be read.</param>
/// <param name="clock">The time between attempts.</param>
/// <param name="logger">Takes what went wrong with an attempt.</param>
public sealed partial class StoppedDistricts(
    BoardStops stops, DistrictPages pages, Districts districts, TimeProvider clock,
    ILogger<StoppedDistricts> logger) : BackgroundService
{
    /// <summary>The time between two attempts; an attempt reads and scores one page.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(
                async () =>
                {
                    foreach (var stop in await stops.AllAsync(stoppingToken))
                    {
                        await TryAsync(() => pages.ResumeAsync(stop.District, stoppingToken), stoppingToken);
                    }

                    foreach (var district in await districts.AllAsync(stoppingToken))
                    {
                        await TryAsync(() => pages.CheckAsync(district, stoppingToken), stoppingToken);
                    }
                },
                stoppingToken);
        }
    }

    // What fails for one district is no reason to leave out the others.
    private async Task TryAsync(Func<Task> attempt, CancellationToken ct)
    {
        try
        {
            await attempt();
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogFailed(logger, e);
        }
    }

    [LoggerMessage(LogLevel.Error, "The attempt to go on with districts that stand still failed; it is repeated.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
