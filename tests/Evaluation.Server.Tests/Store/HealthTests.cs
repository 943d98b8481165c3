using Evaluation.Server.Kit.Store;
using FluentAssertions;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Evaluation.Server.Tests.Store;

/// <summary>A stopped projection is reported, with its reason.</summary>
public sealed class HealthTests(PostgresFixture cluster)
{
    private const string District = "zhaoqing";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Projections_that_keep_up_are_healthy()
    {
        await using var host = await StartAsync(poison: 99);
        await FillAsync(host, 1, 2);

        await UntilAsync(host, shard => shard is { Position: 3, Behind: 0, Status: "Running" });

        var result = await host.Get<ProjectionHealthCheck>().CheckHealthAsync(new HealthCheckContext(), Ct);
        result.Status.Should().Be(HealthStatus.Healthy);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_projection_that_throws_is_unhealthy_and_says_why(int poison)
    {
        await using var host = await StartAsync(poison);
        await FillAsync(host, 1);
        if (poison > 1)
        {
            await UntilAsync(host, shard => shard.Position == 2);
        }

        await FillAsync(host, 3);
        await UntilAsync(host, shard => shard.IsHalted);

        var result = await host.Get<ProjectionHealthCheck>().CheckHealthAsync(new HealthCheckContext(), Ct);
        result.Status.Should().Be(HealthStatus.Unhealthy);
        result.Description.Should().Contain("Taster:All is ").And.Contain("paused").And.Contain("too hot");
    }

    // Full disk, no right, a server that only reads, a table that somebody took away: whatever the database refuses.
    [Theory]
    [InlineData("53100")]
    [InlineData("42501")]
    [InlineData("25006")]
    [InlineData("42P01")]
    public async Task A_projection_goes_on_by_itself_once_the_database_does(string sqlState)
    {
        var drinker = new Drinker(sqlState);
        await using var host = await StartAsync(drinker);
        await FillAsync(host, 1);
        await UntilAsync(host, shard => shard.IsHalted);

        drinker.MayDrink = true;

        await UntilAsync(host, shard => shard is { Behind: 0, Status: "Running" });
    }

    [Fact]
    public async Task A_projection_that_threw_on_another_server_is_unhealthy_and_says_why_here()
    {
        var database = await cluster.NewDatabaseAsync();
        await using var there = await StartAsync(3, database);
        await FillAsync(there, 1);
        await UntilAsync(there, shard => shard.Position == 2);
        await FillAsync(there, 3);

        await using var here = await StartAsync(3, database, StoreRole.CommandOnly);
        await UntilAsync(here, shard => shard.IsHalted);

        var result = await here.Get<ProjectionHealthCheck>().CheckHealthAsync(new HealthCheckContext(), Ct);
        result.Description.Should().Contain("paused").And.Contain("too hot");
    }

    [Fact]
    public async Task A_projection_that_nobody_runs_is_unhealthy_once_patience_ends()
    {
        await using var host = await StartAsync(99, await cluster.NewDatabaseAsync(), StoreRole.CommandOnly);
        await FillAsync(host, 1);
        var check = new ProjectionHealthCheck(
            host.Get<ProjectionProgress>(), TimeProvider.System, TimeSpan.FromSeconds(1));

        var soon = await check.CheckHealthAsync(new HealthCheckContext(), Ct);
        await Task.Delay(1100, Ct);
        var late = await check.CheckHealthAsync(new HealthCheckContext(), Ct);

        soon.Status.Should().Be(HealthStatus.Healthy);
        late.Status.Should().Be(HealthStatus.Unhealthy);
        late.Description.Should().Contain("Taster:All is 2 positions behind for more than 1 s");
    }

    private async Task<StoreHost> StartAsync(IProjection projection) => await StoreHost.StartAsync(
        await cluster.NewDatabaseAsync(), StoreRole.Server,
        parts => parts.Marten(o => o.Projections.Add(projection, ProjectionLifecycle.Async, "Taster")));

    private async Task<StoreHost> StartAsync(int poison) => await StartAsync(poison, await cluster.NewDatabaseAsync());

    private static Task<StoreHost> StartAsync(int poison, string database, StoreRole role = StoreRole.Server) =>
        StoreHost.StartAsync(
            database, role,
            parts => parts.Marten(o => o.Projections.Add(new Taster(poison), ProjectionLifecycle.Async, "Taster")));

    private static async Task FillAsync(StoreHost host, params int[] cups)
    {
        await host.Bus.AskAsync(District, new OwnKettle(StoreHost.Chen(), "kettle/1", "chen"), Ct);
        foreach (var n in cups)
        {
            await host.Bus.AskAsync(District, new FillKettle(StoreHost.Chen(), "kettle/1", n), Ct);
        }
    }

    private static async Task UntilAsync(StoreHost host, Func<ShardProgress, bool> reached)
    {
        var progress = host.Get<ProjectionProgress>();
        ShardProgress? shard = null;
        for (var tries = 0; tries < 200; tries++)
        {
            shard = (await progress.ReadAsync(Ct)).Single();
            if (reached(shard))
            {
                return;
            }

            await Task.Delay(50, Ct);
        }

        throw new TimeoutException($"The projection stayed {shard}.");
    }

    private sealed class Taster(int poison) : IProjection
    {
        public Task ApplyAsync(
            IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation) =>
            events.Any(e => e.Data is KettleFilled filled && filled.Cups == poison)
                ? throw new InvalidOperationException("too hot")
                : Task.CompletedTask;
    }

    // Fails as the database does until it may drink.
    private sealed class Drinker(string sqlState) : IProjection
    {
        public volatile bool MayDrink;

        public Task ApplyAsync(
            IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation) =>
            MayDrink
                ? Task.CompletedTask
                : throw new PostgresException("refused", "ERROR", "ERROR", sqlState);
    }
}
