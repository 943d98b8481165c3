using System.Diagnostics;
using Evaluation.Server.Kit.Store;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Evaluation.Benchmarks.Boundary;

/// <summary>What keeps a stage from being credited twice, and at what price: the project's stream, or tags.</summary>
public static class BoundaryPart
{
    private const int Writers = 16;
    private const int Runs = 3;
    private const int Races = 20;
    private const int Commands = 60;
    private static int claims;

    /// <summary>Runs each way in a database of its own, in turns, and compares within each run.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        var results = new List<Result>();
        Print("guard", "run", "races won once", "spread/s", "hot/s", "lost", "tombstones");
        for (var run = 0; run <= Runs; run++)
        {
            foreach (var guard in (Guard[])[
                Guard.Stream(),
                Guard.Tags("tag tables", DcbStorageMode.TagTables),
                Guard.Tags("hstore", DcbStorageMode.HStore)])
            {
                var result = await MeasureAsync(bench.Server, guard);
                if (run == 0)
                {
                    continue; // The first round only warms up.
                }

                results.Add(result);
                Print(guard.Name, $"{run}", $"{result.WonOnce}/{Races}", $"{result.Spread:0}", $"{result.Hot:0}",
                    $"{result.Lost}", $"{result.Tombstones}");
            }
        }

        var runs = results.Chunk(results.Count / Runs).ToList();
        return
        [
            new Figure(
                "boundary: races with one winner", "races", Goal.AtLeast(1),
                [.. runs.Select(run => new Round(run.Min(result => result.WonOnce), Races))],
                "the worst of all guards beside all races"),
            Compare("boundary: own project each", runs, result => result.Spread),
            Compare("boundary: one hot project", runs, result => result.Hot),
        ];
    }

    private static Figure Compare(string name, List<Result[]> runs, Func<Result, double> figure) => new(
        name, "commands/s", Goal.AtLeast(1),
        [
            .. runs.Select(run => new Round(
                figure(run.Single(result => result.Guard == "stream")),
                run.Where(result => result.Guard != "stream").Max(figure))),
        ],
        $"the project's stream beside the faster kind of tags; {Writers} writers, warm");

    private static async Task<Result> MeasureAsync(string server, Guard guard)
    {
        await using var database = await BenchDatabase.CreateAsync(server);
        using var host = Host(database.Connection, guard);
        await host.StartAsync();
        var store = host.Services.GetRequiredService<IDocumentStore>();
        await guard.CreditAsync(store, Wanted("warm", "up"));
        var won = 0;
        for (var race = 0; race < Races; race++)
        {
            won += await RaceAsync(store, guard, $"race-{race}") == 1 ? 1 : 0;
        }

        var spread = await RateAsync(store, guard, (writer, n) => Wanted($"own-{writer}-{n}", "introduced"));
        var lost = guard.Lost;
        var hot = await RateAsync(store, guard, (writer, n) => Wanted("hot", $"stage-{writer}-{n}"), Commands / 4);
        var tombstones = await TombstonesAsync(host.Services.GetRequiredService<NpgsqlDataSource>());
        await host.StopAsync();
        return new Result(guard.Name, won, spread, hot, guard.Lost - lost, tombstones);
    }

    private static async Task<int> RaceAsync(IDocumentStore store, Guard guard, string project)
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Writers).Select(
            _ => Task.Run(() => guard.CreditAsync(store, Wanted(project, "introduced")))));
        return outcomes.Count(accepted => accepted);
    }

    private static async Task<double> RateAsync(
        IDocumentStore store, Guard guard, Func<int, int, StageCredited> wanted, int commands = Commands)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; n < commands; n++)
            {
                await guard.CreditAsync(store, wanted(writer, n));
            }
        })));
        return Writers * commands / watch.Elapsed.TotalSeconds;
    }

    private static StageCredited Wanted(string project, string stage) =>
        new(project, stage, $"{Interlocked.Increment(ref claims)}");

    private static async Task<long> TombstonesAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            $"select count(*) from {StoreSetup.EventSchema}.mt_events where type = 'tombstone'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static IHost Host(string connection, Guard guard)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddEvaluationStore(connection, StoreRole.CommandOnly, parts => parts
            .Events(typeof(StageCredited).Assembly)
            .State<Project>(Project.Evolve)
            .Marten(guard.Configure));
        return builder.Build();
    }

    private static void Print(params string[] cells) => Console.Error.WriteLine(
        string.Concat(cells.Select((cell, column) => column == 0 ? cell.PadRight(12) : cell.PadLeft(15))));

    private sealed record Result(string Guard, int WonOnce, double Spread, double Hot, int Lost, long Tombstones);
}
