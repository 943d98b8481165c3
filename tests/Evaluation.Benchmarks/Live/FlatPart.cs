using Evaluation.Benchmarks.Load;

namespace Evaluation.Benchmarks.Live;

/// <summary>
/// The same new claims, of the same thirty units, worked through page by page behind histories of different length, in turns:
/// events behind a longer one must not cost more.
/// </summary>
public static class FlatPart
{
    internal const int Claims = 2000;
    internal const int Rounds = 3;

    private static readonly (string Name, LoadSettings[] Histories)[] Rows =
    [
        ("3,000 units, half a year and one", [new(3000, 26, 200), new(3000, 52, 5300)]),
        ("60 units, one year and four", [new(60, 52, 40), new(60, 207, 178)]),
        ("units in proportion", [new(30, 52, 53), new(300, 52, 530), new(3000, 52, 5300)]),
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
                    bench.Say($"{opened[i].Events} events, {(round == 0 ? "warming up" : $"round {round}")}: {seconds[i][^1] / Claims / 2 * 1e6:0} us/event");
                }
            }

            for (var i = 1; i < opened.Count; i++)
            {
                figures.Add(new Figure(
                    $"flat: cost of an event behind {opened[i].Events / 1000},000, {name}", "us/event", Goal.Most(1.2),
                    [.. Enumerable.Range(1, Rounds).Select(round => new Round(Cost(seconds[i][round]), Cost(seconds[0][round])))],
                    $"peer: the same behind {opened[0].Events} events; {Claims} claims reported and verified, pages of {LongHistory.PageSize}; {opened[i].Settings}"));
            }

            foreach (var one in opened)
            {
                await one.DisposeAsync();
            }
        }

        return figures;
    }

    private static double Cost(double seconds) => seconds / Claims / 2 * 1e6;
}
