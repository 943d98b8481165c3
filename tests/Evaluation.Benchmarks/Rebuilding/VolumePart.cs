using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Rules;
using Evaluation.Server;
using Evaluation.Server.Kit.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Benchmarks.Rebuilding;

/// <summary>
/// Whether a rebuild costs the same for each event at any volume, and its memory stays bounded. Goals: 1.2 times
/// the cost of the smallest (0.83 to 1.19 in the runs of ops/measured), and 1 GiB, which a small server has (874 and
/// 900 MiB for ten million events).
/// </summary>
public static class VolumePart
{
    private const int Rounds = 3;
    private const int MostMegabytes = 1024;

    // Claims per unit and week are those of the province throughout; the last is its twelve years, ten million events.
    private static readonly (LoadSettings Settings, int Years)[] Volumes =
    [
        (new(30, 52, 80), 1),
        (new(300, 52, 800), 1),
        (RebuildPart.Province, 1),
        (RebuildPart.Province with { Weeks = 624 }, 12),
    ];

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        var figures = new List<Figure>();
        foreach (var (settings, years) in Volumes)
        {
            var measured = await OfAsync(bench, settings, years);
            var events = measured[0].Events;
            var beside = figures.Count == 0 ? (double?)null : figures[0].Ours.Median;
            figures.Add(new Figure(
                $"volume: a rebuild of {settings.Units} units, {years} years", "us/event",
                beside is null ? null : Goal.Most(1.2),
                [.. measured.Select(rebuild => new Round(1e6 * rebuild.Seconds / rebuild.Events, beside))],
                $"{events} events; " + (beside is null ? "no peer" : "peer: the smallest of this run")));
            figures.Add(new Figure(
                $"volume: memory of {settings.Units} units, {years} years", Figure.Memory, Goal.Most(MostMegabytes),
                [.. measured.Select(rebuild => new Round(rebuild.Megabytes, null))],
                $"{events} events; the whole process at its most"));
        }

        return figures;
    }

    private static async Task<IReadOnlyList<AloneRebuild>> OfAsync(Bench bench, LoadSettings settings, int years)
    {
        await using var database = await BenchDatabase.CreateAsync(bench.Server);
        await using (var app = Application.Build(database.Connection, StoreRole.CommandOnly, null))
        {
            await app.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
            await LoadLog.WriteAsync(
                app.Services.GetRequiredService<NpgsqlDataSource>(), AloneRebuild.District,
                LoadEvents.OneByOne(new LoadDistrict(settings), RulesPart.Texts(years: years)));
        }

        GC.Collect();
        var measured = new List<AloneRebuild>();
        for (var round = 0; round < (years > 1 ? 1 : Rounds); round++)
        {
            var rebuild = await AloneRebuild.InProcessAsync(database.Connection);
            bench.Say($"{settings}: {rebuild.Events} events in {rebuild.Seconds:0.0} s, {rebuild.Megabytes} MiB");
            measured.Add(rebuild);
        }

        return measured;
    }
}
