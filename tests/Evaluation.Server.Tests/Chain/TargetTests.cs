using System.Net.Http.Json;
using System.Text.Json;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Publication;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>Targets go the whole way: given, scored, printed, replaced, counted again.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class TargetTests(PostgresFixture postgres)
{
    private const string Clause = """
        clauses:
          - id: 年度任务
            text: 外出招商按年度目标完成率计分，完成计10分。
            unit: 分
            each: month
            over: year
            where: has_target(visits)
            gives: part(visits, target(visits), 0) * 10
            cap: none

        """;

    // The week in which January ends.
    private static readonly Week Fifth = new(new DateOnly(2023, 1, 30));

    [Fact]
    public async Task A_year_is_judged_by_its_target_and_a_later_target_replaces_it_without_moving_what_is_sealed()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await Town.NewAsync(postgres);
        var text = (await Town.SeedAsync("dinghu")).Rulebook
            .Replace("edition: 1", "edition: 2", StringComparison.Ordinal)
            .Replace("clauses:\n", Clause, StringComparison.Ordinal);
        await town.DoAsync("gao", Town.Monday, by => new AdoptRulebook(by, text, "试〔2023〕2号", null));
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        (await GiveAsync(town, "试〔2023〕3号", ("*", 10m), ("桂城街道", 4m))).Status.Should().Be(200);
        (await town.CloseAsync(Fifth)).Refusal.Should().BeNull();

        (await PointsAsync(town)).Should().Equal("桂城街道 2.5");

        (await town.SealAsync(Fifth)).Refusal.Should().BeNull();
        await using var session = town.Session();
        (await town.Get<Recount>().DifferenceAsync(session, Fifth, ct)).Should().BeNull();

        var again = await GiveAsync(town, "试〔2023〕3号", ("*", 10m), ("桂城街道", 4m));
        (again.Status, again.Code).Should().Be((409, "repeated"));
        (await GiveAsync(town, "试〔2023〕4号", ("桂城街道", 2m))).Status.Should().Be(200);

        (await PointsAsync(town)).Should().Equal("桂城街道 5");
        (await town.Get<Recount>().DifferenceAsync(session, Fifth, ct)).Should()
            .BeNull("what is sealed knew the old target");
        await town.Get<Rebuild>().RunAsync(Town.District, null, ct);
        (await PointsAsync(town)).Should().Equal("桂城街道 5");

        using var client = town.Client("ding");
        var listed = await client.GetFromJsonAsync<JsonElement>($"/api/{Town.District}/targets", ct);
        listed.EnumerateArray()
            .Select(one => $"{one.GetProperty("unit")} {one.GetProperty("amount")} {one.GetProperty("document")}")
            .Should().Equal("* 10 试〔2023〕3号", "桂城街道 2 试〔2023〕4号");
    }

    [Fact]
    public async Task A_target_without_an_amount_or_a_list_with_nothing_in_it_is_refused()
    {
        await using var town = await Town.NewAsync(postgres);
        var before = await town.LastAsync();
        (await town.PostAsync("gao", "targets", new
        {
            document = "试3号",
            targets = new[] { new { unit = "*", indicator = "visits", period = "2023" } },
        })).Code.Should().Be("field-missing");
        (await town.PostAsync("gao", "targets", new { document = "试3号", targets = new object?[] { null } }))
            .Code.Should().Be("field-missing");
        (await town.PostAsync("gao", "targets", new { document = "试3号" })).Code.Should().Be("field-missing");
        (await town.PostAsync("gao", "targets", new { document = "试3号", targets = Array.Empty<object>() })).Code
            .Should().Be("targets-missing");
        (await town.LastAsync()).Should().Be(before, "nothing is stored");
    }

    private static Task<(int Status, string? Code, JsonElement Body)> GiveAsync(
        Town town, string document, params (string Unit, decimal Amount)[] targets) => town.PostAsync(
        "gao", "targets", new
        {
            document,
            targets = targets.Select(one =>
                new { unit = one.Unit, indicator = "visits", period = "2023", amount = one.Amount }),
        });

    // What the clause gave and said, on the live board as in a full count.
    private static async Task<List<string>> PointsAsync(Town town)
    {
        await town.CaughtUpAsync();
        var ct = TestContext.Current.CancellationToken;
        var now = await town.Get<Replay>().AtAsync(Town.District, await town.LastAsync(), ct);
        (await town.Get<Reconciliation>().DifferencesAsync(Town.District, now, ct)).Should().BeEmpty();
        var board = await town.Get<BoardReader>().SheetsAsync(Town.District, ["桂城街道", "永安镇"], ct);
        var lines = board.SelectMany(sheet => sheet.Lines, (sheet, line) => (sheet.Unit, Line: line))
            .Where(one => one.Line.Clause == "年度任务" && one.Line.Points != 0m).ToList();
        lines.Should().OnlyContain(one => Sentences.Because(one.Line, null).Contains("目标="));
        return lines.ConvertAll(one => $"{one.Unit} {Value.Of(one.Line.Points)}");
    }
}
