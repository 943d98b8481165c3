using System.Diagnostics;
using Npgsql;

namespace Evaluation.Benchmarks.Live;

/// <summary>Polls up to which event readers see the effect.</summary>
internal sealed class Watch : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(4);

    private readonly List<(long At, long Position)> seen = [];
    private readonly CancellationTokenSource ending = new();
    private readonly Task polling;
    private long last;

    /// <summary>Begins to poll.</summary>
    /// <param name="sql">Selects the position.</param>
    public Watch(string connection, string sql) => polling = Task.Run(() => PollAsync(connection, sql));

    /// <summary>The position seen last.</summary>
    public long Last => Volatile.Read(ref last);

    /// <summary>When a position was first seen; call it after the end.</summary>
    public long FirstSeen(long position)
    {
        var (low, high) = (0, seen.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = seen[middle].Position < position ? (middle + 1, high) : (low, middle);
        }

        return seen[low].Position >= position
            ? seen[low].At
            : throw new UnequalException($"Event {position} was not seen, only {seen[low].Position}.");
    }

    /// <summary>Waits until a position is seen, and ends.</summary>
    public async Task EndAsync(long position, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        while (Last < position && watch.Elapsed < patience)
        {
            await Task.Delay(10);
        }

        await DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await polling;
    }

    private async Task PollAsync(string connection, string sql)
    {
        await using var mine = new NpgsqlConnection(connection);
        await mine.OpenAsync();
        await using var command = new NpgsqlCommand(sql, mine);
        await command.PrepareAsync();
        while (!ending.IsCancellationRequested)
        {
            if (await command.ExecuteScalarAsync() is long position && position > last)
            {
                seen.Add((Stopwatch.GetTimestamp(), position));
                Volatile.Write(ref last, position);
            }

            await Task.Delay(Pause);
        }
    }
}
