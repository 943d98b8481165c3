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
/// Claims, ledger, sheets and rankings anew from a million events, beside reading and parsing these and beside the stock
/// projections.
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
        var rounds = await bench.AlternateAsync("rebuild", () => RateAsync(rebuild, last), () => ReadAsync(source, last), Rounds);
        await VerifyAsync(app.Services, last);
        var rows = await RowsAgain.ReadAsync(source);
        var again = await bench.AlternateAsync(
            "rebuild beside its rows", () => RateAsync(rebuild, last), async () => last / await rows.WriteAsync(), Rounds);
        var peak = Environment.WorkingSet / 1024 / 1024;
        var volume = $"{Province}: {last} events; ours alone in the process so far {peak} MB at most";
        var stock = await BesideAsync(bench, "stock", rebuild, database.Connection, last, _ => { });
        var tuned = await BesideAsync(bench, "tuned", rebuild, database.Connection, last, options =>
        {
            options.BatchSize = 5000;
            options.MaximumHopperSize = 20_000;
        });
        return
        [
            new Figure(
                "rebuild: a million events", "events/s", Goal.AtLeast(0.3), rounds,
                $"peer: one ordered binary read with deserialising, one thread; claims, ledger, sheets, rankings; {volume}"),
            new Figure(
                "rebuild: beside COPY of its rows", "events/s", null, again,
                $"peer: COPY alone of the rows that it writes, {rows.Bytes >> 20} MiB, with keys and indexes: reading and this are what no rebuild can spare"),
            .. Beside("stock projections", "at defaults", 10, stock),
            .. Beside("stock, tuned", "with pages of 5,000 and a hopper of 20,000", 1, tuned),
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

    // Ours writes claims and units' weeks in one go, the peer in two: it is told by the time of both, and by that of the weeks
    // alone, for which it takes up less than half of the events.
    private static async Task<(Round Both, Round Weeks)> BesideAsync(
        Bench bench, string what, Rebuild rebuild, string connection, long events, Action<JasperFx.Events.Projections.AsyncOptions> tune)
    {
        var ours = await RateAsync(rebuild, events);
        var peer = await StockProjection.RebuildAsync(connection, tune);
        var (both, weeks) = (events / (peer.Claims + peer.Weeks), events / peer.Weeks);
        bench.Say($"{what}: {Report.Number(ours)} beside {Report.Number(both)}, weeks alone {Report.Number(weeks)}");
        return (new Round(ours, both), new Round(ours, weeks));
    }

    private static IEnumerable<Figure> Beside(string what, string settings, double goal, (Round Both, Round Weeks) round) =>
    [
        new Figure(
            $"rebuild: beside the {what}", "events/s", Goal.AtLeast(goal), [round.Both],
            $"peer: Marten's SingleStreamProjection of claims, then its MultiStreamProjection of what a unit's week reported, {settings}: nothing is scored or ranked; one round"),
        new Figure(
            $"rebuild: beside the {what}, weeks alone", "events/s", null, [round.Weeks],
            "peer: the second of these alone, told by all events though it takes up those of reports and reported claims"),
    ];

    private static async Task<double> ReadAsync(NpgsqlDataSource source, long events)
    {
        var (watch, read, names) = (Stopwatch.StartNew(), 0L, EventNames.Of());
        await using var command = source.CreateCommand(
            $"select seq_id, type, data from {StoreSetup.EventSchema}.mt_events where tenant_id = '{District}' order by seq_id");
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess);
        while (await reader.ReadAsync())
        {
            _ = reader.GetInt64(0);
            var type = names.TypeOf(reader.GetString(1));
            read += JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(2), type, EventJson.Options) is null ? 0 : 1;
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
