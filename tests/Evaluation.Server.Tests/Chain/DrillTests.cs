using System.Collections.Concurrent;
using System.Diagnostics;
using Evaluation.Server.Publication;
using Evaluation.Server.Tests.Postgres;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>The drill of the way back: backed up under load, destroyed, restored, counted again.</summary>
public sealed class DrillTests
{
    private const int Writers = 4;
    private static readonly TimeSpan Load = TimeSpan.FromSeconds(6);

    // Far below the minute that is promised, and below the load, so that a back-up that stopped is noticed.
    private static readonly TimeSpan MostLost = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task A_server_destroyed_under_load_comes_back_with_what_was_accepted_and_its_sealed_week_recounts()
    {
        await using var home = await new BackupHome().StartAsync(durable: true);
        var accepted = new ConcurrentDictionary<string, DateTimeOffset>();
        DateTimeOffset destroyed;
        await using (await home.FollowAsync())
        {
            var town = await Town.StartAsync(home.Connection);
            await SealAsync(town);
            var load = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => ReportAsync(town, writer, accepted)));
            await home.BackUpAsync();
            await Task.Delay(Load, Ct);
            destroyed = DateTimeOffset.UtcNow;
            await home.DestroyAsync();
            await load;
            await GiveUpAsync(town);
        }

        var clock = Stopwatch.StartNew();
        await home.RestoreAsync();
        await home.StartAsync(durable: true);
        await using var back = await Town.StartAsync(home.Connection, found: false);
        var took = clock.Elapsed;

        await using (var session = back.Session())
        {
            (await back.Get<Recount>().DifferenceAsync(session, Town.First, Ct)).Should().BeNull();
        }

        var restored = await ClaimsAsync(home.Connection);
        var lost = accepted.Where(one => !restored.Contains(one.Key)).Select(one => one.Value).ToList();
        var loss = lost.Count == 0 ? TimeSpan.Zero : destroyed - lost.Min();
        TestContext.Current.SendDiagnosticMessage(
            "{0} accepted, {1} lost ({2:0} ms), back after {3:0.0} s.", accepted.Count, lost.Count,
            loss.TotalMilliseconds, took.TotalSeconds);
        accepted.Count.Should().BeGreaterThan(20);
        loss.Should().BeLessThan(MostLost);
        took.Should().BeLessThan(MostTime);
        (await back.VisitAsync("after", "li", day: 5)).Refusal.Should().BeNull("work goes on");
    }

    private static async Task SealAsync(Town town)
    {
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        await town.CloseAsync(Town.First);
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();
    }

    // Reports until the database is gone.
    private static async Task ReportAsync(
        Town town, int writer, ConcurrentDictionary<string, DateTimeOffset> accepted)
    {
        for (var i = 0; ; i++)
        {
            var claim = $"L{writer}-{i}";
            try
            {
                await town.VisitAsync(claim, "li", day: 4);
                accepted[claim] = DateTimeOffset.UtcNow;
            }
            catch (Exception) when (i > 0)
            {
                return;
            }
        }
    }

    private static async Task GiveUpAsync(Town town)
    {
        try
        {
            await town.DisposeAsync();
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException or AggregateException)
        {
            // It cannot say goodbye to a database that is gone.
        }
    }

    private static async Task<HashSet<string>> ClaimsAsync(string connection) =>
        [.. (await TempHome.AskAsync<string>(
            connection, "select string_agg(substr(id, 7), ' ') from events.mt_streams where id like 'claim/L%'"))!
            .Split(' ')];
}
