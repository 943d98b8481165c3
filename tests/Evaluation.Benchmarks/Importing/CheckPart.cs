using System.Diagnostics;
using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Rules;
using Evaluation.Office.Decisions;
using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Server;
using Evaluation.Server.Imports;
using Evaluation.Server.Kit.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Benchmarks.Importing;

/// <summary>
/// The check of a file of 5,000 claims as the page makes it (reading, deciding, remarks), beside reading the same file
/// alone. Goal: a fiftieth of the speed of reading, which is seconds.
/// </summary>
public static class CheckPart
{
    private const int Rounds = 3;
    private const string District = "checked";

    /// <summary>Twenty units in fifty weeks: 5,000 claims.</summary>
    private static readonly LoadSettings Settings = new(20, 50, 100);

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        await using var database = await BenchDatabase.CreateAsync(bench.Server);
        await using var app = Application.Build(database.Connection, StoreRole.CommandOnly, null);
        await app.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        var path = Path.GetTempFileName();
        try
        {
            var district = new LoadDistrict(Settings);
            var claims = LoadFiles.WriteClaims(district, path);
            await LoadLog.WriteAsync(
                app.Services.GetRequiredService<NpgsqlDataSource>(), District,
                LoadOffice.Of(district, [.. RulesPart.Texts().Take(1)]));
            var bytes = await File.ReadAllBytesAsync(path);
            var checker = app.Services.GetRequiredService<ClaimChecker>();
            var rounds = await bench.AlternateAsync(
                "check", async () => claims / await CheckAsync(checker, bytes),
                () => Task.FromResult(claims / Bench.Seconds(() => Read(bytes))), Rounds);
            return
            [
                new Figure(
                    "check: a file of 5,000 claims", "claims/s", Goal.AtLeast(0.02), rounds,
                    $"peer: reading the same file into typed rows; {Settings}"),
            ];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<double> CheckAsync(ClaimChecker checker, byte[] bytes)
    {
        var (watch, by) = (Stopwatch.StartNew(), new Signature("xu", null, DateTimeOffset.UtcNow, "1", "1"));
        var found = await checker.CheckAsync(
            District, TextTable.Of("claims.csv", bytes, TimeSpan.Zero), null,
            new FileSender(by, true) { MayNameOthers = true }, null, CancellationToken.None);
        return found.Check.FaultCount > 0
            ? throw new UnequalException(found.Check.Faults[0].ToString())
            : watch.Elapsed.TotalSeconds;
    }

    private static void Read(byte[] bytes)
    {
        var rows = ClaimsFile.Read(
            TextTable.Of("claims.csv", bytes, TimeSpan.Zero), BuiltInKinds.BuiltIn,
            new ClaimsGround(DateTimeOffset.UtcNow));
        if (rows.Faults.Count > 0)
        {
            throw new UnequalException(rows.Faults[0].ToString());
        }
    }
}
