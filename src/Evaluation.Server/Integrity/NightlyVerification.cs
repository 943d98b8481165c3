using Evaluation.Server.Accounts;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Integrity;

/// <summary>Whether a server verifies itself at night.</summary>
/// <param name="Run">False where it is switched off.</param>
internal sealed record Nights(bool Run);

/// <summary>
/// Verifies all districts once a night: one server of those that share a database does, slowly, and keeps what it
/// found. Findings are logged once and shown by the health check until a verification finds none.
/// </summary>
/// <param name="hours">When; null for never.</param>
/// <param name="verifier">Verifies.</param>
/// <param name="runs">Keeps the results.</param>
/// <param name="databases">The databases of the districts.</param>
/// <param name="districts">The districts; the first one's time is that of the hours.</param>
/// <param name="board">Knows the districts' time.</param>
/// <param name="logger">Where findings are reported.</param>
internal sealed partial class NightlyVerification(
    QuietHours? hours, Verifier verifier, VerifiedRuns runs, Databases databases, Districts districts,
    BoardReader board, TimeProvider clock, ILogger<NightlyVerification> logger) : BackgroundService
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Verifies if it is due and no other server does.</summary>
    /// <returns>Whether it did.</returns>
    internal async Task<bool> RunWhenDueAsync(CancellationToken ct)
    {
        if (!await IsDueAsync(ct))
        {
            return false;
        }

        await using var connection = await databases.All[0].OpenAsync(ct);
        if (!await LockAsync(connection, ct))
        {
            return false;
        }

        try
        {
            // Another server may just have finished.
            if (!await IsDueAsync(ct))
            {
                return false;
            }

            await VerifyAsync(ct);
            return true;
        }
        finally
        {
            await using var unlock = new NpgsqlCommand("select pg_advisory_unlock_all()", connection);
            await unlock.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (hours is not null)
        {
            await Task.Delay(Pulse, clock, stoppingToken);
            try
            {
                await RunWhenDueAsync(stoppingToken);
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                // The database may be away; the next minute tries again.
                Postponed(failed.Message);
            }
        }
    }

    private async Task<bool> IsDueAsync(CancellationToken ct)
    {
        if (hours is null || await districts.AllAsync(ct) is not { Count: > 0 } all)
        {
            return false;
        }

        // A district whose board has no row yet tells no time.
        var offset = AccountTimes.Offset;
        foreach (var district in all)
        {
            if ((await board.DistrictAsync(district, ct))?.File.Founded is { } founded)
            {
                offset = founded.UtcOffset;
                break;
            }
        }

        return hours.IsDue(clock.GetUtcNow(), (await runs.LastAsync(ct))?.At, offset);
    }

    private static async Task<bool> LockAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select pg_try_advisory_lock(hashtextextended('verify', 0))", connection);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    private async Task VerifyAsync(CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        try
        {
            var report = await verifier.RunAsync(null, null, () => Task.Delay(Pause, ct), ct);
            await runs.KeepAsync(report, ct);
            if (report.Count > 0)
            {
                Found(report.Count, string.Join('\n', report.Lines()));
            }
        }
        catch (Exception failed) when (!ct.IsCancellationRequested && !DatabaseFailures.IsDatabaseGone(failed))
        {
            await runs.KeepAsync(new VerifiedRun(at, 0m, VerifiedRuns.Failed, failed.Message), ct);
            Failed(failed);
        }
    }

    [LoggerMessage(LogLevel.Error, "What is stored contradicts itself in {count} places:\n{lines}")]
    private partial void Found(int count, string lines);

    [LoggerMessage(LogLevel.Error, "What is stored could not be verified.")]
    private partial void Failed(Exception failed);

    [LoggerMessage(LogLevel.Warning, "The verification of what is stored waits: {reason}")]
    private partial void Postponed(string reason);
}
