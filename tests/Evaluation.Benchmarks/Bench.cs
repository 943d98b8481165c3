using System.Diagnostics;

namespace Evaluation.Benchmarks;

/// <summary>A named part of the measurements.</summary>
/// <param name="Name">As it is called for.</param>
/// <param name="What">What it measures, in a line.</param>
/// <param name="RunAsync">Measures.</param>
/// <param name="ByName">Whether it is measured only when it is called for: it takes long or much room.</param>
public sealed record Part(string Name, string What, Func<Bench, Task<IReadOnlyList<Figure>>> RunAsync, bool ByName = false);

/// <summary>Both sides of a comparison do not give the same: whatever they took says nothing.</summary>
public sealed class UnequalException(string message) : Exception(message);

/// <summary>What a part is given to measure with.</summary>
/// <param name="Server">A PostgreSQL on which databases may be created.</param>
/// <param name="Say">Told how far it is.</param>
public sealed record Bench(string Server, Action<string> Say)
{
    /// <summary>Rounds that count, unless a part says otherwise.</summary>
    public const int Rounds = 5;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Ours and the peer in turns, each first in every other round. Rounds before warm up and do not count: the
    /// compiler of the framework makes its best code only after some seconds.
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
