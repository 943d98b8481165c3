using System.Diagnostics;
using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Rules;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Benchmarks.Publishing;

/// <summary>
/// What a sealing waits for (every check with the second count, the draft, and the bulletin's bytes), beside one
/// scoring of the same district. Goal: 30 times as long (20.5 times on 2026-11-29, single rounds 25): the second count
/// goes day by day in the plainest way, and its time must not grow faster than that of what it checks.
/// </summary>
public static class PublishPart
{
    private const string District = "bench";

    // Claims of one day with one title are asked about; nobody has confirmed the draft.
    private const string Expected = $"duplicates、{GateCheck.ConfirmedCode}";

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        await using var database = await BenchDatabase.CreateAsync(bench.Server);
        await using var app = Application.Build(database.Connection, StoreRole.CommandOnly, null);
        await app.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        var events = LoadEvents.Of(new LoadDistrict(RulesPart.ThreeYears), RulesPart.Texts());
        var week = new Week(RulesPart.ThreeYears.From.AddDays(7 * (RulesPart.ThreeYears.Weeks - 1)));
        events.Add(Sealed(week.Previous, events));
        await LoadLog.WriteAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), District, events);
        await app.Services.GetRequiredService<Rebuild>().RunAsync(District, null, CancellationToken.None);
        bench.Say($"{events.Count} events");
        var scoring = await OneScoring.OfAsync(app.Services, District, events.Count);
        var findings = "";
        var rounds = await bench.AlternateAsync(
            "one week",
            async () =>
            {
                var watch = Stopwatch.StartNew();
                await using var session = app.Services.GetRequiredService<IDocumentStore>().QuerySession(District);
                var report = await app.Services.GetRequiredService<GateReader>()
                    .ExamineAsync(session, week, CancellationToken.None);
                await BulletinBytes.OfAsync(report.Draft!.Bulletin);
                findings = string.Join('、', report.Checks.Where(check => !check.Met).Select(check => check.Code));
                return watch.Elapsed.TotalSeconds;
            },
            () => Task.FromResult(scoring.Seconds()));
        return findings is Expected or GateCheck.ConfirmedCode
            ? [new Figure(
                "publish: gate with second count, and bytes", "s", Goal.Most(30), rounds,
                $"peer: one scoring of the district; {RulesPart.ThreeYears}: {events.Count} events; the last week, "
                + "with corrections since the one before")]
            : throw new UnequalException($"The gate of {week} found: {findings}.");
    }

    // As if the week before had been sealed when the last week was closed.
    private static LoadEvent Sealed(Week week, List<LoadEvent> events)
    {
        var position = events.FindIndex(e => e.Fact is WeekClosed closed && closed.Week == week) + 1;
        return new LoadEvent(events[^1].At, $"week/{week.Start:yyyy-MM-dd}", new BulletinSealed(
            week, 1, "考1号", position, [], events[^1].At, "ma", "song", "", "", "", ""));
    }
}
