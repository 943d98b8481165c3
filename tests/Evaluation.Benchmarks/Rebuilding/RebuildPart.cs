using System.Data;
using System.Diagnostics;
using System.Text.Json;
using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Rules;
using Evaluation.Server;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Kit.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Benchmarks.Rebuilding;

/// <summary>
/// Claims, ledger, sheets and rankings again from a million events, beside COPY of the rows that this writes, which no
/// rebuild that stores them can avoid; and, without a goal, beside reading and parsing the events. Goal: a quarter of
/// COPY (0.31 and 0.33 of it in the runs of ops/measured; reading and COPY alone one after the other are 0.74).
/// </summary>
public static class RebuildPart
{
    private const string District = "bench";
    private const int Rounds = 3;

    /// <summary>A province's year: 3,000 units, a million events.</summary>
    public static readonly LoadSettings Province = new(3000, 52, 5600);

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        await using var database = await BenchDatabase.CreateAsync(bench.Server);
        await using var app = Application.Build(database.Connection, StoreRole.CommandOnly, null);
        await app.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        var source = app.Services.GetRequiredService<NpgsqlDataSource>();
        var last = await FillAsync(source);
        bench.Say($"{last} events");
        var rebuild = app.Services.GetRequiredService<Rebuild>();
        var rounds = await bench.AlternateAsync(
            "rebuild", () => RateAsync(rebuild, last), () => ReadAsync(source, last), Rounds);
        await VerifyAsync(app.Services, last);
        var rows = await RowsAgain.ReadAsync(source);
        var again = await bench.AlternateAsync(
            "rebuild beside its rows", () => RateAsync(rebuild, last), async () => last / await rows.WriteAsync(),
            Rounds);
        var peak = Environment.WorkingSet / 1024 / 1024;
        var volume = $"claims, ledger, sheets, rankings; {Province}: {last} events; ours alone in the process so far "
            + $"{peak} MB at most";
        return
        [
            new Figure(
                "rebuild: a million events", "events/s", null, rounds,
                $"peer: one ordered binary read with deserialising, one thread; {volume}"),
            new Figure(
                "rebuild: beside COPY of its rows", "events/s", Goal.AtLeast(0.25), again,
                $"peer: COPY alone of the rows that it writes, {rows.Bytes >> 20} MiB, with keys and indexes; "
                + volume),
        ];
    }

    private static async Task<long> FillAsync(NpgsqlDataSource source) =>
        await LoadLog.WriteAsync(source, District, LoadEvents.Of(new LoadDistrict(Province), RulesPart.Texts()));

    private static async Task<double> RateAsync(Rebuild rebuild, long events)
    {
        var watch = Stopwatch.StartNew();
        await rebuild.RunAsync(District, null, CancellationToken.None);
        return events / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> ReadAsync(NpgsqlDataSource source, long events)
    {
        var (watch, read, names) = (Stopwatch.StartNew(), 0L, EventNames.Of());
        await using var command = source.CreateCommand(
            $"""
            select seq_id, type, data from {MartenTables.Events}
            where tenant_id = '{District}' order by seq_id
            """);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess);
        while (await reader.ReadAsync())
        {
            _ = reader.GetInt64(0);
            var type = names.TypeOf(reader.GetString(1));
            var fact = JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(2), type, EventJson.Options);
            read += fact is null ? 0 : 1;
        }

        return read == events
            ? read / watch.Elapsed.TotalSeconds
            : throw new UnequalException($"{read} events were read, {events} were written.");
    }

    private static async Task VerifyAsync(IServiceProvider services, long last)
    {
        var known = await services.GetRequiredService<Replay>().AtAsync(District, last, CancellationToken.None);
        var rules = services.GetRequiredService<RuleSets>().Of(known.District.Editions);
        var differences = await services.GetRequiredService<Reconciliation>()
            .DifferencesAsync(District, known, known.Score(rules), CancellationToken.None);
        if (differences.Count > 0)
        {
            throw new UnequalException(differences[0]);
        }
    }
}
