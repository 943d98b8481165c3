using System.Diagnostics;

namespace Evaluation.Benchmarks.Scale;

/// <summary>
/// The way past one machine: six districts in one, two and three databases, each with a server of its own, work through the
/// same backlog; and a server that dies hands its districts on to another one of its database.
/// </summary>
public static class ScalePart
{
    private const int Districts = 6;
    private const int Claims = 2000;
    private const int WarmUpClaims = 1000;

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        var rates = new List<double>();
        var figures = new List<Figure>();
        foreach (var databases in new[] { 1, 2, 3 })
        {
            rates.Add(await BacklogAsync(bench, databases, figures));
            figures.Insert(databases - 1, new Figure(
                $"scale: a backlog of {Districts} districts, {databases} databases", "events/s", null,
                [new Round(rates[^1], rates[0])],
                $"peer: one database with one server; {Claims} claims reported and verified in each district; all on one machine"));
        }

        return figures;
    }

    private static async Task<double> BacklogAsync(Bench bench, int databases, List<Figure> figures)
    {
        var shares = new List<Share>();
        for (var i = 0; i < databases; i++)
        {
            shares.Add(await Share.MakeAsync(
                bench, [.. Enumerable.Range(0, Districts / databases).Select(number => $"district-{i}-{number}")]));
        }

        var nodes = await Task.WhenAll(shares.Select(share => Node.StartAsync(share.Connection)));
        bench.Say($"{databases} servers");
        await WorkAsync(shares, 0, WarmUpClaims);
        var (events, seconds) = await WorkAsync(shares, WarmUpClaims, Claims);
        bench.Say($"{events} events in {seconds:0.0} s");
        await Task.WhenAll(shares.Select(share => share.VerifyAsync()));
        if (databases == 1)
        {
            figures.AddRange(await DyingAsync(bench, shares[0], nodes[0]));
        }

        foreach (var disposed in nodes.Cast<IAsyncDisposable>().Concat(shares))
        {
            await disposed.DisposeAsync();
        }

        return events / seconds;
    }

    private static async Task<(long Events, double Seconds)> WorkAsync(List<Share> shares, int skip, int claims)
    {
        var watch = Stopwatch.StartNew();
        var events = await Task.WhenAll(shares.Select(async share =>
        {
            var given = await share.GiveAsync(skip, claims);
            await share.CaughtUpAsync();
            return given;
        }));
        return (events.Sum(), watch.Elapsed.TotalSeconds);
    }

    private static async Task<IReadOnlyList<Figure>> DyingAsync(Bench bench, Share share, Node first)
    {
        var (log, boards) = await share.BytesAnEventAsync();
        await using var second = await Node.StartAsync(share.Connection);
        await Task.Delay(TimeSpan.FromSeconds(4));
        first.Kill();
        var watch = Stopwatch.StartNew();
        await share.GiveAsync(WarmUpClaims + Claims, 10);
        await share.CaughtUpAsync();
        var seconds = watch.Elapsed.TotalSeconds;
        bench.Say($"moved on after {seconds:0.0} s");
        await share.VerifyAsync();
        return
        [
            new Figure(
                "scale: a server is killed, until another goes on", "s", Goal.Most(25), [new Round(seconds, null)],
                "kill -9 of the one that projects; the other one has been standing by on the same database"),
            new Figure(
                "scale: log, bytes an event", "bytes", null, [new Round(log, null)], "mt_events and mt_streams with their indexes"),
            new Figure(
                "scale: boards, bytes an event", "bytes", null, [new Round(boards, null)],
                "claims, ledger, sheets, rankings with their indexes and what updates left behind"),
        ];
    }
}
