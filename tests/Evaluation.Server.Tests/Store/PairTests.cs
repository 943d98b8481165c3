using Evaluation.Office.Decisions;
using Evaluation.Server.Kit.Store;
using FluentAssertions;
using JasperFx;

namespace Evaluation.Server.Tests.Store;

/// <summary>Decisions over two streams.</summary>
public sealed class PairTests(PostgresFixture cluster) : IAsyncLifetime
{
    private const string District = "zhaoqing";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private StoreHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await StoreHost.StartAsync(await cluster.NewDatabaseAsync());
        foreach (var stream in (string[])["kettle/a", "kettle/b"])
        {
            await host.Bus.AskAsync(District, new OwnKettle(StoreHost.Chen(), stream, "chen"), Ct);
        }
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Both_streams_are_written_in_one_transaction()
    {
        var outcome = await host.Bus.AskAsync(
            District, new PourKettle(StoreHost.Chen(), "kettle/a", "kettle/b", 1), Ct);

        outcome.IsAccepted.Should().BeTrue();
        outcome.Version.Should().Be(2);
        await using var session = host.Store.LightweightSession(District);
        (await session.StateAsync<Kettle>("kettle/b", Ct))!.Cups.Should().Be(1);
    }

    [Fact]
    public async Task If_one_refuses_neither_is_written()
    {
        var outcome = await host.Bus.AskAsync(
            District, new PourKettle(StoreHost.Chen(), "kettle/a", "kettle/none", 1), Ct);

        outcome.Refusal!.Code.Should().Be("no-kettle");
        await using var session = host.Store.LightweightSession(District);
        (await session.StateAsync<Kettle>("kettle/a", Ct))!.Cups.Should().Be(0);
    }

    [Fact]
    public async Task Writers_who_hold_the_same_streams_in_opposite_orders_all_get_an_answer()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(
            () => host.Bus.AskAsync(
                District,
                n % 2 == 0
                    ? new PourKettle(StoreHost.Chen(), "kettle/a", "kettle/b", 1)
                    : new PourKettle(StoreHost.Chen(), "kettle/b", "kettle/a", 1),
                Ct),
            Ct)));

        outcomes.Should().OnlyContain(outcome => outcome.IsAccepted || outcome.Refusal!.Code == Outcome.BusyCode);
        outcomes.Should().Contain(outcome => outcome.IsAccepted);
        await using var session = host.Store.LightweightSession(District);
        var a = await session.StateAsync<Kettle>("kettle/a", Ct);
        var b = await session.StateAsync<Kettle>("kettle/b", Ct);
        (a!.Cups + b!.Cups).Should().Be(0, "what leaves one kettle enters the other");
    }

    [Theory]
    [InlineData("kettle/b")]
    [InlineData("kettle/new")]
    public async Task A_stream_that_was_only_read_must_still_be_the_same_when_the_other_is_written(string read)
    {
        await using var session = host.Store.LightweightSession(District);

        var decide = () => session.DecideAsync<Kettle, Kettle>(
            StoreHost.Chen(), new Subject("kettle/a"), new Subject(read),
            (_, other) =>
            {
                ChangeMeanwhile(read, other is null);
                return (Decision.Accept(new KettleFilled(1)), Decision.Accept());
            },
            Ct);

        await decide.Should().ThrowAsync<ConcurrencyException>();
    }

    [Fact]
    public async Task A_missing_stream_may_be_read_beside_one_that_is_written()
    {
        await using var session = host.Store.LightweightSession(District);

        var outcome = await session.DecideAsync<Kettle, Kettle>(
            StoreHost.Chen(), new Subject("kettle/a"), new Subject("kettle/absent"),
            (_, _) => (Decision.Accept(new KettleFilled(1)), Decision.Accept()), Ct);

        outcome.IsAccepted.Should().BeTrue();
        (await session.Events.FetchStreamStateAsync("kettle/absent", Ct)).Should().BeNull();
    }

    private void ChangeMeanwhile(string stream, bool missing)
    {
        using var session = host.Store.LightweightSession(District);
        session.Events.Append(stream, missing ? new KettleOwned("wu", Metal.Iron) : new KettleFilled(9));
        session.SaveChangesAsync(Ct).GetAwaiter().GetResult();
    }
}
