using System.IO.Compression;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Claims;
using Evaluation.Server.Integrity;
using Evaluation.Server.Publication;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// A database made by the build of 2026-11-29 (commit 8eedb0f), before types moved between namespaces and assemblies:
/// the folder seeds/zhaoqing loaded by the commands of that build, with 26 sealed weeks.
/// </summary>
/// <param name="postgres">The test cluster.</param>
public sealed class EarlierDatabaseTests(PostgresFixture postgres)
{
    private const string District = "zhaoqing";
    private static readonly Week Last = new(new DateOnly(2023, 6, 26));

    [Fact]
    public async Task A_database_made_before_types_moved_is_recounted_equal_and_goes_on()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await Town.StartAsync(await RestoredAsync(), found: false);
        await town.CaughtUpAsync(District);
        var before = await town.LastAsync(District);
        var verified = await town.Get<Verifier>().RunAsync(District, null, null, ct);
        verified.Findings.Should().BeEmpty();
        verified.Notes.Should().ContainSingle().Which.Count.Should().Be(26, "the style of pages has changed since");

        // An event is added to a stream of the earlier build, and another stream begins.
        await DoAsync(town, "zhaoshang.ye", null, "2023-07-04 09:00", by => new ReverseClaim(
            by, new ClaimReversed("H-001", "经核查不实", "肇招商考〔2023〕27号"), null));
        await DoAsync(town, "gaoyao.deng", "高要区", "2023-07-05 09:00", by => new ReportClaim(
            by, "H-900", "高要区", BuiltInKinds.Promotion, new DateOnly(2023, 7, 4),
            new Dictionary<string, string> { ["title"] = "推介会", ["place"] = "佛山市", ["firms"] = "40" }, [],
            ["方案.pdf"]));
        await DoAsync(town, "zhaoshang.ye", null, "2023-07-06 09:00", by => new VerifyClaim(by, "H-900", "", null));
        var next = Last.Next;
        await DoAsync(town, "zhaoshang.yan", null, "2023-07-13 09:00", by => new CloseWeek(by, next));
        var digest = (await town.GateAsync(next, District)).Draft!.Digest;
        await DoAsync(town, "zhaoshang.kong", null, "2023-07-13 10:00", by => new ConfirmWeek(by, next, digest));
        digest = (await town.GateAsync(next, District)).Draft!.Digest;
        await DoAsync(town, "lingdao.long", null, "2023-07-14 10:00", by => new SealBulletin(
            by, next, "肇招商考〔2023〕27号", digest));

        await town.CaughtUpAsync(District);
        (await town.LastAsync(District)).Should().BeGreaterThan(before);
        await using (var session = town.Session(District))
        {
            (await town.Get<Recount>().DifferenceAsync(session, next, ct)).Should().BeNull();
        }

        var now = await town.Get<Replay>().AtAsync(District, await town.LastAsync(District), ct);
        (await town.Get<Reconciliation>().DifferencesAsync(District, now, ct)).Should().BeEmpty();
        now.District.ExactThrough.Should().Be(Last.End, "weeks sealed then are counted as they were, the next is not");
    }

    private static async Task DoAsync(
        Town town, string account, string? unit, string at, Func<Signature, object> command)
    {
        var by = new Signature(account, unit, DateTimeOffset.Parse($"{at}+08:00", null), "later", "later");
        (await town.SendAsync(command(by), District)).Refusal.Should().BeNull();
    }

    private async Task<string> RestoredAsync()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var file = File.OpenRead(
            Path.Combine(Town.Root(), "tests/Evaluation.Server.Tests/Chain/earlier/zhaoqing-2026-11-29.sql.gz"));
        using var script = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        await using (var source = NpgsqlDataSource.Create(database))
        {
            await using var command = source.CreateCommand(
                await script.ReadToEndAsync(TestContext.Current.CancellationToken));
            command.CommandTimeout = 120;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        return database;
    }
}
