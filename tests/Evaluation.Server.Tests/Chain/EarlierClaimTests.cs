using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Rules;
using Evaluation.Office.Claims;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using FluentAssertions;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>What a claim is compared with while no board works.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class EarlierClaimTests(PostgresFixture postgres)
{
    private const string District = "bench";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_board_has_not_seen_is_read_from_the_log_unless_it_is_too_much_and_then_that_is_said()
    {
        await using var app = Application.Build(await postgres.NewDatabaseAsync(), StoreRole.CommandOnly, null);
        await app.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        var log = LoadEvents.Of(
            new LoadDistrict(new LoadSettings(8, 26, 30)), [.. RulesPart.Texts().Take(1)]).ToList();
        var reported = log.Select(e => e.Fact).OfType<ClaimReported>().First();
        var (claim, until) = (Claim.Evolve(null, reported), log.FindIndex(e => e.Fact == (object)reported) + 1);
        until.Should().BeLessThan(200, "the part of the log that holds the first claim is the part that is read");

        await LoadLog.AppendAsync(Source(app), District, log.Take(until));
        (await FindAsync(app, claim)).Should().BeEquivalentTo(new EarlierClaims([claim.Id], true));
        (await FindAsync(app, claim with { Kind = "another" })).Claims.Should().BeEmpty();
        (await FindAsync(app, claim with { Unit = "another" })).Claims.Should().BeEmpty();

        var begun = log.Take(until).Select(e => e.Stream).ToHashSet();
        await LoadLog.AppendAsync(
            Source(app), District, log.Where(e => !begun.Contains(e.Stream)).Take(201));
        (await FindAsync(app, claim)).Should().BeEquivalentTo(new EarlierClaims([], false));
    }

    private static NpgsqlDataSource Source(WebApplication app) => app.Services.GetRequiredService<NpgsqlDataSource>();

    private static Task<EarlierClaims> FindAsync(WebApplication app, Claim claim) =>
        app.Services.GetRequiredService<EarlierClaimReader>().OfAsync(
            District, claim, claim.OccurredOn, claim.OccurredOn, DayOfWeek.Monday, Ct);
}
