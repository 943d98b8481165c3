using Evaluation.Office.Units;
using Evaluation.Server.Kit.Store;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Store;

/// <summary>Reading the log past Marten, and the districts in it.</summary>
public sealed class EventReaderTests(PostgresFixture cluster) : IAsyncLifetime
{
    private const string District = "zhaoqing";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private StoreHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await StoreHost.StartAsync(await cluster.NewDatabaseAsync());
        await AskAsync(District, new OwnKettle(StoreHost.Chen(), "kettle/1", "陈"));
        await AskAsync("gaoyao", new OwnKettle(StoreHost.Chen(), "kettle/1", "李"));
        await AskAsync(District, new FillKettle(StoreHost.Chen(null), "kettle/1", 3));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_district_reads_its_own_events_in_order_with_their_signatures()
    {
        var events = await host.Get<EventReader>().ReadAsync(District, ct: Ct).ToListAsync(Ct);

        var at = StoreHost.Chen().At;
        events.Should().Equal(
            new RecordedEvent(1, "kettle/1", 1, "kettle.owned.v1", new KettleOwned("陈", Metal.Copper), at,
                "chen.guicheng", "unit-7", "request-1"),
            new RecordedEvent(3, "kettle/1", 2, "kettle.filled.v1", new KettleFilled(3), at,
                "chen.guicheng", null, "request-1"));
    }

    [Fact]
    public async Task Reading_starts_after_one_position_and_ends_at_another()
    {
        var reader = host.Get<EventReader>();

        (await reader.LastPositionAsync(District, Ct)).Should().Be(3);
        (await reader.LastPositionAsync("gaoyao", Ct)).Should().Be(2);
        (await reader.LastPositionAsync("nowhere", Ct)).Should().Be(0);
        (await reader.ReadAsync(District, 2, ct: Ct).ToListAsync(Ct)).Should().ContainSingle(e => e.Position == 1);
        (await reader.ReadAsync(District, after: 1, ct: Ct).ToListAsync(Ct))
            .Should().ContainSingle(e => e.Position == 3);
    }

    [Fact]
    public async Task An_unknown_name_stops_the_reading()
    {
        await using var connection = await host.Get<NpgsqlDataSource>().OpenConnectionAsync(Ct);
        await using var command = new NpgsqlCommand(
            "update events.mt_events set type = 'kettle.sung.v1' where seq_id = 3", connection);
        await command.ExecuteNonQueryAsync(Ct);

        var read = async () => await host.Get<EventReader>().ReadAsync(District, ct: Ct).ToListAsync(Ct);

        await read.Should().ThrowAsync<InvalidOperationException>().WithMessage("*kettle.sung.v1*");
    }

    [Fact]
    public async Task A_district_exists_once_its_stream_has_begun()
    {
        var districts = host.Get<Districts>();
        (await districts.MissingAsync(District, Ct))!.Code.Should().Be("unknown-district");

        await AskAsync(District, new OwnKettle(StoreHost.Chen(), DistrictFounded.Stream, "office"));

        (await districts.MissingAsync(District, Ct)).Should().BeNull();
        (await districts.AllAsync(Ct)).Should().Equal(District);
    }

    private async Task AskAsync(string district, object command) =>
        (await host.Bus.AskAsync(district, command, Ct)).Refusal.Should().BeNull();
}
