using Evaluation.Benchmarks.Load;

namespace Evaluation.Benchmarks.Live;

/// <summary>
/// The same new claims, of the same thirty units, worked through page by page behind histories of different length, in
/// turns: an event behind a longer one must not cost more. Goal: at most 1.2 times as much (0.94 and 1.08 of it on
/// 2026-11-24).
/// </summary>
public static class FlatPart
{
    internal const int Claims = 2000;
    internal const int Rounds = 3;

    private static readonly (string Name, LoadSettings[] Histories)[] Rows =
    [
        ("3,000 units, half a year and one", [new(3000, 26, 200), new(3000, 52, 5300)]),
        ("60 units, one year and four", [new(60, 52, 40), new(60, 207, 178)]),
    ];

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        var figures = new List<Figure>();
        foreach (var (name, histories) in Rows)
        {
            var opened = new List<LongHistory>();
            foreach (var settings in histories)
            {
                opened.Add(await LongHistory.OpenAsync(bench, settings));
            }

            var seconds = opened.ConvertAll(_ => new List<double>());
            for (var round = 0; round <= Rounds; round++)
            {
                for (var i = 0; i < opened.Count; i++)
                {
                    seconds[i].Add(await opened[i].WorkAsync(Claims));
                    bench.Say(
                        $"{opened[i].Events} events, {(round == 0 ? "warming up" : $"round {round}")}: "
                        + $"{Cost(seconds[i][^1]):0} us/event");
                }
            }

            figures.Add(new Figure(
                $"flat: cost of an event behind {opened[1].Events / 1000},000, {name}", "us/event", Goal.Most(1.2),
                [.. seconds[1].Zip(seconds[0], (ours, peer) => new Round(Cost(ours), Cost(peer))).Skip(1)],
                $"peer: the same behind {opened[0].Events} events; {Claims} claims reported and verified, "
                + $"pages of {LongHistory.PageSize}; {opened[1].Settings}"));
            foreach (var history in opened)
            {
                await history.DisposeAsync();
            }
        }

        return figures;
    }

    private static double Cost(double seconds) => seconds / Claims / 2 * 1e6;
}
