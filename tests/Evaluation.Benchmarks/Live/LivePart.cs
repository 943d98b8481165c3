using System.Diagnostics;
using System.Text.Json;
using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Serving;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Server;
using Evaluation.Server.Accounts;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Benchmarks.Live;

/// <summary>From an accepted command to its effect on the live board, under a constant rate of claims.</summary>
public static class LivePart
{
    /// <summary>Claims a second; each is two commands, reported and verified.</summary>
    public const int Rate = 200;

    private const int Seconds = 30;
    private const int WarmUpSeconds = 8;
    private const int Callers = 32;
    private static readonly LoadSettings Settings = new(60, 52, 120);

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        var floor = await LiveFloor.RunAsync(bench, Rate, WarmUpSeconds, Seconds);
        bench.Say($"floor: {Told(floor)}");
        return [await VisibleAsync(bench, floor)];
    }

    private static string Told(IReadOnlyList<double> seconds)
    {
        return FormattableString.Invariant($"p50 {Ms(50):0}, p95 {Ms(95):0}, p99 {Ms(99):0}, most {Ms(100):0} ms");

        double Ms(double percent) => OpenLoop.Percentile(seconds, percent) * 1000;
    }

    private static async Task<Figure> VisibleAsync(Bench bench, IReadOnlyList<double> floor)
    {
        await using var database = await BenchDatabase.CreateAsync(bench.Server);
        await using var app = Application.Build(database.Connection, StoreRole.Server, null, environment: "Development");
        var history = await LiveDistrict.FillAsync(app.Services, Settings, []);
        bench.Say($"{history} events");
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        SignIn(app);
        await OpenLoop.RunAsync(Rate, Rate * WarmUpSeconds, Workers(address, "W"));
        bench.Say("warm");
        var watch = new Watch(database.Connection, $"select position from {BoardTables.District}");
        var timed = await OpenLoop.RunAsync(Rate, Rate * Seconds, Workers(address, "L"));
        var last = await app.Services.GetRequiredService<EventReader>().LastPositionAsync(LiveDistrict.Name);
        await watch.EndAsync(last, TimeSpan.FromSeconds(60));
        var positions = await PositionsAsync(database.Connection);
        var accepted = timed.Select((one, i) => Between(one.Done, watch.FirstSeen(positions[$"claim/L-{i}"]))).ToList();
        var due = timed.Select((one, i) => Between(one.Due, watch.FirstSeen(positions[$"claim/L-{i}"]))).ToList();
        bench.Say($"accepted to visible: {Told(accepted)}; from due: {Told(due)}");
        await LiveDistrict.VerifyAsync(app.Services);
        await app.StopAsync();
        return new Figure(
            "live: accepted claim visible, p99", "s", Goal.Most(0.25), [new Round(OpenLoop.Percentile(accepted, 99), null)],
            $"{Rate} claims a second reported and verified for {Seconds} s behind {history} events of {Settings.Units} units; "
                + $"from accepted {Told(accepted)}; from due, both commands in it, {Told(due)}; "
                + $"bare appends and a projection that only keeps the position {Told(floor)}");
    }

    private static double Between(long from, long to) => Math.Max(0, Stopwatch.GetElapsedTime(from, to).TotalSeconds);

    private static void SignIn(WebApplication app)
    {
        var actors = app.Services.GetRequiredService<DevelopmentActors>();
        actors.Add(new Actor("li", "li", Roles.Verifier, null, LiveDistrict.Name));
        foreach (var (unit, i) in new LoadDistrict(Settings).Units.Select((unit, i) => (unit.Name, i)))
        {
            actors.Add(new Actor($"u{i}", $"u{i}", Roles.Reporter, unit, LiveDistrict.Name));
        }
    }

    private static List<Func<int, Task>> Workers(Uri address, string prefix) =>
    [
        .. Enumerable.Range(0, Callers).Select(_ =>
        {
            var caller = new Caller(address);
            return (Func<int, Task>)(async i =>
            {
                await AcceptedAsync(caller, Report(address, $"{prefix}-{i}", i));
                await AcceptedAsync(caller, Caller.Post(
                    address, $"/api/{LiveDistrict.Name}/claims/{prefix}-{i}/verify",
                    $"{DevelopmentSignIn.Header}: li@{LiveDistrict.Name}", "{}"u8.ToArray()));
            });
        }),
    ];

    private static async Task AcceptedAsync(Caller caller, byte[] request)
    {
        if (await caller.AskAsync(request) is { Status: not 200 } answer)
        {
            throw new UnequalException($"The server answered {answer.Status}.");
        }
    }

    private static byte[] Report(Uri address, string claim, int i) => Caller.Post(
        address, $"/api/{LiveDistrict.Name}/claims", $"{DevelopmentSignIn.Header}: u{i % Settings.Units}@{LiveDistrict.Name}",
        JsonSerializer.SerializeToUtf8Bytes(new
        {
            claim,
            kind = BuiltInKinds.Visit,
            occurredOn = $"{Settings.To.AddDays(1 + i % 5):yyyy-MM-dd}",
            facts = new { enterprise = LiveDistrict.Firm, leader = i % 3 == 0 ? "top" : "staff" },
        }));

    private static async Task<Dictionary<string, long>> PositionsAsync(string connection)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand(
            $"select stream_id, max(seq_id) from {StoreSetup.EventSchema}.mt_events where stream_id like 'claim/L-%' group by 1");
        await using var reader = await command.ExecuteReaderAsync();
        var positions = new Dictionary<string, long>();
        while (await reader.ReadAsync())
        {
            positions[reader.GetString(0)] = reader.GetInt64(1);
        }

        return positions;
    }
}
