using System.Text.Json;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Text;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Publication;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// Mergers and splits through the whole application: addresses, board, rebuild, past, sealing, recount.
/// </summary>
/// <param name="postgres">The test cluster.</param>
public sealed class SuccessionTests(PostgresFixture postgres)
{
    private static readonly object Merger = new
    {
        units = new[] { "桂城街道", "永安镇" },
        into = "桂永街道",
        name = "桂永街道办事处",
        kind = "镇街",
        group = "镇街",
        from = "2023-01-09",
        document = "试编〔2023〕1号",
        reason = "区划调整",
    };

    private static readonly string[] Unknown = ["桂城街道", "无名镇"];
    private static readonly string[] One = ["桂城街道"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_merged_unit_goes_on_with_what_its_predecessors_had_wherever_one_looks()
    {
        await using var town = await Town.NewAsync(postgres);
        await CarryAsync(town);
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        (await town.CloseAsync(Town.First)).Refusal.Should().BeNull();
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();
        var eve = await town.LastAsync();
        var boards = town.Get<LiveBoards>();
        await town.CaughtUpAsync();
        var before = (await boards.OfAsync(Town.District, "2023-W01", null, Ct)).Value;

        (await town.PostAsync("ma", "units/mergers", Merger)).Status.Should().BeLessThan(300);
        await town.CaughtUpAsync();
        var live = (await boards.OfAsync(Town.District, "2023-W02", null, Ct)).Value;
        var had = before.Groups[0].Rows.Sum(row => row.YearPoints);
        live.Groups[0].Rows.Select(row => (row.Unit, row.YearPoints, row.WeekPoints)).Should()
            .Equal(("桂永街道", had, 0m));
        had.Should().NotBe(0m);
        live.Inherited!.Single().Because.Should()
            .StartWith("桂永街道办事处承接原桂城街道").And.Contain("试编〔2023〕1号");
        live.Moves[0].Sentence.Should().Contain("由原桂城街道、永安镇合并组建，承接");

        // A late fact of a predecessor reaches the successor.
        await town.VisitAsync("V3", "li", day: 5);
        await town.VerifyAsync("V3");
        await town.CaughtUpAsync();
        live = (await boards.OfAsync(Town.District, "2023-W02", null, Ct)).Value;
        live.Groups[0].Rows[0].YearPoints.Should().NotBe(had);
        await SameEverywhereAsync(town, live);
        Text((await boards.OfAsync(Town.District, "2023-W01", $"{eve}", Ct)).Value.Groups).Should()
            .Be(Text(before.Groups), "the past stays");
        (await town.Client("ding")
            .GetStringAsync($"/{Town.District}/board/2023-W01/{Uri.EscapeDataString("桂城街道")}", Ct)).Should()
            .Contain("V1");

        (await town.CloseAsync(Town.First.Next)).Refusal.Should().BeNull();
        (await town.SealAsync(Town.First.Next)).Refusal.Should().BeNull();
        await using var session = town.Session();
        var record = BulletinFiles.Read((await session.LoadAsync<SealedBulletin>("2023-W02", Ct))!.Record);
        live = (await boards.OfAsync(Town.District, "2023-W02", null, Ct)).Value;
        Text(record.Groups[0].Rows[0]).Should().Be(Text(live.Groups[0].Rows[0]));
        record.Inherited!.Should().HaveCount(1);
        (await town.Get<Recount>().DifferenceAsync(session, Town.First.Next, Ct)).Should().BeNull();
        (await town.Client().GetStringAsync($"/{Town.District}/bulletins/2023-W02", Ct)).Should()
            .Contain("年度累计承接").And.Contain("桂永街道办事处承接原");
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_a_reason_and_nothing_is_stored()
    {
        await using var town = await Town.NewAsync(postgres);
        var last = await town.LastAsync();

        (await town.PostAsync("chen", "units/mergers", Merger)).Status.Should().Be(403);
        (await town.PostAsync("ma", "units/mergers", new { })).Status.Should().BeInRange(400, 422);
        (await town.PostAsync(
            "ma", "units/mergers",
            new
            {
                units = Unknown,
                into = "新镇",
                name = "新镇",
                kind = "镇街",
                group = "镇街",
                from = "2023-01-09",
                document = "文",
                reason = "由"
            }))
            .Code.Should().Be("unknown-unit");
        (await town.PostAsync(
            "ma", "units/mergers",
            new { units = One, into = "永安镇", from = "2023-01-09", document = "", reason = "由" }))
            .Code.Should().Be("document-missing");
        (await town.PostAsync(
            "ma", $"units/{Uri.EscapeDataString("桂城街道")}/split",
            new { into = Array.Empty<object>(), from = "2023-01-09", document = "文", reason = "由" }))
            .Code.Should().Be("too-few-units");
        (await town.PostAsync("ma", $"units/{Uri.EscapeDataString("桂城街道")}/split", new
        {
            into = new[] { new { unit = "东", name = "东", kind = "镇街", group = "镇街", share = 0.7 },
                new { unit = "西", name = "西", kind = "镇街", group = "镇街", share = 0.7 } },
            from = "2023-01-09",
            document = "文",
            reason = "由",
        })).Code.Should().Be("shares-wrong");

        (await town.LastAsync()).Should().Be(last);
    }

    [Fact]
    public async Task A_board_that_is_not_sealed_says_so_and_between_which_places_open_claims_can_lead()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        await town.VisitAsync("V2", "li", day: 4);
        await town.CaughtUpAsync();
        using var client = town.Client("ding");

        var board = JsonDocument.Parse(
            await client.GetStringAsync($"/api/{Town.District}/board?week=2023-W01", Ct)).RootElement;
        board.GetProperty("provisional").GetBoolean().Should().BeTrue();
        board.GetProperty("possible").EnumerateArray().Select(one => (
            one.GetProperty("unit").GetString(), one.GetProperty("rank").GetInt32(), one.GetProperty("best").GetInt32(),
            one.GetProperty("worst").GetInt32()))
            .Should().Contain([("桂城街道", 1, 1, 2), ("永安镇", 2, 1, 2)]);
        (await client.GetStringAsync($"/{Town.District}/board/2023-W01", Ct)).Should()
            .Contain("未定稿").And.Contain("永安镇现列第2名，可能列第1至第2名（尚有1件待定）");
        (await client.GetStringAsync($"/{Town.District}/board/2023-W01/{Uri.EscapeDataString("永安镇")}", Ct)).Should()
            .Contain("可能列第1至第2名");

        await town.VerifyAsync("V2");
        await town.CloseAsync(Town.First);
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();
        await town.CaughtUpAsync();
        board = JsonDocument.Parse(
            await client.GetStringAsync($"/api/{Town.District}/board?week=2023-W01", Ct)).RootElement;
        board.GetProperty("provisional").GetBoolean().Should().BeFalse();
        board.GetProperty("possible").GetArrayLength().Should().Be(0);
    }

    // Live, rebuilt, and as known at the last event.
    private static async Task SameEverywhereAsync(Town town, LiveBoard live)
    {
        var boards = town.Get<LiveBoards>();
        var known = await town.Get<Replay>().AtAsync(Town.District, live.Position, Ct);
        (await town.Get<Reconciliation>().DifferencesAsync(Town.District, known, Ct)).Should().BeEmpty();
        Text((await boards.OfAsync(Town.District, "2023-W02", $"{live.Position}", Ct)).Value.Groups).Should()
            .Be(Text(live.Groups));
        await town.Get<Rebuild>().RunAsync(Town.District, null, Ct);
        var rebuilt = (await boards.OfAsync(Town.District, "2023-W02", null, Ct)).Value;
        (Text(rebuilt.Groups), Text(rebuilt.Inherited!)).Should().Be((Text(live.Groups), Text(live.Inherited!)));
        using var client = town.Client("ding");
        var compared = JsonDocument.Parse(
            await client.GetStringAsync($"/api/{Town.District}/board?week=2023-W02&likeForLike=2023-W01", Ct));
        compared.RootElement.GetProperty("groups")[0].GetProperty("compared")[0].GetProperty("before").GetArrayLength()
            .Should().Be(2);
        (await client.GetStringAsync($"/{Town.District}/board/2023-W02?like-for-like=2023-W01", Ct)).Should()
            .Contain("镇街可比口径").And.Contain("桂城街道、永安镇");
    }

    private static async Task CarryAsync(Town town)
    {
        var text = (await Town.SeedAsync("dinghu")).Rulebook;
        var edition = RulebookReader.Read(text).Rulebook!.Edition;
        text = text.Replace($"edition: {edition}", $"edition: {edition + 1}", StringComparison.Ordinal)
            .Replace("ranking:\n", "ranking:\n  succession: carry\n", StringComparison.Ordinal);
        RulebookReader.Read(text).Rulebook!.Ranking.Carries.Should().BeTrue();
        await town.DoAsync("gao", Town.Monday, by => new AdoptRulebook(by, text, "试〔2023〕2号", null));
    }

    private static string Text<T>(T value) => JsonSerializer.Serialize(value);
}
