using System.Text.Json;
using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Rules;
using Evaluation.Office.Adoption;
using Evaluation.Office.Claims;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Benchmarks.Serving;

/// <summary>
/// Reporting a claim through the whole stack (HTTP, sign-in, bus, decider, store), beside appending the same event with
/// a session of Marten and nothing else. Goal: half of the bare rate (0.72 to 0.84 of it in the quiet runs of
/// ops/measured, 0.58 and 0.76 in a busy one).
/// </summary>
public static class CommandsPart
{
    private const string District = "bench";
    private const string Firm = "鼎新";
    private const double RoundSeconds = 3;

    // Until then half of the time goes into compiling.
    private const double WarmUpSeconds = 15;

    private static readonly LoadSettings Settings = new(60, 52, 1);
    private static int claims;

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        await using var database = await BenchDatabase.CreateAsync(bench.Server);
        await using var app = Application.Build(
            database.Connection, StoreRole.CommandOnly, Caller.FreePort, environment: "Development");
        await app.StartAsync();
        var address = Caller.AddressOf(app);
        var unit = await FoundAsync(app);
        await VerifyAsync(app, address, unit);
        await OursAsync(8, WarmUpSeconds);
        var figures = new List<Figure>();
        foreach (var writers in new[] { 8, 16 })
        {
            var rounds = await bench.AlternateAsync(
                $"{writers} writers",
                () => OursAsync(writers, RoundSeconds),
                () => BareAsync(app, writers, unit));
            figures.Add(new Figure(
                $"commands: report a claim, {writers} writers", "commands/s", Goal.AtLeast(0.5), rounds,
                $"the same event appended with bare sessions of Marten; {Settings.Units} units on the roster"));
        }

        await app.StopAsync();
        return figures;

        Task<double> OursAsync(int writers, double seconds) => Caller.RateAsync(
            address, writers, () => Request(address, NextClaim()), answer => answer.Status == 200, seconds);
    }

    private static async Task<string> FoundAsync(WebApplication app)
    {
        var events = LoadEvents.Of(new LoadDistrict(Settings), [.. RulesPart.Texts().Take(1)])
            .Where(e => e.Fact is DistrictFounded or UnitEntered or RulebookAdopted).ToList();
        events.AddRange(new LoadDesk().Take(LoadSteps.Firm(events[^1].At, Firm)));
        var store = app.Services.GetRequiredService<NpgsqlDataSource>();
        await LoadLog.WriteAsync(store, District, events);
        await using var command = store.CreateCommand(
            $"select setval('{MartenTables.EventSequence}', {events.Count})");
        await command.ExecuteNonQueryAsync();
        var unit = events.Select(e => e.Fact).OfType<UnitEntered>().First().Unit;
        app.Services.GetRequiredService<DevelopmentActors>()
            .Add(new Actor("chen", "chen", Roles.Reporter, unit, District));
        return unit;
    }

    private static string NextClaim() => $"V-{Interlocked.Increment(ref claims)}";

    private static byte[] Request(Uri address, string claim) => Caller.Post(
        address, $"/api/{District}/claims", $"{DevelopmentSignIn.Header}: chen@{District}",
        JsonSerializer.SerializeToUtf8Bytes(new
        {
            claim,
            kind = BuiltInKinds.Visit,
            occurredOn = $"{Settings.From:yyyy-MM-dd}",
            facts = new { enterprise = Firm, leader = "top" },
        }));

    private static Task<double> BareAsync(WebApplication app, int writers, string unit)
    {
        var store = app.Services.GetRequiredService<IDocumentStore>();
        return ClosedLoop.RateAsync(
            RoundSeconds, Enumerable.Repeat<Func<Task>>(() => AppendAsync(store, NextClaim(), unit), writers));
    }

    private static async Task AppendAsync(IDocumentStore store, string claim, string unit)
    {
        await using var session = store.LightweightSession(District);
        session.Events.StartStream(Claim.StreamOf(claim), new ClaimReported(
            claim, unit, BuiltInKinds.Visit, Settings.From,
            new Dictionary<string, Value> { ["enterprise"] = Value.Of(Firm), ["leader"] = Value.Of("top") }, [], [],
            DateTimeOffset.UtcNow, "chen"));
        await session.SaveChangesAsync();
    }

    // Before anything is timed: both ways store the same but for number and time.
    private static async Task VerifyAsync(WebApplication app, Uri address, string unit)
    {
        var (ours, bare) = (NextClaim(), NextClaim());
        await Caller.RateAsync(
            address, 1, () => Request(address, ours), answer => answer.Status is 200 or 409, 0.01);
        await AppendAsync(app.Services.GetRequiredService<IDocumentStore>(), bare, unit);
        var stored = new List<string>();
        foreach (var claim in new[] { ours, bare })
        {
            var recorded = await app.Services.GetRequiredService<EventReader>()
                .OfStreamAsync(District, Claim.StreamOf(claim));
            var reported = (ClaimReported)recorded.Single().Fact;
            stored.Add(JsonSerializer.Serialize(reported with { Claim = "", ReportedAt = default }, EventJson.Options));
        }

        if (stored[0] != stored[1])
        {
            throw new UnequalException($"{stored[0]} is not {stored[1]}.");
        }
    }
}
