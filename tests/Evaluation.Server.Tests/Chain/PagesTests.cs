using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Rules;
using Evaluation.Rulebooks.Tests;
using Evaluation.Rulebooks.Tests.SecondCount;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Store;
using FluentAssertions;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// However the log is cut into pages, and whichever of them are lost before they are stored, the board is what the
/// events give. EVALUATION_SEED sets where the draws begin, EVALUATION_DISTRICTS how many are drawn.
/// </summary>
/// <param name="postgres">The test cluster.</param>
/// <param name="output">Where the seeds are printed.</param>
public sealed class PagesTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const string District = "bench";
    private const int FewDistricts = 2;
    private const int FirstSeed = 20_230_701;

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_board_is_the_same_however_the_log_is_cut_into_pages()
    {
        var (districts, first) = (Sample.Setting("EVALUATION_DISTRICTS", FewDistricts),
            Sample.Setting("EVALUATION_SEED", FirstSeed));
        for (var seed = first; seed < first + districts; seed++)
        {
            output.WriteLine($"seed {seed}");
            await InPagesAsync(new Chance(seed), new LoadSettings(8, 26, 30)
            {
                Corrected = 200,
                Reversed = 100,
                DecisionsAYear = 60,
                Seed = (ulong)seed,
            });
        }
    }

    private async Task InPagesAsync(Chance chance, LoadSettings settings)
    {
        await using var app = Application.Build(await postgres.NewDatabaseAsync(), StoreRole.CommandOnly, null);
        var services = app.Services;
        var store = services.GetRequiredService<IDocumentStore>();
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await LoadLog.AppendAsync(
            services.GetRequiredService<NpgsqlDataSource>(), District,
            LoadEvents.Of(new LoadDistrict(settings), [.. RulesPart.Texts().Take(1)]));
        var log = await services.GetRequiredService<EventReader>().ReadAsync(District, ct: Ct)
            .Select(e => new PageEvent(e.Position, e.Stream, e.Fact)).ToListAsync(Ct);
        var maker = services.GetRequiredService<BoardUpdateMaker>();
        for (var done = 0; done < log.Count;)
        {
            // Small pages as under a light load, now and then a large one as after a pause.
            var page = log.Slice(done, Math.Min(chance.Between(1, chance.Of100(10) ? 300 : 25), log.Count - done));
            var made = await maker.MakeAsync(District, page, Ct);
            if (chance.Of100(10))
            {
                continue;
            }

            await using var session = store.LightweightSession(District);
            BoardWriter.Queue(session, District, made);
            await session.SaveChangesAsync(Ct);
            done += page.Count;
            if (chance.Of100(10) || done == log.Count)
            {
                await AgreesAsync(services, made.Position);
            }
        }
    }

    private static async Task AgreesAsync(IServiceProvider services, long position)
    {
        var known = await services.GetRequiredService<Replay>().AtAsync(District, position, Ct);
        (await services.GetRequiredService<Reconciliation>().DifferencesAsync(District, known, Ct)).Should()
            .BeEmpty("at position {0}", position);
    }
}
