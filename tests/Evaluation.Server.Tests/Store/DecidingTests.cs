using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using FluentAssertions;
using Marten;
using Marten.Exceptions;

namespace Evaluation.Server.Tests.Store;

/// <summary>From a command to stored events.</summary>
public sealed class DecidingTests(PostgresFixture cluster) : IAsyncLifetime
{
    private const string District = "zhaoqing";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private StoreHost host = null!;

    public async ValueTask InitializeAsync() => host = await StoreHost.StartAsync(await cluster.NewDatabaseAsync());

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Without_a_district_nothing_opens_and_nothing_is_asked()
    {
        Action write = () => host.Store.LightweightSession();
        Action read = () => host.Store.QuerySession();
        Action byName = () => host.Store.LightweightSession("*DEFAULT*");
        Func<Task> ask = () => host.Bus.InvokeAsync<Outcome>(new FillKettle(StoreHost.Chen(), "kettle/0", 1), Ct);

        write.Should().Throw<DefaultTenantUsageDisabledException>();
        read.Should().Throw<DefaultTenantUsageDisabledException>();
        byName.Should().Throw<DefaultTenantUsageDisabledException>();
        await ask.Should().ThrowAsync<DefaultTenantUsageDisabledException>();
        (await host.Bus.AskAsync(" ", new FillKettle(StoreHost.Chen(), "kettle/0", 1), Ct))
            .Refusal!.Code.Should().Be("unknown-district");
    }

    [Fact]
    public async Task Every_event_tells_who_for_which_unit_why_and_when()
    {
        await OwnAsync("kettle/1");
        var outcome = await host.Bus.AskAsync(District, new FillKettle(StoreHost.Chen(), "kettle/1", 2), Ct);

        outcome.Should().Be(new Outcome("kettle/1", 2, outcome.Position, null));
        await using var session = host.Store.QuerySession(District);
        var events = await session.Events.FetchStreamAsync("kettle/1", token: Ct);
        events.Should().HaveCount(2);
        events[^1].Sequence.Should().Be(outcome.Position);
        events[^1].EventTypeName.Should().Be("kettle.filled.v1");
        foreach (var e in events)
        {
            e.Timestamp.Should().Be(StoreHost.Chen().At);
            e.UserName.Should().Be("chen.guicheng");
            e.CorrelationId.Should().Be("request-1");
            e.CausationId.Should().Be("form-9");
            e.Headers![UnitOfWork.UnitHeader].ToString().Should().Be("unit-7");
        }
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_nothing_is_stored()
    {
        await OwnAsync("kettle/2");
        await host.Bus.AskAsync(District, new FillKettle(StoreHost.Chen(), "kettle/2", 2, 1), Ct);

        var stale = await host.Bus.AskAsync(District, new FillKettle(StoreHost.Chen(), "kettle/2", 2, 1), Ct);
        var early = await host.Bus.AskAsync(District, new FillKettle(StoreHost.Chen(), "kettle/none", 2, 1), Ct);

        stale.Refusal!.Kind.Should().Be(RefusalKind.Stale);
        stale.Version.Should().Be(2);
        early.Refusal!.Kind.Should().Be(RefusalKind.Stale);
        (await VersionsAsync("kettle/2")).Should().Equal(1, 2);
    }

    [Fact]
    public async Task A_refusal_stores_nothing_and_reaches_the_asker()
    {
        var outcome = await host.Bus.AskAsync(District, new FillKettle(StoreHost.Chen(), "kettle/3", 2), Ct);

        outcome.Refusal!.Code.Should().Be("no-kettle");
        (await VersionsAsync("kettle/3")).Should().BeEmpty();
    }

    [Fact]
    public async Task Sixteen_writers_on_one_stream_leave_serial_versions_without_a_gap()
    {
        await OwnAsync("kettle/4");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            () => host.Bus.AskAsync(District, new FillKettle(StoreHost.Chen(), "kettle/4", 1), Ct), Ct)));

        // A writer that loses all of its tries is refused as busy; none fails in another way.
        var accepted = outcomes.Where(outcome => outcome.IsAccepted).ToList();
        outcomes.Should().OnlyContain(outcome => outcome.IsAccepted || outcome.Refusal!.Code == Outcome.BusyCode);
        accepted.Select(outcome => outcome.Version).Should().OnlyHaveUniqueItems();
        (await VersionsAsync("kettle/4")).Should().Equal(Enumerable.Range(1, accepted.Count + 1).Select(n => (long)n));
        await using var session = host.Store.QuerySession(District);
        (await session.Events.QueryAllRawEvents().CountAsync(e => e.EventTypeName == "tombstone", Ct)).Should().Be(0);
    }

    [Fact]
    public async Task Who_loses_every_race_is_told_that_the_subject_is_busy()
    {
        await OwnAsync("kettle/8");

        var outcome = await host.Bus.AskAsync(District, new LoseKettle(StoreHost.Chen(), "kettle/8"), Ct);

        outcome.Refusal!.Code.Should().Be(Outcome.BusyCode);
        (await VersionsAsync("kettle/8")).Should().HaveCount(1 + 8, "seven cool-downs make eight tries");
    }

    [Fact]
    public async Task Of_sixteen_who_want_to_be_first_one_is()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(
            () => host.Bus.AskAsync(District, new OwnKettle(StoreHost.Chen(), "kettle/5", $"owner-{n}"), Ct), Ct)));

        outcomes.Count(outcome => outcome.IsAccepted).Should().Be(1);
        outcomes.Where(outcome => !outcome.IsAccepted)
            .Should().OnlyContain(outcome => outcome.Refusal!.Code == "owned" || outcome.Refusal.Code == "busy");
        (await VersionsAsync("kettle/5")).Should().Equal(1);
    }

    [Fact]
    public async Task A_stream_does_not_start_twice()
    {
        await OwnAsync("kettle/6");
        await using var session = host.Store.LightweightSession(District);
        session.Events.StartStream<Kettle>("kettle/6", new KettleOwned("wu", Metal.Iron));

        var save = () => session.SaveChangesAsync(Ct);

        await save.Should().ThrowAsync<ExistingStreamIdCollisionException>();
    }

    [Fact]
    public async Task The_same_stream_in_another_district_is_another_stream()
    {
        await OwnAsync("kettle/7");

        var other = await host.Bus.AskAsync("gaoyao", new OwnKettle(StoreHost.Chen(), "kettle/7", "li"), Ct);

        other.Version.Should().Be(1);
    }

    private async Task OwnAsync(string stream) =>
        (await host.Bus.AskAsync(District, new OwnKettle(StoreHost.Chen(), stream, "chen"), Ct))
        .IsAccepted.Should().BeTrue();

    private async Task<IEnumerable<long>> VersionsAsync(string stream)
    {
        await using var session = host.Store.QuerySession(District);
        return (await session.Events.FetchStreamAsync(stream, token: Ct)).Select(e => e.Version);
    }
}
