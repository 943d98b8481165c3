using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Evaluation.Faults.History;

namespace Evaluation.Faults.Load;

/// <summary>All requests and their answers, and how long nobody was answered after a strike.</summary>
/// <param name="prefix">Begins the number of each request.</param>
internal sealed class Book(string prefix)
{
    private readonly ConcurrentQueue<Asked> closed = new();
    private readonly Lock gate = new();
    private readonly List<double> recoveries = [];
    private long struck;
    private long counted;
    private long opened;
    private long accepted;
    private long failed;

    /// <summary>All that was asked.</summary>
    public IReadOnlyCollection<Asked> History => [.. closed];

    /// <summary>How many requests were accepted.</summary>
    public long Accepted => Interlocked.Read(ref accepted);

    /// <summary>How many failed or were not answered.</summary>
    public long Failed => Interlocked.Read(ref failed);

    /// <summary>Seconds from each strike to the first accepted request that was sent after it.</summary>
    public IReadOnlyList<double> Recoveries
    {
        get
        {
            lock (gate)
            {
                return [.. recoveries];
            }
        }
    }

    /// <summary>Whether a request has such a number.</summary>
    public bool Knows(string request) => request.StartsWith($"{prefix}-", StringComparison.Ordinal);

    /// <summary>A request that is about to be sent.</summary>
    public Asked Open(string district, Command command)
    {
        var number = Interlocked.Increment(ref opened);
        return new Asked(
            string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}"), command.Subject, district,
            command.Events)
        {
            Sent = Stopwatch.GetTimestamp(),
        };
    }

    /// <summary>A request that was answered, or is not waited for any more.</summary>
    public void Close(Asked asked, Command command)
    {
        var now = Stopwatch.GetTimestamp();
        closed.Enqueue(asked with { Heard = now });
        if (asked.Answer != Answer.Accepted)
        {
            Interlocked.Add(ref failed, asked.Answer == Answer.Refused ? 0 : 1);
            return;
        }

        Interlocked.Increment(ref accepted);
        command.Accepted?.Invoke();
        lock (gate)
        {
            if (struck > 0 && asked.Sent > counted)
            {
                recoveries.Add(Stopwatch.GetElapsedTime(struck, now).TotalSeconds);
                struck = 0;
            }
        }
    }

    /// <summary>Waits for the first request that is sent from now on and accepted.</summary>
    /// <param name="at">When it was struck, in ticks, if that was not just now.</param>
    public void Strike(long? at = null)
    {
        lock (gate)
        {
            counted = Stopwatch.GetTimestamp();
            struck = at ?? counted;
        }
    }
}
