using System.Net;
using Evaluation.Office.Adjustments;
using Evaluation.Office.Claims;
using Evaluation.Office.Publication;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using Evaluation.Server.Tests.Store;
using FluentAssertions;
using JasperFx.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>Events that cannot be counted stop their own district and nobody else.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class DistrictAloneTests(PostgresFixture postgres)
{
    private const string Neighbour = "lin-qu";
    private const string Events = $"{StoreSetup.EventSchema}.mt_events";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_that_cannot_be_counted_stops_its_district_alone_and_says_where()
    {
        await using var town = await WithNeighbourAsync();
        await town.VisitAsync("V1");
        await AppendAsync(town, "adjustment/nowhere", new AdjustmentReversed(
            "nowhere", "R-1", Town.First.Start, Town.First.Start, "试〔2023〕9号", "撤销"));
        await town.VisitAsync("V2");

        await NeighbourGoesOnAsync(town);

        var stop = await StoppedAsync(town);
        stop.Should().BeEquivalentTo(
            new { District = Town.District, Stream = "adjustment/nowhere", Event = "adjustment.reversed.v1" });
        (await town.Get<BoardReader>().ProjectedAsync(Town.District, Ct)).Should().Be(
            stop.Position - 1, "all before it is counted, the visit of the same page too");
        await using (var session = town.Session())
        {
            var gate = await town.Get<GateReader>().ExamineAsync(session, Town.First, Ct);
            gate.Checks.SelectMany(check => check.Findings).Should().Contain(
                finding => finding.Contains($"第{stop.Position}号事件（撤销决定，adjustment/nowhere）"));
        }

        var health = (await town.Get<HealthCheckService>().CheckHealthAsync(Ct)).Entries["boards"];
        health.Status.Should().Be(HealthStatus.Degraded);
        health.Data[Town.District].Should().BeOfType<string>().Which.Should().Contain($"Event {stop.Position}");
        using var client = town.Client("zhou");
        (await client.GetStringAsync($"/{Town.District}/claims", Ct)).Should()
            .Contain($"计分停在第{stop.Position}号事件");
        (await client.GetStringAsync($"/{Town.District}/adjustments", Ct)).Should()
            .Contain($"计分停在第{stop.Position}号事件");
        (await town.Get<IBoardProgress>().StandsAsync(Neighbour, Ct)).Should().BeNull();
    }

    [Fact]
    public async Task A_district_that_stood_still_goes_on_by_itself_once_the_cause_is_gone()
    {
        await using var town = await WithNeighbourAsync();
        await AppendUnreadableAsync(town);
        await town.VisitAsync("V1");
        await NeighbourGoesOnAsync(town);
        (await StoppedAsync(town)).Unreadable.Should().BeTrue();
        using (var client = town.Client("zhou"))
        {
            var answer = await client.GetAsync($"/{Town.District}/adjustments", Ct);
            answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
            (await answer.Content.ReadAsStringAsync(Ct)).Should().Contain("号事件读不出").And.Contain("verify");
        }

        (await town.Get<DistrictPages>().ResumeAsync(Town.District, Ct)).Should().BeFalse("nothing was repaired");
        var resumed = await new Cli.Terminal(town.Database).RunAsync("resume");
        (resumed.Code, resumed.Error).Should().Be((1, ""));
        resumed.Out.Should().StartWith($"{Town.District}：").And.Contain("停");

        await SqlAsync(
            town,
            $"""
            update {Events} set type = 'adjustment.decided.v1',
                {MartenTables.DotNetType} = replace({MartenTables.DotNetType}, 'Nobody.', '')
            where type = 'nobody.knows.v1'
            """);
        await town.VisitAsync("V2");
        (await town.Get<DistrictPages>().ResumeAsync(Town.District, Ct)).Should().BeTrue();

        await town.VisitAsync("V3");
        await town.CaughtUpAsync();
        (await town.Get<BoardStops>().AllAsync(Ct)).Should().BeEmpty();
        (await town.Get<BoardReader>().ClaimsAsync(Town.District, [ClaimStatus.Reported], null, 9, Ct)).Should()
            .HaveCount(3);
    }

    [Fact]
    public async Task A_decision_dated_until_the_end_of_time_waits_and_stops_nobody()
    {
        await using var town = await WithNeighbourAsync();
        await AppendAsync(town, "adjustment/forever", new AdjustmentDecided(
            "forever", "桂城街道", 1m, Town.First.Start, DateOnly.MaxValue, "试〔2023〕8号", "长期有效"));
        await AppendAsync(town, "adjustment/never", new AdjustmentDecided(
            "never", "桂城街道", 1m, Town.First.Start, DateOnly.MinValue, "试〔2023〕7号", "历来有效"));
        await NeighbourGoesOnAsync(town);

        await town.CaughtUpAsync();
        await town.CloseAsync(Town.First);
        var gate = await town.GateAsync(Town.First);
        gate.Checks.Where(check => !check.Met).Select(check => check.Code).Should()
            .BeSubsetOf([GateCheck.ConfirmedCode]);
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();
    }

    // Marten keeps the number of an append that failed with a place holder, which the projection gets like an event.
    [Fact]
    public async Task A_failed_append_is_no_missing_event()
    {
        await using var town = await WithNeighbourAsync();
        var lines = new LineLogger<DistrictPages>();
        var pages = new DistrictPages(
            town.Get<Databases>(), town.Get<EventReader>(), town.Get<BoardReader>(), town.Get<BoardUpdateMaker>(),
            town.Get<BoardStops>(), lines);
        await using var services = new ServiceCollection().AddSingleton(pages).BuildServiceProvider();
        var last = await town.LastAsync(Town.District);
        var failed = new Event<Tombstone>(new Tombstone())
        {
            Sequence = last + 1,
            TenantId = Town.District,
            StreamKey = MartenTables.TombstoneStream,
        };

        await new BoardProjection(() => services).ApplyAsync(null!, [failed], Ct);

        lines.Lines.Should().BeEmpty();
        (await town.Get<BoardStops>().AllAsync(Ct)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_district_whose_board_somebody_holds_is_caught_up_with_by_itself_and_nobody_else_waits()
    {
        await using var town = await WithNeighbourAsync();
        await town.CaughtUpAsync();
        await town.CaughtUpAsync(Neighbour);
        await using (var holder = new NpgsqlConnection(town.Database))
        {
            await holder.OpenAsync(Ct);
            await using var held = await holder.BeginTransactionAsync(Ct);
            await using var hold = new NpgsqlCommand(
                $"select 1 from {BoardTables.District} where tenant_id = '{Town.District}' for update", holder, held);
            await hold.ExecuteNonQueryAsync(Ct);
            await town.VisitAsync("V1");
            await NeighbourGoesOnAsync(town);
            (await town.Get<BoardStops>().OfAsync(Town.District, Ct)).Should().NotBeNull().And.BeEquivalentTo(
                new { Position = (long?)null }, "it is held up and stands at no event");
        }

        await town.Get<DistrictPages>().ResumeAsync(Town.District, Ct);
        await town.CaughtUpAsync();
        (await town.Get<BoardReader>().ProjectedAsync(Town.District, Ct))
            .Should().Be(await town.LastAsync(Town.District));
    }

    private async Task<Town> WithNeighbourAsync()
    {
        var town = await Town.NewAsync(postgres);
        await town.FoundAsync(Neighbour);
        await town.CaughtUpAsync();
        return town;
    }

    // Reports and waits for its own board; a stopped neighbour must not keep it from that.
    private static async Task NeighbourGoesOnAsync(Town town)
    {
        var before = await town.LastAsync(Neighbour);
        await town.DoAsync(
            "zhou", Town.Monday, by => new Server.Projects.FileProject(
                by, new Office.Projects.ProjectFiled("P1", "项目一", "鼎新", "新材料", null, 1m, 1m)), Neighbour);
        (await town.LastAsync(Neighbour)).Should().BeGreaterThan(before);
        await town.CaughtUpAsync(Neighbour);
    }

    private static async Task<BoardStop> StoppedAsync(Town town)
    {
        while (true)
        {
            if (await town.Get<BoardStops>().OfAsync(Town.District, Ct) is { Position: not null } stop)
            {
                return stop;
            }

            await Task.Delay(20, Ct);
        }
    }

    private static async Task AppendAsync(Town town, string stream, object happened)
    {
        await using var session = town.Get<Databases>().WriteSession(Town.District);
        session.Events.StartStream(stream, happened);
        await session.SaveChangesAsync(Ct);
    }

    // Stored under a name that no program knows, as a newer program's event would be.
    private static async Task AppendUnreadableAsync(Town town)
    {
        await using var connection = await town.Get<Databases>().For(Town.District).OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using (var session = town.Get<Databases>().WriteSession(Town.District, transaction))
        {
            session.Events.StartStream("adjustment/newer", new AdjustmentDecided(
                "newer", "桂城街道", 1m, Town.First.Start, Town.First.Start, "试〔2023〕8号", "加分"));
            await session.SaveChangesAsync(Ct);
        }

        await using var rename = new NpgsqlCommand(
            $"""
            update {Events} set type = 'nobody.knows.v1', {MartenTables.DotNetType} = 'Nobody.' || {MartenTables.DotNetType}
            where stream_id = 'adjustment/newer'
            """,
            connection, transaction);
        await rename.ExecuteNonQueryAsync(Ct);
        await transaction.CommitAsync(Ct);
    }

    private static async Task SqlAsync(Town town, string sql)
    {
        await using var command = town.Get<Databases>().For(Town.District).Command(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
