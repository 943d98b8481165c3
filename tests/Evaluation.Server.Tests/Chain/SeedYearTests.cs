using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Tests;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Publication;
using Evaluation.Server.Tests.Cli;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// What must hold after the whole seed year of a district has been loaded through the commands. EVALUATION_MOMENTS sets
/// as known at how many events weeks are looked at.
/// </summary>
/// <param name="postgres">The test cluster.</param>
public sealed class SeedYearTests(PostgresFixture postgres)
{
    private const int FewMoments = 10;

    private static readonly IReadOnlyList<Week> Weeks =
        [.. Enumerable.Range(0, 26).Select(number => new Week(new DateOnly(2023, 1, 2).AddDays(7 * number)))];

    // One long test: loading takes most of the time, and everything below looks at the same year.
    // The other district takes as long again; `ops/test -explicit only` runs what is left out for its length.
    public static TheoryData<string> Districts => ["dinghu", new TheoryDataRow<string>("zhaoqing") { Explicit = true }];

    [Theory, MemberData(nameof(Districts))]
    public async Task After_a_seed_year_every_number_can_be_found_again_in_every_way(string district)
    {
        var shared = district == SeedYear.District;
        var database = shared ? await SeedYear.CopyAsync(postgres) : await postgres.NewDatabaseAsync();
        await using (var town = await Town.StartAsync(database, found: false))
        {
            await CheckAsync(town, district);
        }

        if (shared)
        {
            await The_commands_of_the_README_work(database);
        }
    }

    private static async Task The_commands_of_the_README_work(string database)
    {
        var commands = File.ReadAllText(Path.Combine(Town.Root(), "README.md"))
            .Replace("\\\n", "", StringComparison.Ordinal).Split('\n')
            .Where(line => line.StartsWith("ops/evaluation ", StringComparison.Ordinal)
                && !line.EndsWith("--help", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..])
            .Select(words =>
                words.Select(word => word.Contains('/') ? Path.Combine(Town.Root(), word) : word).ToArray())
            .ToList();
        commands.Should().HaveCountGreaterThanOrEqualTo(6);
        foreach (var command in commands)
        {
            var printed = await new Terminal(database, Path.Combine(Town.Root(), "seeds")).RunAsync(command);
            printed.Code.Should().Be(0, "{0}: {1}", string.Join(' ', command), printed.Error);
            printed.Out.Should().NotBeEmpty();
        }
    }

    private static async Task CheckAsync(Town town, string district)
    {
        var ct = TestContext.Current.CancellationToken;
        await town.LoadAsync(district);
        var loaded = await town.LastAsync(district);

        await town.LoadAsync(district);
        (await town.LastAsync(district)).Should().Be(loaded, "a second load adds no event");

        await Any_week_as_known_at_any_event_equals_a_replay(town, district, loaded, ct);
        var live = await DumpAsync(town, district);
        var read = await town.Get<Rebuild>().RunAsync(district, null, ct);
        read.Should().BeGreaterThan(1000);
        (await DumpAsync(town, district)).Should().Equal(live, "a rebuild gives the live tables, row by row");
        await Any_week_as_known_at_any_event_equals_a_replay(town, district, loaded, ct);
        var now = await town.Get<Replay>().AtAsync(district, loaded, ct);
        (await town.Get<Reconciliation>().DifferencesAsync(district, now, ct)).Should().BeEmpty();

        await using var session = town.Session(district);
        foreach (var week in Weeks)
        {
            (await town.Get<Recount>().DifferenceAsync(session, week, ct)).Should()
                .BeNull("the recount of {0} equals its bytes", week);
        }

        var last = BulletinFiles.Read((await session.LoadAsync<SealedBulletin>("2023-W26", ct))!.Record);
        last.Number.Should().Be(26);
        if (district == "dinghu")
        {
            last.Columns
                .Zip(last.YearTotals)
                .Should()
                .Contain(column => column.First.Name == "visits" && column.Second == 295)
                .And.Contain(column => column.First.Name == "top_leader_visits" && column.Second == 118);
            await Sealed_weeks_and_corrections_add_up(session, ct);
        }

        await new SeedPeriods(town, district).CheckAsync();
    }

    // What was published week by week, and corrected later, is exactly what the last bulletin says of the year.
    private static async Task Sealed_weeks_and_corrections_add_up(Marten.IQuerySession session, CancellationToken ct)
    {
        var sums = new Dictionary<string, decimal>();
        Bulletin? last = null;
        foreach (var week in Weeks)
        {
            last = BulletinFiles.Read((await session.LoadAsync<SealedBulletin>(week.Id, ct))!.Record);
            var counted = last.Groups
                .SelectMany(group => group.Rows)
                .Select(row => (row.Unit, row.WeekPoints))
                .Concat(last.Corrections.Select(correction => (correction.Unit, correction.After - correction.Before)));
            foreach (var (unit, points) in counted)
            {
                sums[unit] = sums.GetValueOrDefault(unit) + points;
            }
        }

        last!.Groups
            .SelectMany(group => group.Rows)
            .Should()
            .AllSatisfy(row => row.YearPoints.Should().Be(sums[row.Unit], row.Unit));
    }

    private static async Task Any_week_as_known_at_any_event_equals_a_replay(
        Town town, string district, long last, CancellationToken ct)
    {
        var random = new Random(20230101);
        var moments = Sample.Setting("EVALUATION_MOMENTS", FewMoments);
        var (ruleSets, asked) = (town.Get<RuleSets>(), 0);
        for (var i = 0; i < moments; i++)
        {
            var (week, position) = (Weeks[random.Next(Weeks.Count)], random.NextInt64(1, last + 1));
            var known = await town.Get<Replay>().AtAsync(district, position, ct);
            var knownAt = position.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var found = await town.Get<LiveBoards>().OfAsync(district, week.Id, knownAt, ct);
            if (known.District.Editions.Adopted.IsEmpty || !found.TryGet(out var board, out _))
            {
                continue;
            }

            var rules = ruleSets.Of(known.District.Editions);
            var replayed = known.Rank(rules, known.Score(rules), week);
            board.Groups.SelectMany(
                group => group.Rows.Select(
                    row => (row.Unit, row.WeekRank, row.WeekPoints, row.YearRank, row.YearPoints)))
                .Should().Equal(
                    replayed.SelectMany(group => group.Standings).Select(one =>
                        (one.Totals.Unit, one.WeekRank, one.Totals.WeekPoints, one.YearRank, one.Totals.YearPoints)),
                    "{0} as known at {1}", week, position);
            asked++;
        }

        asked.Should().BeGreaterThan(5);
    }

    private static async Task<List<string>> DumpAsync(Town town, string district)
    {
        var rows = new List<string>();
        foreach (var table in BoardTables.All)
        {
            await using var command = town.Get<NpgsqlDataSource>().CreateCommand(
                $"select '{table} ' || (to_jsonb(t) - 'generation')::text from {table} t where tenant_id = $1");
            command.Parameters.Add(new NpgsqlParameter { Value = district });
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                rows.Add(reader.GetString(0));
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
