using System.Text.Json;
using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Projects;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Appeals;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>Appeals from the sealed line to the correction in the next bulletin.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class AppealTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Wednesday = Town.Monday.AddDays(9);

    [Fact]
    public async Task An_upheld_appeal_becomes_a_correction_of_the_next_bulletin_and_the_sealed_one_never_moves()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await SealedAsync();
        using var gao = town.Client("gao");
        using var stranger = town.Client();
        var page = await stranger.GetStringAsync($"/{Town.District}/bulletins/2023-W01", ct);
        await LodgeAsync(town, "li", "S1", About.OfClaim("V2"));
        (await town.CloseAsync(Town.First.Next)).Refusal.Should().BeNull();
        var closed = (await town.SealAsync(Town.First.Next)).Refusal!;
        closed.Code.Should().Be("gate-closed");
        closed.What.Should().Contain("申诉“S1”（永安镇，2023-W01，事项“V2”）待裁决");

        var before = await town.LastAsync();
        var supposed = await JsonAsync(gao, "appeals/S1/consequences?remedy=restore");
        (await town.LastAsync()).Should().Be(before, "nothing is written");
        supposed.GetProperty("week").GetString().Should().Be("2023-W03");
        var changes = supposed.GetProperty("changes").EnumerateArray().Select(Change).ToList();
        changes.Should().Equal("永安镇 0.8 2→1", "桂城街道 0 1→2");
        (await town.PostAsync("gao", "appeals/S1/hear", new { note = "单位补充了会谈记录" })).Status.Should().Be(200);
        var ruled = await town.PostAsync("gao", "appeals/S1/rule", new
        {
            upheld = true,
            reason = "会谈记录属实",
            document = "试〔2023〕9号",
            remedy = new { kind = "restore" },
        });
        ruled.Status.Should().Be(200, ruled.Body.ToString());
        ruled.Body.GetProperty("affected").EnumerateArray().Select(Change).Should()
            .Equal(changes, "the ruling names both");
        (await town.PostAsync("gao", "appeals/S1/rule", Dismissal)).Code.Should().Be("already-ruled");
        await town.CaughtUpAsync();
        var board = (await JsonAsync(gao, "board?week=2023-W03")).GetProperty("rankings").EnumerateArray()
            .Where(one => one.GetProperty("scope").GetString() == "year")
            .SelectMany(one => one.GetProperty("rows").EnumerateArray());
        supposed.GetProperty("changes").EnumerateArray().Select(one => Place(one, "pointsAfter", "rankAfter"))
            .Should().BeSubsetOf(board.Select(one => Place(one, "total", "rank")), "what was supposed has come true");

        (await town.SealAsync(Town.First.Next)).Refusal.Should().BeNull();
        await using var session = town.Session();
        var second = BulletinFiles.Read((await session.LoadAsync<SealedBulletin>("2023-W02", ct))!.Record);
        second.Corrections.Select(one => (one.Unit, one.Week, one.Clause, one.Fact, one.Before, one.After))
            .Should().Equal(
            ("永安镇", "2023-W01", "第五条", "V2", 0m, 0.5m), ("永安镇", "2023-W01", "第六条", "V2", 0m, 0.3m));
        (await stranger.GetStringAsync($"/{Town.District}/bulletins/2023-W01", ct)).Should().Be(page);
        foreach (var week in new[] { Town.First, Town.First.Next })
        {
            (await town.Get<Recount>().DifferenceAsync(session, week, ct)).Should().BeNull();
        }

        using var chen = town.Client("chen");
        (await JsonAsync(chen, "appeals/S1")).GetProperty("appeal").GetProperty("status").GetString()
            .Should().Be("upheld", "a unit whose rank changed may read why");
        (await chen.GetStringAsync($"/{Town.District}/appeals/S1", ct)).Should()
            .Contain("支持申诉，恢复认定").And.Contain("2个单位位次改变");
    }

    [Theory]
    [InlineData("correct", 0.3)]
    [InlineData("reverse", -0.5)]
    [InlineData("adjust", 1)]
    public async Task Each_remedy_goes_through_its_decider_once(string kind, decimal gained)
    {
        await using var town = await SealedAsync();
        await LodgeAsync(town, "chen", "S1", About.Line("第五条", "V1"));
        var remedy = new { kind, points = 1m, facts = new { leader = "top" } };

        var ruled = await town.PostAsync(
            "gao", "appeals/S1/rule", new { upheld = true, reason = "经核实", document = "试〔2023〕9号", remedy });

        ruled.Status.Should().Be(200, ruled.Body.ToString());
        var own = ruled.Body.GetProperty("changes").EnumerateArray()
            .Single(one => one.GetProperty("unit").GetString() == "桂城街道");
        (own.GetProperty("pointsAfter").GetDecimal() - own.GetProperty("pointsBefore").GetDecimal())
            .Should().Be(gained);
        await town.CloseAsync(Town.First.Next);
        (await town.SealAsync(Town.First.Next)).Refusal.Should().BeNull();
        await using var session = town.Session();
        var ct = TestContext.Current.CancellationToken;
        var second = BulletinFiles.Read((await session.LoadAsync<SealedBulletin>("2023-W02", ct))!.Record);
        second.Corrections.Where(one => one.Unit == "桂城街道").Sum(one => one.After - one.Before).Should().Be(gained);
        (await town.Get<Recount>().DifferenceAsync(session, Town.First, ct)).Should().BeNull();
    }

    [Fact]
    public async Task A_restored_stage_is_credited_in_its_project_unless_another_claim_was()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.ProjectAsync("P1");
        foreach (var claim in new[] { "S1", "S2" })
        {
            await town.StageAsync(claim, "P1");
            await town.DoAsync(
                "xu", Town.Monday.AddDays(7), by => new RefuseClaim(by, new ClaimRefused(claim, "无佐证"), null));
        }

        await town.CloseAsync(Town.First);
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();
        await LodgeAsync(town, "chen", "A1", About.OfClaim("S1"));
        await LodgeAsync(town, "chen", "A2", About.OfClaim("S2"));

        (await town.PostAsync("gao", "appeals/A1/rule", Ruling(new { kind = "restore" }))).Status.Should().Be(200);
        var before = await town.LastAsync();
        (await town.PostAsync("gao", "appeals/A2/rule", Ruling(new { kind = "restore" }))).Code.Should()
            .Be("stage-credited");
        (await town.LastAsync()).Should().Be(before, "neither ruling nor remedy is stored");

        await using var session = town.Session();
        var ct = TestContext.Current.CancellationToken;
        var project = await session.StateAsync<Project>(Project.StreamOf("P1"), ct);
        project!.Stages["started"].Claim.Should().Be("S1");
        (await session.StateAsync<Claim>(Claim.StreamOf("S1"), ct))!.Text("industry").Should().Be("新材料");
    }

    [Fact]
    public async Task Who_wrote_a_claim_rules_on_nobody_s_appeal_about_it()
    {
        await using var town = await SealedAsync();
        await town.AskAsync(
            "chen", Wednesday, by => Command(by with { Account = "lin" }, "S1", About.Line("第五条", "V1")));
        foreach (var (account, code) in new[] { ("chen", "same-person"), ("gao", null) })
        {
            var ruled = await town.AskAsync(account, Wednesday, by => new RuleAppeal(
                by with { Unit = null }, "S1", false, "证据不足", "试〔2023〕8号", null, null));
            ruled.Refusal?.Code.Should().Be(code, account);
            ruled.IsAccepted.Should().Be(code is null);
        }
    }

    [Fact]
    public async Task What_may_not_be_is_refused_with_a_reason_and_stores_nothing()
    {
        await using var town = await SealedAsync();
        await town.VisitAsync("V3", "li", day: 4);
        await LodgeAsync(town, "chen", "S1", About.Line("第五条", "V1"));
        await LodgeAsync(town, "li", "S2", About.OfClaim("V2"));
        town.Get<DevelopmentActors>().Add(new Actor("xu", "xu", Roles.Committee, null, Town.District));
        town.Get<DevelopmentActors>().Add(new Actor("song", "song", Roles.Committee, null, Town.District));
        var before = await town.LastAsync();
        object adjust = new { kind = "adjust", points = 1m };
        (string Account, string Path, object Body, int Status, string Code)[] table =
        [
            ("chen", "appeals", Body("X", "V1", unit: "永安镇"), 403, "forbidden"),
            ("chen", "appeals", Body("a/b", "V1"), 422, "name-wrong"),
            ("chen", "appeals", Body("X", "V1", week: "2023-W60"), 404, "unknown-week"),
            ("chen", "appeals", Body("X", "V1", week: "2023-W02"), 409, "not-sealed"),
            ("chen", "appeals", Body("X", "V9"), 404, "unknown-line"),
            ("li", "appeals", Body("X", "V1"), 404, "unknown-line"),
            ("li", "appeals", Body("X", null, claim: "V3"), 404, "unknown-claim"),
            ("chen", "appeals", Body("X", null, claim: "V2"), 404, "unknown-claim"),
            ("chen", "appeals", Body("X", "V1", reason: " "), 422, "reason-missing"),
            ("chen", "appeals", Body("X", "V1", evidence: []), 422, "evidence-missing"),
            ("chen", "appeals", Body("X", "V1"), 422, "out-of-time"),
            ("chen", "appeals", Body("X", "V\u00001"), 422, "text-wrong"),
            ("zhou", "appeals", Body("X", "V1"), 403, "forbidden"),
            ("gao", "appeals/S9/rule", Dismissal, 404, "unknown-appeal"),
            ("gao", "appeals/S1/rule", new { reason = "无" }, 422, "field-missing"),
            ("gao", "appeals/S1/rule", Ruling(null), 422, "remedy-missing"),
            ("gao", "appeals/S1/rule", Ruling(new { kind = "cancel" }), 422, "remedy-wrong"),
            ("gao", "appeals/S1/rule", Ruling(adjust, document: ""), 422, "document-missing"),
            ("gao", "appeals/S1/rule", Ruling(adjust, reason: " "), 422, "reason-missing"),
            ("gao", "appeals/S1/rule", Ruling(new { kind = "adjust" }), 422, "points-zero"),
            ("gao", "appeals/S1/rule", Ruling(new { kind = "restore" }), 422, "remedy-without-effect"),
            ("gao", "appeals/S1/rule", Ruling(new { kind = "correct" }), 422, "remedy-without-effect"),
            ("gao", "appeals/S1/rule", Ruling(new { kind = "correct", facts = new { leader = "king" } }), 422,
                "field-wrong"),
            ("gao", "appeals/S2/rule", Ruling(new { kind = "reverse" }), 409, "wrong-status"),
            ("xu", "appeals/S2/rule", Ruling(adjust), 422, "same-person"),
            ("song", "appeals/S1/rule", Ruling(adjust), 422, "same-person"),
            ("chen", "appeals/S1/rule", Ruling(adjust), 403, "forbidden"),
            ("li", "appeals/S1/withdraw", new { reason = "不是我的" }, 403, "forbidden"),
            ("chen", "appeals/S1/withdraw", new { reason = "" }, 422, "reason-missing"),
            ("gao", "appeals/S1/hear", new { note = " " }, 422, "note-missing"),
            ("gao", "calendar", new { year = 2023, document = "国办1号" }, 422, "field-missing"),
            ("gao", "calendar", NoDays, 422, "days-missing"),
            ("ma", "calendar", new { year = 2023, document = "国办1号" }, 403, "forbidden"),
        ];
        await AnsweredAsync(town, table);
        (await town.LastAsync()).Should().Be(before, "nothing is stored");
        var late = await town.AskAsync(
            "chen", Wednesday.AddDays(7), by => Command(by, "X", About.Line("第五条", "V1")));
        late.Refusal!.What.Should().Contain("最后一天是2023-01-17");
        var again = await town.AskAsync("chen", Wednesday, by => Command(by, "X", About.Line("第五条", "V1")));
        again.Refusal!.Code.Should().Be("already-appealed");
    }

    private static async Task AnsweredAsync(
        Town town, IEnumerable<(string Account, string Path, object Body, int Status, string Code)> table)
    {
        foreach (var (account, path, body, status, code) in table)
        {
            var answer = await town.PostAsync(account, path, body);
            (answer.Status, answer.Code).Should()
                .Be((status, code), "{0} {1} {2}: {3}", account, path, body, answer.Body);
        }
    }

    [Fact]
    public async Task The_edition_of_the_week_appealed_against_says_how_long_a_unit_may_appeal()
    {
        await using var town = await SealedAsync();
        var text = (await Town.SeedAsync("dinghu")).Rulebook
            .Replace("\nbulletin:\n", "\nappeals: {within_days: 2}\n\nbulletin:\n", StringComparison.Ordinal)
            .Replace("\nedition: 1", "\nedition: 2", StringComparison.Ordinal);
        await town.DoAsync("gao", Wednesday, by => new AdoptRulebook(by, text, "试〔2023〕9号", null));

        var late = await town.AskAsync(
            "chen", Wednesday.AddDays(2), by => Command(by, "X", About.Line("第五条", "V1")));

        late.Refusal!.Code.Should().Be("out-of-time");
        late.Refusal.What.Should().Contain("最后一天是2023-01-12");
        late.Refusal.Remedy.Should().Contain("2个工作日");
        await town.DoAsync("chen", Wednesday.AddDays(1), by => Command(by, "X", About.Line("第五条", "V1")));
    }

    [Fact]
    public async Task A_unit_reads_its_own_appeals_and_the_forms_work()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await SealedAsync();
        await LodgeAsync(town, "chen", "S1", About.Line("第五条", "V1"));
        await LodgeAsync(town, "li", "S2", About.OfClaim("V2"));
        using var chen = town.Client("chen");
        (await JsonAsync(chen, "appeals")).EnumerateArray().Select(one => one.GetProperty("appeal").GetString())
            .Should().Equal("S1");
        using var foreign = await chen.GetAsync($"/api/{Town.District}/appeals/S2", ct);
        ((int)foreign.StatusCode).Should().Be(403);
        using var curious = await chen.GetAsync($"/api/{Town.District}/appeals/S1/consequences?remedy=reverse", ct);
        ((int)curious.StatusCode).Should().Be(403);
        (await chen.GetStringAsync($"/{Town.District}/appeals", ct)).Should()
            .Contain("桂城街道：第五条“V1”").And.NotContain("appeals/S2", "a token of the page may hold the letters");
        (await chen.GetStringAsync($"/{Town.District}/appeals/S1", ct)).Should()
            .Contain("撤回申诉").And.Contain("0.5分");
        (await chen.GetStringAsync($"/{Town.District}/board/2023-W01/{Uri.EscapeDataString("桂城街道")}", ct))
            .Should().Contain("/lodge-appeal?week=2023-W01");
        (await chen.GetStringAsync($"/{Town.District}/lodge-appeal?week=2023-W01&clause=x&fact=V1", ct)).Should()
            .Contain("value=\"2023-W01\"");

        using var gao = town.Client("gao");
        var page = await gao.GetStringAsync($"/{Town.District}/appeals/S2", ct);
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"(__[^\"]+)\" value=\"([^\"]+)\"");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            [token.Groups[1].Value] = token.Groups[2].Value,
            ["remedy"] = "restore",
            ["reason"] = "属实",
        });
        using var supposed = await gao.PostAsync($"/{Town.District}/appeals/S2/consequences", form, ct);
        (await supposed.Content.ReadAsStringAsync(ct)).Should().Contain("2个单位有变动").And.Contain("value=\"属实\"");
        (await town.PostAsync("chen", "appeals/S1/withdraw", new { reason = "已核对" })).Status.Should().Be(200);
        await LodgeAsync(town, "chen", "S3", About.Line("第五条", "V1"));
    }

    [Fact]
    public async Task Of_many_rulings_and_of_many_appeals_about_one_line_one_is_stored()
    {
        await using var town = await SealedAsync();
        var lodged = await AtOnceAsync(
            i => town.AskAsync("li", Wednesday, by => Command(by, $"S{i}", About.OfClaim("V2"))));
        lodged.Count(outcome => outcome.IsAccepted).Should().Be(1);
        lodged.Where(outcome => !outcome.IsAccepted).Should().OnlyContain(
            outcome => outcome.Refusal!.Code == "already-appealed" || outcome.Refusal.Code == Outcome.BusyCode);
        var appeal = lodged.Single(outcome => outcome.IsAccepted).Stream["appeal/".Length..];

        var ruled = await AtOnceAsync(i => town.AskAsync("gao", Wednesday, by => new RuleAppeal(
            by, appeal, i % 2 == 0, $"理由{i}", "试9号",
            i % 2 == 0 ? new Remedy(RemedyKind.Restore, null, new Dictionary<string, string>(), 0m) : null,
            null)));
        ruled.Count(outcome => outcome.IsAccepted).Should().Be(1);
        ruled.Where(outcome => !outcome.IsAccepted).Should()
            .OnlyContain(outcome => outcome.Refusal!.Code == "already-ruled"
            || outcome.Refusal.Code == "remedy-without-effect" || outcome.Refusal.Code == Outcome.BusyCode);
        await town.CaughtUpAsync();
        await using var session = town.Session();
        var ct = TestContext.Current.CancellationToken;
        var found = (await town.Get<AppealReader>().OneAsync(Town.District, appeal, ct))!;
        found.Claim!.Status.Should().Be(
            found.Appeal.Status == AppealStatus.Upheld ? ClaimStatus.Verified : ClaimStatus.Refused,
            "ruling and remedy go together");
    }

    private static readonly object NoDays = new
    {
        year = 2023,
        holidays = Array.Empty<object>(),
        workdays = Array.Empty<object>(),
        document = "国办1号",
    };

    private static readonly object Dismissal = new { upheld = false, reason = "证据不足", document = "试〔2023〕9号" };

    private static object Ruling(object? remedy, string reason = "经核实", string document = "试〔2023〕9号") =>
        new { upheld = true, reason, document, remedy };

    private static object Body(
        string appeal, string? fact, string? claim = null, string week = "2023-W01", string? unit = null,
        string reason = "有误",
        string[]? evidence = null) =>
        new { appeal, week, clause = "第五条", fact, claim, unit, reason, evidence = evidence ?? ["纪要.pdf"] };

    private static LodgeAppeal Command(Signature by, string appeal, About about) =>
        new(by, appeal, by.Unit!, Town.First, about, "有误", ["纪要.pdf"]);

    private static Task<Outcome> LodgeAsync(Town town, string account, string appeal, About about) =>
        town.DoAsync(account, Wednesday, by => Command(by, appeal, about));

    // A town with a member's visit that counts, one of the other town that was refused, and the week sealed.
    private async Task<Town> SealedAsync()
    {
        var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1", leader: "staff");
        await town.VerifyAsync("V1");
        await town.VisitAsync("V2", "li", day: 4);
        await town.DoAsync(
            "xu", Town.Monday.AddDays(7), by => new RefuseClaim(by, new ClaimRefused("V2", "仅有合影"), null));
        await town.CloseAsync(Town.First);
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();
        return town;
    }

    private static async Task<JsonElement> JsonAsync(HttpClient client, string path) =>
        JsonSerializer.Deserialize<JsonElement>(
            await client.GetStringAsync($"/api/{Town.District}/{path}", TestContext.Current.CancellationToken));

    private static string Place(JsonElement one, string points, string rank) =>
        $"{one.GetProperty("unit").GetString()} {one.GetProperty(points)} {one.GetProperty(rank)}";

    private static string Change(JsonElement one) => $"{one.GetProperty("unit").GetString()} "
        + $"{Value.Of(one.GetProperty("pointsAfter").GetDecimal() - one.GetProperty("pointsBefore").GetDecimal())} "
        + $"{one.GetProperty("rankBefore")}→{one.GetProperty("rankAfter")}";

    private static Task<Outcome[]> AtOnceAsync(Func<int, Task<Outcome>> ask) => Task.WhenAll(
        Enumerable.Range(0, 8).Select(i => Task.Run(() => ask(i), TestContext.Current.CancellationToken)));
}
