namespace Evaluation.Server.Kit.Store;

/// <summary>Reads how far the board that people see has come.</summary>
public interface IBoardProgress
{
    /// <summary>The position up to which a district's board is projected; 0 before its first page.</summary>
    Task<long> ProjectedAsync(string district, CancellationToken ct);

    /// <summary>Why a district's board stands still, in the office's words; null if it does not.</summary>
    Task<string?> StandsAsync(string district, CancellationToken ct);
}

/// <summary>Waits until people can see what was stored.</summary>
/// <param name="board">How far the board has come.</param>
public sealed class CatchUp(EventReader events, IBoardProgress board)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private const int PagePauses = 100;

    /// <summary>Waits until the board shows everything that is stored of a district.</summary>
    /// <exception cref="TimeoutException">It does not in time, or it stands still.</exception>
    public async Task AllAsync(string district, CancellationToken ct)
    {
        var last = await events.LastPositionAsync(district, ct);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            for (var i = 0; await board.ProjectedAsync(district, limit.Token) < last; i++)
            {
                if (i % PagePauses == 0 && await board.StandsAsync(district, limit.Token) is { } why)
                {
                    throw new TimeoutException(why);
                }

                await Task.Delay(Pause, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The board of {district} did not reach event {last}; see /health for the reason.");
        }
    }

    /// <summary>
    /// Waits up to a second for the board to reach a position, so that the next page shows the change.
    /// </summary>
    public async Task BrieflyAsync(string district, long position, CancellationToken ct)
    {
        for (var i = 0; i < PagePauses && position > await board.ProjectedAsync(district, ct); i++)
        {
            if (i == 0 && await board.StandsAsync(district, ct) is not null)
            {
                return;
            }

            await Task.Delay(Pause, ct);
        }
    }
}
