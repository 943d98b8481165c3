using System.Text.Json;
using Evaluation.Office.Laboratory;
using Evaluation.Rulebooks.Tests;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Laboratory;
using Evaluation.Server.Tests.Cli;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// Trials answer from the board and leave no trace in it. EVALUATION_SIMULATIONS sets how many are asked for at once.
/// </summary>
/// <param name="postgres">The test cluster.</param>
public sealed class SimulationTests(PostgresFixture postgres)
{
    private const int FewAtOnce = 6;

    private static readonly string[] FirstVisit = ["V1"];

    [Fact]
    public async Task The_committee_and_verifiers_try_out_what_they_like_and_bad_orders_are_refused()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        await town.VisitAsync("V2", "li", leader: "staff");
        await town.VerifyAsync("V2");
        (await town.CloseAsync(Town.First)).Refusal.Should().BeNull();
        await town.CaughtUpAsync();

        var tried = await town.PostAsync("gao", "simulations", new { without = FirstVisit, lift = "桂城街道" });

        tried.Status.Should().Be(200);
        var report = tried.Body.GetProperty("report");
        (report.GetProperty("from").GetString(), report.GetProperty("to").GetString()).Should()
            .Be(("2023-W01", "2023-W01"));
        Row(report, "桂城街道").Should().Be("1→2 0.3→-0.5");
        Row(report, "永安镇").Should().Be("2→1 0→0");
        tried.Body.GetProperty("lift").GetProperty("smallest").GetProperty("count").GetInt32().Should().Be(1);
        (await town.PostAsync("zhou", "simulations", new { })).Body.GetProperty("report").GetProperty("units")
            .EnumerateArray()
            .Should().OnlyContain(unit => !unit.GetProperty("moved").GetBoolean());
        await RefusalsAsync(town);
    }

    [Fact]
    public async Task Many_trials_at_once_leave_no_trace()
    {
        var atOnce = Math.Max(4, Sample.Setting("EVALUATION_SIMULATIONS", FewAtOnce) / 4 * 4);
        var database = await SeedYear.CopyAsync(postgres);
        await using (var town = await Town.StartAsync(database, found: false))
        {
            var draft = (await Town.SeedAsync(SeedYear.District)).Rulebook.Replace(
                "leading_factor: 1.2", "leading_factor: 2", StringComparison.Ordinal);
            var board = await BoardAsync(town);
            var before = await ChecksumsAsync(town);
            var replayed = await town.Get<Replay>()
                .AtAsync(
                    SeedYear.District, await town.LastAsync(SeedYear.District), TestContext.Current.CancellationToken);
            var visit = replayed.Entries.First(entry => entry.Kind == "visit");

            var began = System.Diagnostics.Stopwatch.GetTimestamp();
            var answers = await Task.WhenAll(
                Enumerable.Range(0, atOnce).Select(number => town.Get<Simulations>().RunAsync(
                SeedYear.District,
                (number % 4) switch
                {
                    0 => new TrialOrder { Draft = draft, From = "2023-W01" },
                    1 => new TrialOrder { Without = [visit.Fact] },
                    2 => new TrialOrder
                    {
                        With = [$"{visit.Unit}: 2023-06-20 visit 企业=鼎新 leader=top"],
                        Lift = visit.Unit
                    },
                    _ => new TrialOrder(),
                },
                TestContext.Current.CancellationToken)));

            TestContext.Current.TestOutputHelper!.WriteLine(
                $"{atOnce} trials in {System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
            answers.Should().OnlyContain(answer => answer.Refusal == null);
            answers[0].Report!.Units.Should().Contain(unit => unit.Moved);
            answers[1].Report!.Units.Should().Contain(unit => unit.Unit == visit.Unit);
            answers[3].Report!.Units.Should().OnlyContain(unit => !unit.Moved);
            answers[3].Report!.Units.Select(unit => (unit.Unit, unit.Before.YearRank, unit.Before.YearPoints)).Should()
                .BeEquivalentTo(board, "it is the board that is tried");
            answers[2].Report.Should().BeEquivalentTo(answers[atOnce - 2].Report, "the same order has the same answer");
            (await ChecksumsAsync(town)).Should().Equal(before);
        }

        await The_verb_prints_what_an_official_can_read(database);
    }

    private static async Task The_verb_prints_what_an_official_can_read(string database)
    {
        var terminal = new Terminal(database, Path.Combine(Town.Root(), "seeds"));
        var draft = Path.GetTempFileName();
        try
        {
            var text = await File.ReadAllTextAsync(
                Path.Combine(Town.Root(), "seeds", SeedYear.District, "rulebook-2023.yaml"),
                TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                draft, text.Replace("leading_factor: 1.2", "leading_factor: 2", StringComparison.Ordinal),
                TestContext.Current.CancellationToken);
            var printed = await terminal.RunAsync(
                "simulate", "--district", SeedYear.District, "--rulebook", draft, "--from", "2023-W01", "--lift",
                "莲花镇");
            printed.Code.Should().Be(0, printed.Error);
            printed.Out.Should()
                .Contain("试算　2023-W01至2023-W26").And.Contain("未改动任何数据").And.Contain("肯德尔τb")
                .And.Contain("变动来自第").And.Contain("已触顶的上限").And.Contain("提升一位所需的最少事项");

            var json = await terminal.RunAsync("simulate", "--district", SeedYear.District, "--format", "json");
            JsonDocument.Parse(json.Out).RootElement.GetProperty("report").GetProperty("to").GetString().Should()
                .Be("2023-W26");

            await File.WriteAllTextAsync(
                draft, text.Replace("gives: 0.5", "gives: 半分", StringComparison.Ordinal),
                TestContext.Current.CancellationToken);
            foreach (var (reason, arguments) in (IReadOnlyList<(string, string[])>)
            [
                ("考评办法草案有误", ["--rulebook", draft]), ("没有已计入的事项“V-9”", ["--without", "V-9"]),
                ("2023-W60", ["--to", "2023-W60"]), ("晚于截止周", ["--from", "2023-W20", "--to", "2023-W10"]),
                ("没有写明单位", ["--with", "visit"]), ("没有2023-W27排名中的单位", ["--lift", "月球镇"]),
            ])
            {
                var refused = await terminal.RunAsync(["simulate", "--district", SeedYear.District, .. arguments]);
                (refused.Code, refused.Out).Should().Be((1, ""), reason);
                refused.Error.Should().Contain(reason);
            }

            (await terminal.RunAsync("simulate", "--format", "csv")).Code.Should().Be(2);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static async Task RefusalsAsync(Town town)
    {
        var before = await town.LastAsync();
        foreach (var (account, body, status, code) in (IReadOnlyList<(string, object, int, string)>)
        [
            ("chen", new { }, 403, "forbidden"), ("ding", new { }, 403, "forbidden"),
            ("gao", new { draft = "rulebook: [" }, 422, "rulebook-broken"),
            ("gao", new { without = new[] { "V9" } }, 404, "unknown-claim"),
            ("gao", new { without = new string?[] { null } }, 422, "field-missing"),
            ("gao", new { with = new[] { "月球镇: 2023-01-03 visit" } }, 404, "unknown-unit"),
            ("gao", new { with = new[] { "永安镇: 2023-01-03 dance" } }, 422, "fact-wrong"),
            ("gao", new { with = Enumerable.Repeat("永安镇: 2023-01-03 visit", 300) }, 422, "too-many"),
            ("gao", new { to = "2023-W60" }, 404, "unknown-week"),
            ("gao", new { to = "2030-W01" }, 404, "unknown-week"),
            ("gao", new { from = "2023-W02", to = "2023-W01" }, 422, "weeks-reversed"),
            ("gao", new { lift = "月球镇" }, 404, "unknown-unit"),
            ("gao", new { draft = new string('x', 600_000) }, 422, "rulebook-broken"),
        ])
        {
            var answer = await town.PostAsync(account, "simulations", body);
            (answer.Status, answer.Code).Should().Be((status, code), "{0}", answer.Body);
            if (code == "rulebook-broken")
            {
                answer.Body.GetProperty("findings").GetArrayLength().Should().BePositive();
            }
        }

        (await town.LastAsync()).Should().Be(before);
    }

    private static string Row(JsonElement report, string name)
    {
        var unit = report.GetProperty("units").EnumerateArray()
            .Single(one => one.GetProperty("unit").GetString() == name);
        var (before, after) = (unit.GetProperty("before"), unit.GetProperty("after"));
        return $"{before.GetProperty("yearRank")}→{after.GetProperty("yearRank")} "
            + $"{before.GetProperty("yearPoints")}→{after.GetProperty("yearPoints")}";
    }

    private static async Task<List<(string, int, decimal)>> BoardAsync(Town town)
    {
        var board = await town.Get<LiveBoards>()
            .OfAsync(SeedYear.District, null, null, TestContext.Current.CancellationToken);
        return [.. board.Value.Groups.SelectMany(group => group.Rows)
            .Select(row => (row.Unit, row.YearRank, row.YearPoints))];
    }

    private static async Task<List<string>> ChecksumsAsync(Town town)
    {
        var sums = new List<string>();
        foreach (var table in BoardTables.All.Append($"{StoreSetup.EventSchema}.mt_events"))
        {
            await using var command = town.Get<NpgsqlDataSource>().CreateCommand(
                $"select count(*) || ' ' || md5(coalesce(string_agg(t::text, e'\\n' order by t::text collate \"C\"), "
                    + $"'')) from {table} t");
            sums.Add($"{table} {await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)}");
        }

        sums.Should().OnlyContain(sum => !sum.Contains(" 0 "), "every table holds something");
        return sums;
    }
}
