using Evaluation.Office.Claims;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Store;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>A rebuild writes beside the board that is read, and changes nothing else.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class RebuildTests(PostgresFixture postgres)
{
    private const long Much = 1 << 20;

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(7, 0)]
    [InlineData(1, 3000)]
    [InlineData(7, 3000)]
    [InlineData(3, Much)]
    [InlineData(1000, Much)]
    public async Task Chunks_and_buffers_of_any_size_give_the_live_rows_and_leave_no_others(int size, long buffer)
    {
        await using var town = await LivelyAsync();
        var live = await DumpAsync(town);

        (await Of(town, size, buffer).RunAsync(Town.District, null, Ct)).Should()
            .Be(await town.Get<EventReader>().CountAsync(Town.District, ct: Ct));

        (await DumpAsync(town)).Should().Equal(live);
        (await GenerationAsync(town)).Should().Be(2);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(9, 0)]
    [InlineData(4, 3000)]
    [InlineData(1, Much)]
    [InlineData(7, Much)]
    public async Task One_that_was_broken_off_is_taken_up_where_it_was(int reports, long buffer)
    {
        await using var town = await LivelyAsync();
        var live = await DumpAsync(town);
        using var stop = new CancellationTokenSource();
        var broken = () => Of(town, 5, buffer).RunAsync(Town.District, new Breaker(stop, reports), stop.Token);
        await broken.Should().ThrowAsync<OperationCanceledException>();
        (await DumpAsync(town)).Should().Equal(live, "readers have seen nothing");
        await town.VisitAsync("N1");
        await town.VerifyAsync("N1");
        await town.CaughtUpAsync();

        await Of(town, 5, buffer).RunAsync(Town.District, null, Ct);

        (await GenerationAsync(town)).Should()
            .BeInRange(2, reports < 9 ? 2 : 3, "it went on with the rows that it had, unless it was done");
        await EqualsItsEventsAsync(town);
    }

    [Fact]
    public async Task Writers_and_the_projection_go_on_meanwhile_and_two_at_once_take_turns()
    {
        await using var town = await LivelyAsync();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await town.VisitAsync($"W{i}");
                await town.VerifyAsync($"W{i}");
            }
        }, Ct);
        for (var i = 0; i < 4 || !writing.IsCompleted; i++)
        {
            await Task.WhenAll(
                Of(town, 11, Much).RunAsync(Town.District, null, Ct), Of(town, 4, 0).RunAsync(Town.District, null, Ct));
        }

        await writing;
        await EqualsItsEventsAsync(town);
        (await GenerationAsync(town)).Should().BeGreaterThanOrEqualTo(9);
    }

    private async Task<Town> LivelyAsync()
    {
        var town = await Town.NewAsync(postgres);
        for (var i = 0; i < 8; i++)
        {
            await town.VisitAsync($"V{i}");
            await town.VerifyAsync($"V{i}");
        }

        // What was verified and is not any more ends entries that were written before.
        await town.DoAsync(
            "zhou", Town.Monday.AddDays(7),
            by => new ReverseClaim(by, new ClaimReversed("V1", "重复填报", "试〔2023〕2号"), null));
        await town.VisitAsync("V8");
        await town.CloseAsync(Town.First);
        await town.CaughtUpAsync();
        return town;
    }

    private static Rebuild Of(Town town, int size, long buffer) => new(
        town.Get<Databases>(), town.Get<EventReader>(), town.Get<RuleSets>(),
        town.Get<BoardReader>(), town.Get<BoardUpdateMaker>())
    {
        ChunkSize = size,
        BufferBytes = buffer,
    };

    private static async Task EqualsItsEventsAsync(Town town)
    {
        await town.CaughtUpAsync();
        var position = (await town.Get<BoardReader>().DistrictAsync(Town.District, Ct))!.Value.Position;
        var known = await town.Get<Replay>().AtAsync(Town.District, position, Ct);
        var rules = town.Get<RuleSets>().Of(known.District.Editions);
        (await town.Get<Reconciliation>().DifferencesAsync(Town.District, known, known.Score(rules), Ct))
            .Should().BeEmpty();
    }

    private static async Task<int> GenerationAsync(Town town)
    {
        await using var command = town.Get<NpgsqlDataSource>()
            .CreateCommand($"select generation from {BoardTables.District}");
        return (int)(await command.ExecuteScalarAsync(Ct))!;
    }

    // What readers may see: the rows of the current generation, whichever it is; after a rebuild there are no others.
    private static async Task<List<string>> DumpAsync(Town town)
    {
        var rows = new List<string>();
        foreach (var table in BoardTables.All)
        {
            var shown = table == BoardTables.District ? ""
                : $"and generation = (select generation from {BoardTables.District} where tenant_id = $1)";
            await using var command = town.Get<NpgsqlDataSource>().CreateCommand(
                $"select '{table} ' || (to_jsonb(t) - 'generation')::text from {table} t where tenant_id = $1 {shown}");
            command.Parameters.Add(new NpgsqlParameter { Value = Town.District });
            await using var reader = await command.ExecuteReaderAsync(Ct);
            while (await reader.ReadAsync(Ct))
            {
                rows.Add(reader.GetString(0));
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private sealed class Breaker(CancellationTokenSource stop, int after) : IProgress<(long Done, long Total)>
    {
        private int reports;

        public void Report((long Done, long Total) value)
        {
            if (++reports == after)
            {
                stop.Cancel();
            }
        }
    }
}
