using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Tests.Accounts;
using FluentAssertions;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// Several servers on one database: one at a time writes a district's board, even if others believe they should.
/// </summary>
/// <param name="postgres">The test cluster.</param>
public sealed class TwoServersTests(PostgresFixture postgres)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_of_two_servers_projects_and_the_other_goes_on_when_it_stops()
    {
        var database = await postgres.NewDatabaseAsync();
        var first = await Town.StartAsync(database);
        await VisitsAsync(first, "A");
        await using var second = await Town.StartAsync(database, found: false);
        await VisitsAsync(second, "B");
        new[] { first, second }.Count(
            town => town.Get<ProjectionEar>().LastReport($"{BoardProjection.Name}:All") is { Status: "Running" })
            .Should().Be(1);

        await SignedInOnBothAsync(first, second);
        await first.DisposeAsync();
        await VisitsAsync(second, "C");

        await EqualsItsEventsAsync(
            second.Get<Replay>(), second.Get<RuleSets>(), second.Get<BoardReader>(), second.Get<Reconciliation>());
    }

    [Fact]
    public async Task A_page_that_two_servers_made_is_stored_once_and_what_the_loser_kept_is_not_believed()
    {
        var database = await postgres.NewDatabaseAsync();
        await using (var town = await Town.StartAsync(database))
        {
            await VisitsAsync(town, "A");
            await town.CloseAsync(Town.First);
            await VisitsAsync(town, "B", day: 9);
            await town.CaughtUpAsync();
        }

        await using var app = Application.Build(database, StoreRole.CommandOnly, null);
        var (source, log, rules) = (Service<NpgsqlDataSource>(), Service<EventReader>(), Service<RuleSets>());
        foreach (var table in BoardTables.All)
        {
            await using var empty = source.CreateCommand($"delete from {table}");
            await empty.ExecuteNonQueryAsync(Ct);
        }

        var makers = new[] { new BoardUpdateMaker(Service<BoardReader>(), log, rules),
            new BoardUpdateMaker(Service<BoardReader>(), log, rules) };
        var events = await log.ReadAsync(Town.District, ct: Ct).Select(e => new PageEvent(e.Position, e.Stream, e.Fact))
            .ToListAsync(Ct);
        var pages = events.Chunk(3).ToList();
        for (var i = 0; i < pages.Count; i++)
        {
            // Each wins two in a row: it continues first from its own cache, then from what the other stored.
            var winner = i / 2 % 2;
            var (won, lost) = (await makers[winner].MakeAsync(Town.District, pages[i], Ct),
                await makers[1 - winner].MakeAsync(Town.District, pages[i], Ct));
            await SaveAsync(won);
            await ((Func<Task>)(() => SaveAsync(lost))).Should().ThrowAsync<Exception>("page {0} is stored already", i);
        }

        pages.Count.Should().BeGreaterThan(8);
        await EqualsItsEventsAsync(Service<Replay>(), rules, Service<BoardReader>(), Service<Reconciliation>());

        T Service<T>() where T : notnull => app.Services.GetRequiredService<T>();

        async Task SaveAsync(BoardUpdate page)
        {
            await using var session = Service<IDocumentStore>().LightweightSession(Town.District);
            BoardWriter.Queue(session, Town.District, page);
            await session.SaveChangesAsync(Ct);
        }
    }

    // What one server gave, the cookie and the token of a form, the other one takes.
    private static async Task SignedInOnBothAsync(Town first, Town second)
    {
        const string phrase = "河涌边有三只白鹭";
        var link = await first.Get<AccountDesk>().AddAsync("li.yan", "李岩", false, new Doer("test", ""), Ct);
        using var here = new Browser(first);
        var entered = await here.PostAsync(
            "/sign-in", $"/welcome/{link.Value.Secret}", ("phrase", phrase), ("again", phrase));
        entered.Status.Should().Be(302);
        var token = await here.TokenAsync("/account");
        using var there = here.At(second);
        (await there.GetAsync("/account")).Status.Should().Be(200);
        (await there.SendAsync("/account/sessions", token, ("session", ""))).Status.Should().Be(302);
        (await there.SendAsync("/sign-out", token)).Status.Should().Be(302);
        (await here.GetAsync("/account")).Status.Should().Be(302, "the session has ended everywhere");
    }

    private static async Task VisitsAsync(Town town, string name, int day = 3)
    {
        for (var i = 0; i < 4; i++)
        {
            await town.VisitAsync($"{name}{i}", i % 2 == 0 ? "chen" : "li", day: day);
            await town.VerifyAsync($"{name}{i}");
        }

        await town.CaughtUpAsync();
    }

    private static async Task EqualsItsEventsAsync(
        Replay replay, RuleSets ruleSets, BoardReader board, Reconciliation reconciliation)
    {
        var position = (await board.DistrictAsync(Town.District, Ct))!.Value.Position;
        var known = await replay.AtAsync(Town.District, position, Ct);
        known.Entries.Should().NotBeEmpty();
        (await reconciliation.DifferencesAsync(
            Town.District, known, known.Score(ruleSets.Of(known.District.Editions)), Ct))
            .Should().BeEmpty();
    }
}
