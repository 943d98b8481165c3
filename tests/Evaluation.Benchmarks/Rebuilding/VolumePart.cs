using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Rules;
using Evaluation.Server;
using Evaluation.Server.Kit.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Benchmarks.Rebuilding;

/// <summary>Whether a rebuild costs the same for each event whatever the volume, and its memory stays bounded.</summary>
public static class VolumePart
{
    private const int Rounds = 3;
    private const int MostMegabytes = 1024;

    // The liveliness is that of the province throughout; the last one is its twelve years, ten million events.
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
            var micros = measured.Select(one => 1e6 * one.Seconds / one.Events).ToList();
            var beside = figures.Count == 0 ? (double?)null : figures[0].Ours.Median;
            var figure = new Figure(
                $"volume: a rebuild of {settings.Units} units, {years} years", "us/event", beside is null ? null : Goal.Most(1.2),
                [.. micros.Select(one => new Round(one, beside))],
                $"{events} events; " + (beside is null ? "no peer" : "peer: the smallest of this run"));
            figures.Add(figure);
            figures.Add(new Figure(
                $"volume: memory of {settings.Units} units, {years} years", "MiB", Goal.Most(MostMegabytes),
                [.. measured.Select(one => new Round(one.Megabytes, null))], $"{events} events; the whole process at its most"));
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
            var one = await AloneRebuild.InProcessAsync(database.Connection);
            bench.Say($"{settings}: {one.Events} events in {one.Seconds:0.0} s, {one.Megabytes} MiB");
            measured.Add(one);
        }

        return measured;
    }
}
