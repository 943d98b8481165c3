using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Accounts;

/// <summary>Writes down at times, and when the server stops, how often the same was tried in vain.</summary>
/// <param name="audit">Where it is written.</param>
/// <param name="clock">By which it is done every ten minutes.</param>
internal sealed class TriedCounts(AuditBook audit, TimeProvider clock) : BackgroundService
{
    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await CountAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(AuditBook.Again, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await CountAsync(stoppingToken);
        }
    }

    // What could not be written down is written down the next time.
    private async Task CountAsync(CancellationToken ct)
    {
        try
        {
            await audit.CountTriesAsync(ct);
        }
        catch (Exception gone) when (DatabaseFailures.IsDatabaseGone(gone))
        {
        }
    }
}
