using System.Diagnostics;
using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Rules;
using Evaluation.Server.Ledger;
using Evaluation.Server.Store;
using Evaluation.Server.Web;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Benchmarks.Rebuilding;

/// <summary>Ledger, sheets and rankings anew from a million events, beside reading them and the stock projection.</summary>
public static class RebuildPart
{
    private const string District = "bench";

    /// <summary>A province's year: 3,000 units, a million events.</summary>
    public static readonly LoadSettings Province = new(3000, 52, 8000);

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        await using var database = await BenchDatabase.CreateAsync(bench.Server);
        await using var app = Application.Build(database.Connection, StoreRole.CommandOnly, null);
        await app.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        var events = LoadEvents.Of(new LoadDistrict(Province), RulesPart.Texts());
        var last = await LoadLog.WriteAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), District, events);
        bench.Say($"{last} events");
        var log = app.Services.GetRequiredService<EventReader>();
        var rebuild = app.Services.GetRequiredService<Rebuild>();
        var rounds = await bench.AlternateAsync(
            "rebuild",
            async () =>
            {
                var watch = Stopwatch.StartNew();
                await rebuild.RunAsync(District, null, CancellationToken.None);
                return last / watch.Elapsed.TotalSeconds;
            },
            async () =>
            {
                var (watch, read) = (Stopwatch.StartNew(), 0L);
                await foreach (var e in log.ReadAsync(District))
                {
                    read++;
                }

                return read / watch.Elapsed.TotalSeconds;
            }, rounds: 1);
        return [new Figure("rebuild: a million events", "events/s", Goal.AtLeast(0.3), rounds, "one ordered read")];
    }
}
