namespace Evaluation.Server.Evidence;

/// <summary>Sweeps the folder of files every few hours: what was sent and became part of no claim.</summary>
/// <param name="store">The folder of files.</param>
/// <param name="named">What events name.</param>
/// <param name="clock">Tells how long something lay there.</param>
/// <param name="logger">Says what was swept, and what hindered it.</param>
internal sealed partial class EvidenceSweeping(
    EvidenceStore store, EvidenceNamed named, TimeProvider clock, ILogger<EvidenceSweeping> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(3);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Pause, clock, stoppingToken);
            try
            {
                if (store.Sweep(await named.AllAsync(stoppingToken), clock.GetUtcNow()) is > 0 and var count)
                {
                    Swept(count);
                }
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                // The database or the disk may be away; what is not swept now is swept later.
                Postponed(failed.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "{count} files that no claim names were put aside or deleted.")]
    private partial void Swept(int count);

    [LoggerMessage(LogLevel.Warning, "Sweeping the files waits: {reason}")]
    private partial void Postponed(string reason);
}
