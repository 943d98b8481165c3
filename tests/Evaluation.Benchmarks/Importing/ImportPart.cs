using System.Diagnostics;
using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Rules;
using Evaluation.Office.Decisions;
using Evaluation.Office.Imports;
using Evaluation.Server;
using Evaluation.Server.Adoption;
using Evaluation.Server.Imports;
using Evaluation.Server.Kit.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Benchmarks.Importing;

/// <summary>
/// The import of a file of a hundred thousand claims (reading, deciding, storing all or nothing), beside COPY of the
/// very rows that it becomes into the same tables for another district. Goal: a quarter of COPY (0.51 and 0.53 of it in
/// the runs of ops/measured).
/// </summary>
public static class ImportPart
{
    private const int Rounds = 3;
    private const string FirstOurs = "ours1";

    /// <summary>Sixty units in fifty weeks: 100,000 claims, all verified.</summary>
    private static readonly LoadSettings Settings = new(60, 50, 2000);

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        await using var database = await BenchDatabase.CreateAsync(bench.Server);
        await using var app = Application.Build(database.Connection, StoreRole.CommandOnly, null);
        await app.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        var source = app.Services.GetRequiredService<NpgsqlDataSource>();
        var path = Path.GetTempFileName();
        try
        {
            var district = new LoadDistrict(Settings);
            var claims = LoadFiles.WriteClaims(district, path);
            var office = LoadOffice.Of(district, [.. RulesPart.Texts().Take(1)]);
            var (imported, copied, peak, rows) = (0, 0, 0L, (CopiedRows?)null);
            var rounds = await bench.AlternateAsync(
                "load",
                async () =>
                {
                    var (to, after) = await FoundAsync(source, $"ours{++imported}", office);
                    var rate = claims / await ImportAsync(app.Services, to, path);
                    if (peak == 0)
                    {
                        peak = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
                        rows = await CopiedRows.ReadAsync(source, to, after);
                    }

                    return rate;
                },
                async () =>
                {
                    var (to, _) = await FoundAsync(source, $"peer{++copied}", office);
                    var watch = Stopwatch.StartNew();
                    await rows!.CopyAsync(source, to);
                    return claims / watch.Elapsed.TotalSeconds;
                },
                Rounds);
            await VerifyAsync(source, "peer1");
            return
            [
                new Figure(
                    "load: a file of 100,000 claims", "claims/s", Goal.AtLeast(0.25), rounds,
                    $"peer: COPY of the same rows, made before, in one transaction; {Settings}, {2 * claims} events; "
                    + $"ours alone in the process {peak} MB at most"),
            ];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<(string District, long After)> FoundAsync(
        NpgsqlDataSource source, string district, IReadOnlyList<LoadEvent> office)
    {
        var after = await LoadLog.WriteAsync(source, district, office);
        await using var checkpoint = source.CreateCommand("checkpoint");
        await checkpoint.ExecuteNonQueryAsync();
        return (district, after);
    }

    private static async Task<double> ImportAsync(IServiceProvider services, string district, string path)
    {
        var (watch, now) = (Stopwatch.StartNew(), DateTimeOffset.UtcNow);
        var import = await ClaimImport.OpenAsync(
            services.GetRequiredService<Databases>(), services.GetRequiredService<EventReader>(),
            services.GetRequiredService<RuleSets>(), district, CancellationToken.None);
        var rows = ClaimsFile.Read(
            TextTable.Csv("claims.csv", await File.ReadAllTextAsync(path)), import.Kinds, new ClaimsGround(now));
        var plan = await import.DecideAsync(
            rows, new Signature("xu", null, now, "claim-import/1", "claim-import/claims.csv"), null, null,
            CancellationToken.None);
        if (plan.FaultCount > 0)
        {
            throw new UnequalException(plan.Faults[0].ToString());
        }

        var outcome = await services.GetRequiredService<ClaimStore>()
            .StoreAsync(plan, now, null, CancellationToken.None);
        return outcome.Refusal is { } refusal
            ? throw new UnequalException(refusal.ToString())
            : watch.Elapsed.TotalSeconds;
    }

    // Both left the same events.
    private static async Task VerifyAsync(NpgsqlDataSource source, string peer)
    {
        const string sql = $"""
            select md5(string_agg(
                concat_ws('|', stream_id, version, type, data, headers, user_name, causation_id), ',' order by seq_id))
            from {MartenTables.Events} where tenant_id = $1 and correlation_id is not null
            """;
        var found = new List<object?>();
        foreach (var district in new[] { FirstOurs, peer })
        {
            await using var command = source.CreateCommand(sql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
            found.Add(await command.ExecuteScalarAsync());
        }

        if (found[0] is not string || !Equals(found[0], found[1]))
        {
            throw new UnequalException($"The events of {FirstOurs} and {peer} differ.");
        }
    }
}
