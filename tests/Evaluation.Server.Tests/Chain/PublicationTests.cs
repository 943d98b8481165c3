using Evaluation.Office.Claims;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using FluentAssertions;
using Marten;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>Closing, the gate, sealing, and what a sealed week withstands.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class PublicationTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_week_goes_from_a_report_to_a_sealed_page_and_the_page_never_moves()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        (await town.CloseAsync(Town.First)).Refusal.Should().BeNull();
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();
        using var stranger = town.Client();
        var page = await stranger.GetStringAsync($"/{Town.District}/bulletins/2023-W01", ct);
        page.Should().Contain("桂城街道").And.Contain("肇新鼎招考〔2023〕1号");

        await town.VisitAsync("V2", "li", day: 4);
        await town.VerifyAsync("V2");
        await town.DoAsync(
            "zhou", Town.Monday.AddDays(9),
            by => new ReverseClaim(by, new ClaimReversed("V1", "虚报", "试〔2023〕2号"), null));
        await town.CaughtUpAsync();

        (await stranger.GetStringAsync($"/{Town.District}/bulletins/2023-W01", ct)).Should().Be(page);
        await using var session = town.Session();
        (await town.Get<Recount>().DifferenceAsync(session, Town.First, ct)).Should().BeNull();

        (await town.CloseAsync(Town.First.Next)).Refusal.Should().BeNull();
        (await town.SealAsync(Town.First.Next)).Refusal.Should().BeNull();
        var second = BulletinFiles.Read((await session.LoadAsync<SealedBulletin>("2023-W02", ct))!.Record);
        second.Corrections
            .Select(correction => (correction.Unit, correction.Fact, correction.After > correction.Before))
            .Should().Contain([("永安镇", "V2", true), ("桂城街道", "V1", false)]);
    }

    [Fact]
    public async Task A_rank_is_compared_with_the_one_that_was_published_and_the_answers_say_why_it_moved()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        await town.CloseAsync(Town.First);
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();
        await town.DoAsync(
            "zhou", Town.Monday.AddDays(9),
            by => new ReverseClaim(by, new ClaimReversed("V1", "虚报", "试〔2023〕2号"), null));
        await town.VisitAsync("V2", "li", day: 4);
        await town.VerifyAsync("V2");
        await town.CaughtUpAsync();

        using var client = town.Client("li");
        using var board = System.Text.Json.JsonDocument.Parse(
            await client.GetStringAsync($"/api/{Town.District}/board?week=2023-W02", ct));
        using var sheet = System.Text.Json.JsonDocument.Parse(
            await client.GetStringAsync($"/api/{Town.District}/board/2023-W02/{Uri.EscapeDataString("永安镇")}", ct));

        var move = sheet.RootElement.GetProperty("sheets")[0].GetProperty("move");
        var sentence = move.GetProperty("sentence").GetString();
        sentence.Should()
            .StartWith(
                "永安镇累计由第2位升至第1位：本周得0分，以前各周更正增加").And.Contain(
                    "，超过桂城街道（本周得0分，以前各周更正减少");
        move.GetProperty("overtook")[0].GetProperty("how").GetString().Should().Be("Passed");
        board.RootElement.GetProperty("moves").EnumerateArray().Select(one => one.GetProperty("sentence").GetString())
            .Should().HaveCount(4).And.Contain(sentence);
        board.RootElement.GetProperty("groups")[0].GetProperty("rows")[0].GetProperty("previousYearRank").GetInt32()
            .Should().Be(2, "the arrow says the same");
        var page = await client.GetStringAsync($"/{Town.District}/board/2023-W02", ct);
        page.Should().Contain("位次变动说明（2个单位）").And.Contain(sentence);
        (await client.GetStringAsync($"/{Town.District}/board/2023-W02/{Uri.EscapeDataString("永安镇")}", ct)).Should()
            .Contain(sentence);
    }

    [Fact]
    public async Task An_undecided_claim_closes_the_gate_until_it_is_carried_over_by_name()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.CloseAsync(Town.First);
        var refused = await town.SealAsync(Town.First);
        refused.Refusal!.Code.Should().Be("gate-closed");
        refused.Refusal.What.Should().Contain("V1");
        await town.DoAsync(
            "ma", Town.Monday.AddDays(10), by => new CarryOver(by, new ClaimCarriedOver(Town.First, "V1", "待补佐证")));
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();
        await using var session = town.Session();
        var stored = await session.LoadAsync<SealedBulletin>("2023-W01", TestContext.Current.CancellationToken);
        var bulletin = BulletinFiles.Read(stored!.Record);
        bulletin.CarriedOver.Should().ContainSingle(carried => carried.Claim == "V1" && carried.Reason == "待补佐证");
    }

    [Fact]
    public async Task The_one_who_closed_may_not_seal_and_nobody_may_seal_twice_or_out_of_order()
    {
        await using var town = await Town.NewAsync(postgres);
        var first = await town.CloseAsync(Town.First.Next);
        first.Refusal.Should().BeNull("the first closed week may be any");
        first.Remarks[0].Should().StartWith("本区考评自2023-W02（2023-01-09）起");
        (await BeginAsync(Town.First.Next.Next)).Refusal!.Code.Should().Be("after-closed");
        (await BeginAsync(Town.First)).Refusal.Should().BeNull("the committee may decide otherwise until it is sealed");
        (await town.CloseAsync(Town.First)).Refusal!.Code.Should().Be("out-of-order");
        (await town.SealAsync(Town.First.Next, "ma")).Refusal!.Code.Should().Be("same-person");
        (await town.SealAsync(Town.First)).Refusal!.Code.Should().Be("not-closed");
        (await town.SealAsync(Town.First.Next)).Refusal.Should().BeNull();
        (await town.SealAsync(Town.First.Next)).Refusal!.Code.Should().Be("already-sealed");
        (await BeginAsync(Town.First.Next)).Refusal!.Code.Should().Be("already-sealed");

        Task<Outcome> BeginAsync(Week week) => town.AskAsync(
            "gao", Town.CutOff(Town.First.Next).AddHours(1), by => new BeginWeeks(by, week, "委〔2023〕1号"));
    }

    [Fact]
    public async Task A_week_is_closed_before_its_cut_off_by_a_document_alone_and_what_comes_later_is_named()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await Town.NewAsync(postgres);
        var monday = Town.CutOff(Town.First).AddDays(-1);
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        (await Close(town, monday, null)).Refusal!.Code.Should().Be("before-cut-off");
        (await Close(town, monday.AddHours(-7), "试〔2023〕8号")).Refusal!.Code.Should().Be("before-reports-due");
        (await Close(town, monday, "试〔2023〕8号")).Refusal.Should().BeNull();
        (await town.GateAsync(Town.First)).Later.Should().BeEmpty("it was reported before the closing");
        await town.DoAsync("li", monday.AddHours(1), by => new ReportClaim(
            by, "V3", by.Unit!, BuiltInKinds.Visit, Town.First.Start,
            new Dictionary<string, string> { ["enterprise"] = "鼎新", ["leader"] = "top" }, [], []));
        await town.VerifyAsync("V3");
        (await town.GateAsync(Town.First)).Later.Should().ContainSingle(one => one.Fact == "V3");
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();

        using var stranger = town.Client();
        (await stranger.GetStringAsync($"/{Town.District}/bulletins/2023-W01", ct)).Should()
            .Contain("2023年1月9日18:00，由ma办理截止（经试〔2023〕8号提前截止，")
            .And.Contain("办法规定不早于2023年1月10日18:00）。").And.Contain("截止后填报的事项");
        (await town.CloseAsync(Town.First.Next)).Refusal.Should().BeNull();
        (await town.SealAsync(Town.First.Next)).Refusal.Should().BeNull();
        await using var session = town.Session();
        foreach (var week in new[] { Town.First, Town.First.Next })
        {
            (await town.Get<Recount>().DifferenceAsync(session, week, ct)).Should().BeNull();
        }

        BulletinFiles.Read((await session.LoadAsync<SealedBulletin>("2023-W02", ct))!.Record).Corrections.Should()
            .Contain(one => one.Fact == "V3" && one.Week == "2023-W01" && one.Before == 0m);
    }

    private static Task<Outcome> Close(Town town, DateTimeOffset at, string? document) =>
        town.AskAsync("ma", at, by => new CloseWeek(by, Town.First, document));

    [Fact]
    public async Task A_board_that_differs_from_its_events_closes_the_gate()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        await town.CloseAsync(Town.First);
        await town.CaughtUpAsync();
        await using (var command = town.Get<NpgsqlDataSource>().CreateCommand(
            $"update {BoardTables.Sheet} set data = jsonb_set(data::jsonb, '{{lines,0,points}}', '99')::json where "
                + "unit = '桂城街道'"))
        {
            (await command.ExecuteNonQueryAsync(ct)).Should().BeGreaterThan(0);
        }

        (await town.SealAsync(Town.First)).Refusal!.What.Should().Contain("得分表");
        await town.Get<Rebuild>().RunAsync(Town.District, null, ct);
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull("a rebuild puts it right");
    }

    [Fact]
    public async Task An_exception_in_the_projection_stops_the_district_loudly_and_closes_its_gate()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await Town.NewAsync(postgres);
        await town.CloseAsync(Town.First);
        await town.CaughtUpAsync();
        await using (var session = town.Get<IDocumentStore>().LightweightSession(Town.District))
        {
            session.Events.StartStream(
                "claim/ghost",
                new ClaimVerified("ghost", [], new Dictionary<string, Evaluation.Rulebooks.Words.Value>(), ""));
            await session.SaveChangesAsync(ct);
        }

        using var client = town.Client("ding");
        var health = "";
        for (var i = 0; i < 100 && !health.Contains("claim/ghost", StringComparison.Ordinal); i++)
        {
            await Task.Delay(100, ct);
            using var answer = await client.GetAsync("/health", ct);
            health = await answer.Content.ReadAsStringAsync(ct);
        }

        health.Should().Contain("Degraded").And.Contain("claim.verified.v1 of claim/ghost");
        using var stranger = await town.Client().GetAsync("/health", ct);
        ((int)stranger.StatusCode).Should().Be(200, "the server works for everybody else");
        var body = await stranger.Content.ReadAsStringAsync(ct);
        body.Should().Be("{\"status\":\"Degraded\"}", "reasons may quote data");
        var outcome = await town.AskAsync(
            "song", Town.Monday.AddDays(10), by => new SealBulletin(by, Town.First, null, null));
        var refusal = outcome.Refusal!;
        refusal.Code.Should().Be("gate-closed");
        refusal.What.Should().Contain("claim/ghost");
    }

    [Theory]
    [InlineData("肇庆鼎新材料有限公司")]
    [InlineData("鼎新材料")]
    public async Task A_firm_may_be_written_by_its_registered_name_or_an_alias(string written)
    {
        await using var town = await Town.NewAsync(postgres);
        (await town.PostAsync("zhou", "enterprises/鼎新/aliases", new { alias = "鼎新材料" })).Status.Should().Be(200);
        await town.VisitAsync("V1", firm: written);
        await using var session = town.Session();
        var claim = await session.StateAsync<Claim>("claim/V1", TestContext.Current.CancellationToken);
        claim!.Text("enterprise").Should().Be("鼎新");
    }

    [Fact]
    public async Task A_signed_in_unit_reports_a_visit_and_sees_the_ranking_move()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await Town.NewAsync(postgres);
        await town.CloseAsync(Town.First);
        await town.CaughtUpAsync();
        var facts = new { enterprise = "鼎新", leader = "党政一把手" };
        var reported = await town.PostAsync(
            "chen", "claims", new { claim = "V1", kind = "visit", occurredOn = "2023-01-11", facts });
        reported.Status.Should().Be(200);
        (await town.PostAsync("zhou", "claims/V1/verify", new { })).Status.Should().Be(200);
        await town.CaughtUpAsync();
        var board = await town.Client("chen").GetStringAsync($"/api/{Town.District}/board?week=2023-W02", ct);
        board.Should().Contain("0.8");
        var sheet = await town
            .Client("chen")
            .GetStringAsync($"/api/{Town.District}/board/2023-W02/{Uri.EscapeDataString("桂城街道")}", ct);
        sheet.Should().Contain("claim.verified.v1").And.Contain("第五条").And.Contain("第六条");
        var page = await town.Client("chen")
            .GetStringAsync($"/{Town.District}/board/2023-W02/{Uri.EscapeDataString("桂城街道")}", ct);
        page.Should().Contain("核验认定");
    }
}
