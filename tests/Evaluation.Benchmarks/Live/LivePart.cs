namespace Evaluation.Benchmarks.Live;

/// <summary>
/// The time from an accepted claim to the live board, beside the time from a bare append to a projection that keeps
/// only the position. Both get claims at the same constant rate, a quarter of what bare appends reach in the same run,
/// so that every machine is loaded alike. Goal: 5 times as long (2.0 times on the slow, busy machine of 2026-11-29; 2.6
/// times at 200 claims a second on the quiet one of 2026-11-24, 37 ms beside 14): a page scores and ranks, which the
/// peer does not.
/// </summary>
public static class LivePart
{
    /// <summary>Of the claims a second that bare appends reach.</summary>
    private const double Share = 0.25;

    private const int Seconds = 10;
    private const int Rounds = 3;

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        await using var bare = await BareAppends.OpenAsync(bench);
        var most = await bare.RateAsync();
        var rate = Math.Max(1, (int)(most * Share));
        bench.Say($"bare appends reach {most:0} claims a second; {rate} are given");
        await using var server = await LiveServer.OpenAsync(bench);
        var (ours, peer) = (new List<Latencies>(), new List<Latencies>());
        var rounds = await bench.AlternateAsync(
            "live",
            async () => await P99Async(server.LatenciesAsync(rate, Seconds), ours),
            async () => await P99Async(bare.LatenciesAsync(rate, Seconds), peer),
            Rounds);
        await server.VerifyAsync();
        return
        [
            new Figure(
                "live: accepted claim visible, p99", "s", Goal.Most(5), rounds,
                $"peer: bare appends, a projection that keeps the position; {rate} claims a second reported and "
                + $"verified for {Seconds} s a round, {Share} of the {most:0} that bare appends reach; "
                + $"{server.Volume}; the last round: ours {ours[^1]}, from when a claim was due, both commands "
                + $"in it, {server.FromDue}; peer {peer[^1]}"),
        ];
    }

    private static async Task<double> P99Async(Task<Latencies> measuring, List<Latencies> into)
    {
        into.Add(await measuring);
        return into[^1].Percentile(99);
    }
}
