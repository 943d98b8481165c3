namespace Evaluation.Server.Operations;

/// <summary>
/// Since when a board has been behind. Events may bear times of long ago, so that it is derived from what was seen
/// here: the board is late since the first event that it has not reached was seen.
/// </summary>
internal sealed class LagClock
{
    private const int Most = 1000;

    private readonly LinkedList<(DateTimeOffset At, long Last)> seen = new();

    /// <summary>Takes a sample.</summary>
    /// <param name="now">When it was taken.</param>
    /// <param name="position">The event up to which the board has worked.</param>
    /// <param name="last">The last event.</param>
    /// <returns>How long the board has been behind; zero when it is not.</returns>
    public TimeSpan Late(DateTimeOffset now, long position, long last)
    {
        while (seen.First is { } first && first.Value.Last <= position)
        {
            seen.RemoveFirst();
        }

        if (last > position && last > (seen.Last?.Value.Last ?? position))
        {
            // One that stands for months is late by the first sample, and the newest ones need not be told apart.
            var at = seen.Count == Most ? seen.Last!.Value.At : now;
            if (seen.Count == Most)
            {
                seen.RemoveLast();
            }

            seen.AddLast((at, last));
        }

        return seen.First is { } oldest ? now - oldest.Value.At : TimeSpan.Zero;
    }
}
