using System.Diagnostics;

namespace Evaluation.Benchmarks;

/// <summary>What a part measures with.</summary>
/// <param name="Server">A PostgreSQL on which databases may be created.</param>
/// <param name="Say">Reports progress.</param>
public sealed record Bench(string Server, Action<string> Say)
{
    /// <summary>Rounds that count, unless a part says otherwise.</summary>
    public const int Rounds = 5;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Ours and the peer in turns, each first in every other round. The rounds of the first seconds do not count: the
    /// compiler of the framework makes its best code only after some time.
    /// </summary>
    /// <param name="what">The subject, for the progress.</param>
    /// <param name="ours">Measures ours once.</param>
    /// <param name="peer">Measures the peer once; null when there is none.</param>
    /// <param name="rounds">How many rounds count.</param>
    public async Task<IReadOnlyList<Round>> AlternateAsync(
        string what, Func<Task<double>> ours, Func<Task<double>>? peer, int rounds = Rounds)
    {
        var measured = new List<Round>();
        var (watch, warm) = (Stopwatch.StartNew(), false);
        for (var i = 0; measured.Count < rounds; i++)
        {
            var first = i % 2 == 0 || peer is null ? await OnceAsync(ours) : (double?)null;
            var beside = peer is null ? (double?)null : await OnceAsync(peer);
            var round = new Round(first ?? await OnceAsync(ours), beside);
            if (warm)
            {
                measured.Add(round);
            }

            Say($"{what}, {(warm ? $"round {measured.Count} of {rounds}" : "warming up")}: {Report.Number(round.Ours)}"
                + (beside is { } number ? $" beside {Report.Number(number)}" : ""));
            warm |= watch.Elapsed > WarmUp;
        }

        return measured;
    }

    /// <summary>The seconds that something takes.</summary>
    public static double Seconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    // Nobody pays for the garbage of the one before.
    private static Task<double> OnceAsync(Func<Task<double>> measure)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return measure();
    }
}
