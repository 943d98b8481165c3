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
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Benchmarks.Live;

/// <summary>A whole server behind a year of sixty units that is sent claims over HTTP.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private static readonly LoadSettings Settings = new(60, 52, 120);

    private readonly BenchDatabase database;
    private readonly WebApplication app;
    private readonly long history;
    private readonly Uri address;
    private int rounds;

    private LiveServer(BenchDatabase database, WebApplication app, long history) =>
        (this.database, this.app, this.history, address) = (database, app, history, Caller.AddressOf(app));

    /// <summary>What lies behind the claims.</summary>
    public string Volume => $"behind {history} events of {Settings.Units} units";

    /// <summary>
    /// The last round from when each claim was due, both commands included: much more than from its acceptance means
    /// that the server did not keep up with the rate.
    /// </summary>
    public Latencies? FromDue { get; private set; }

    /// <summary>Fills a database and starts the server.</summary>
    public static async Task<LiveServer> OpenAsync(Bench bench)
    {
        var database = await BenchDatabase.CreateAsync(bench.Server);
        var app = Application.Build(
            database.Connection, StoreRole.Server, Caller.FreePort, environment: "Development");
        var history = await LiveDistrict.FillAsync(app.Services, Settings, []);
        await app.StartAsync();
        SignIn(app);
        return new LiveServer(database, app, history);
    }

    /// <summary>From the answer that accepts each claim's verification to the board that knows it.</summary>
    /// <param name="rate">Claims a second; each is two commands, reported and verified.</param>
    /// <param name="seconds">For how long.</param>
    public async Task<Latencies> LatenciesAsync(int rate, int seconds)
    {
        var prefix = $"L{++rounds}";
        await using var watch = new Watch(database.Connection, $"select position from {BoardTables.District}");
        var callers = Enumerable.Range(0, OpenLoop.Workers).Select(_ => new Caller(address)).ToList();
        var timed = await OpenLoop.RunAsync(
            rate, rate * seconds, [.. callers.Select(caller => (Func<int, Task>)(i => ClaimAsync(caller, prefix, i)))]);
        callers.ForEach(caller => caller.Dispose());
        var last = await app.Services.GetRequiredService<EventReader>().LastPositionAsync(LiveDistrict.Name);
        await watch.EndAsync(last, TimeSpan.FromSeconds(60));
        var positions = await PositionsAsync(prefix);
        FromDue = Latencies.Of(timed.Select(claim => claim.Due), watch, Position);
        return Latencies.Of(timed.Select(claim => claim.Done), watch, Position);

        long Position(int i) => positions[$"claim/{prefix}-{i}"];
    }

    /// <summary>Compares the board with its events.</summary>
    public Task VerifyAsync() => LiveDistrict.VerifyAsync(app.Services);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private static void SignIn(WebApplication app)
    {
        var actors = app.Services.GetRequiredService<DevelopmentActors>();
        actors.Add(new Actor("li", "li", Roles.Verifier, null, LiveDistrict.Name));
        foreach (var (unit, i) in new LoadDistrict(Settings).Units.Select((unit, i) => (unit.Name, i)))
        {
            actors.Add(new Actor($"u{i}", $"u{i}", Roles.Reporter, unit, LiveDistrict.Name));
        }
    }

    private async Task ClaimAsync(Caller caller, string prefix, int i)
    {
        await AcceptedAsync(caller, Report($"{prefix}-{i}", i));
        await AcceptedAsync(caller, Caller.Post(
            address, $"/api/{LiveDistrict.Name}/claims/{prefix}-{i}/verify",
            $"{DevelopmentSignIn.Header}: li@{LiveDistrict.Name}", "{}"u8.ToArray()));
    }

    private static async Task AcceptedAsync(Caller caller, byte[] request)
    {
        if (await caller.AskAsync(request) is { Status: not 200 } answer)
        {
            throw new UnequalException($"The server answered {answer.Status}.");
        }
    }

    private byte[] Report(string claim, int i) => Caller.Post(
        address, $"/api/{LiveDistrict.Name}/claims",
        $"{DevelopmentSignIn.Header}: u{i % Settings.Units}@{LiveDistrict.Name}",
        JsonSerializer.SerializeToUtf8Bytes(new
        {
            claim,
            kind = BuiltInKinds.Visit,
            occurredOn = $"{Settings.To.AddDays(1 + i % 5):yyyy-MM-dd}",
            facts = new { enterprise = LiveDistrict.Firm, leader = i % 3 == 0 ? "top" : "staff" },
        }));

    private async Task<Dictionary<string, long>> PositionsAsync(string prefix)
    {
        await using var source = NpgsqlDataSource.Create(database.Connection);
        await using var command = source.CreateCommand(
            $"""
            select stream_id, max(seq_id) from {MartenTables.Events}
            where stream_id like 'claim/{prefix}-%' group by 1
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var positions = new Dictionary<string, long>();
        while (await reader.ReadAsync())
        {
            positions[reader.GetString(0)] = reader.GetInt64(1);
        }

        return positions;
    }
}
