using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Publication;
using Evaluation.Server.Appeals;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>Two persons agree on one draft, and what is waived is waived by name: on the real database.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class GateTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_bulletin_names_who_confirmed_it_and_recounts_to_its_bytes()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await ClosedAsync();
        (await town.ConfirmAsync(Town.First)).Refusal.Should().BeNull();
        (await town.GateAsync(Town.First)).Open.Should().BeTrue();
        var digest = await town.DigestAsync(Town.First);

        (await town.SealSeenAsync(Town.First, digest![..12])).Refusal.Should().BeNull("the digest as shown is enough");

        await using var session = town.Session();
        var stored = await session.LoadAsync<SealedBulletin>("2023-W01", ct);
        var bulletin = BulletinFiles.Read(stored!.Record);
        (bulletin.ClosedBy, bulletin.ConfirmedBy, bulletin.SealedBy).Should().Be(("ma", "xu", "song"));
        BulletinFiles.Digest(bulletin).Should().Be(digest, "what was confirmed is what was sealed");
        stored.Page.Should().Contain("通报稿由xu核对确认");
        (await town.Get<Recount>().DifferenceAsync(session, Town.First, ct)).Should().BeNull();
    }

    [Fact]
    public async Task A_confirmation_is_stale_once_the_content_has_changed()
    {
        await using var town = await ClosedAsync();
        (await town.ConfirmAsync(Town.First)).Refusal.Should().BeNull();
        var seen = await town.DigestAsync(Town.First);
        await town.VisitAsync("V2", "li", day: 9);
        (await town.GateAsync(Town.First)).Open.Should()
            .BeTrue("a report of the next week changes nothing of this one");

        await town.DoAsync(
            "zhou", Town.Monday.AddDays(9),
            by => new ReverseClaim(by, new ClaimReversed("V1", "虚报", "试〔2023〕2号"), null));

        var check = (await town.GateAsync(Town.First)).Checks.Single(one => one.Code == "confirmed");
        check.Findings.Should().ContainSingle().Which.Should()
            .Contain("“xu”").And.Contain("内容已有变动").And.Contain(seen![..12]);
        check.Remedy.Should().Contain("重新确认");
        await RefusedAsync(town, () => town.SealSeenAsync(Town.First, seen), "gate-closed");
        await RefusedAsync(
            town, () => town.AskAsync("xu", Town.Monday.AddDays(9), by => new ConfirmWeek(by, Town.First, seen)),
            "content-changed");
        (await town.ConfirmAsync(Town.First)).Refusal.Should().BeNull();
        await RefusedAsync(town, () => town.SealSeenAsync(Town.First, seen), "content-changed");
        (await town.SealSeenAsync(Town.First, await town.DigestAsync(Town.First))).Refusal.Should().BeNull();
    }

    [Fact]
    public async Task What_one_person_may_not_do_alone_stores_nothing()
    {
        await using var town = await ClosedAsync();
        var digest = await town.DigestAsync(Town.First);
        await RefusedAsync(town, () => town.SealSeenAsync(Town.First, digest), "gate-closed");
        (await town.ConfirmAsync(Town.First)).Refusal.Should().BeNull();
        await RefusedAsync(town, () => town.ConfirmAsync(Town.First), "repeated");
        await RefusedAsync(town, () => town.SealSeenAsync(Town.First, digest, "xu"), "same-person");
        await RefusedAsync(town, () => town.SealSeenAsync(Town.First, digest, "ma"), "same-person");
        await RefusedAsync(town, () => town.SealSeenAsync(Town.First, null), "digest-missing");
        await RefusedAsync(town, () => town.SealSeenAsync(Town.First, new string('0', 64)), "content-changed");
        (await town.SealSeenAsync(Town.First, digest)).Refusal.Should().BeNull();
        await RefusedAsync(town, () => town.SealSeenAsync(Town.First, digest), "already-sealed");
        await RefusedAsync(town, () => town.ConfirmAsync(Town.First), "already-sealed");
    }

    [Fact]
    public async Task A_draft_is_confirmed_only_when_nothing_else_is_missing()
    {
        await using var town = await ClosedAsync();
        await town.VisitAsync("V2", "li", day: 4);
        var report = await town.GateAsync(Town.First);
        report.Checks.Where(one => !one.Met).Select(one => one.Code).Should().Equal("decided", "confirmed");

        await RefusedAsync(town, () => town.ConfirmAsync(Town.First), "gate-closed");
        await RefusedAsync(town, () => town.ConfirmAsync(Town.First.Next), "not-closed");
    }

    [Fact]
    public async Task An_open_appeal_is_waived_by_its_sentence_and_the_bulletin_says_so()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await AppealedAsync();
        var week = Town.First.Next;
        var open = (await town.GateAsync(week)).Checks.Single(one => one.Code == "appeals");
        open.MayBeWaived.Should().BeTrue();
        var body = new { check = "appeals", findings = open.Findings, reason = "不影响本周排名", document = "委7号" };
        (await town.PostAsync("gao", "weeks/2023-W02/waive", body)).Status.Should().Be(200);

        var waived = (await town.GateAsync(week)).Checks.Single(one => one.Code == "appeals");
        waived.Met.Should().BeTrue();
        waived.Waived.Should().ContainSingle(one => one.WaivedBy == "gao" && one.Reason == "不影响本周排名");
        (await town.PostAsync("gao", "weeks/2023-W02/waive", body))
            .Should().Match<(int Status, string? Code, System.Text.Json.JsonElement)>(
            answer => answer.Status == 409 && answer.Code == "repeated");
        await LodgeAsync(town, "chen", "S2", About.Line("第五条", "V1"));
        (await town.GateAsync(week)).Checks.Single(one => one.Code == "appeals").Findings
            .Should().ContainSingle("a new finding closes the gate again").Which.Should().Contain("S2");
        await town.DoAsync(
            "chen", Town.Monday.AddDays(10), by => new WithdrawAppeal(by, new AppealWithdrawn("S2", "误提"), null));

        (await town.SealAsync(week)).Refusal.Should().BeNull();
        await using var session = town.Session();
        var stored = await session.LoadAsync<SealedBulletin>("2023-W02", ct);
        BulletinFiles.Read(stored!.Record).Waivers.Should().ContainSingle(one => one.Document == "委7号");
        stored.Page.Should().Contain("经gao豁免，先行签发：不影响本周排名（委7号）").And.Contain(open.Findings[0]);
        (await town.Get<Recount>().DifferenceAsync(session, week, ct)).Should().BeNull();
        (await town.PostAsync("gao", "weeks/2023-W02/waive", body)).Code.Should().Be("already-sealed");
    }

    [Fact]
    public async Task A_waiver_that_is_refused_on_the_page_is_not_to_be_written_again()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await AppealedAsync();
        var page = $"/{Town.District}/weeks/2023-W02";
        var finding = (await town.GateAsync(Town.First.Next)).Checks.Single(one => one.Code == "appeals").Findings[0];
        using var gao = town.Client("gao");
        gao.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var token = await Web.BodyTests.TokenAsync(gao, page);

        using var refused = await gao.PostAsync(
            $"{page}/waive",
            new FormUrlEncodedContent(
            [
                token, new("check", "appeals"), new("finding", finding), new("reason", "\u200B"),
                new("document", "委7号"),
            ]),
            ct);

        ((int)refused.StatusCode).Should().Be(422);
        var text = System.Net.WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(ct));
        text.Should().Contain("value=\"委7号\"").And.MatchRegex("name=\"finding\"[^>]*checked");
    }

    [Theory]
    [InlineData("appeals", "申诉", " ", 422, "reason-missing")]
    [InlineData("appeals", "申诉“没有的”。", "理由", 404, "unknown-finding")]
    [InlineData("decided", "事项", "理由", 422, "not-waivable")]
    [InlineData("second-count", "数字", "理由", 422, "not-waivable")]
    [InlineData("confirmed", "未确认", "理由", 422, "not-waivable")]
    [InlineData("weather", "下雨", "理由", 404, "unknown-check")]
    public async Task What_cannot_be_waived_stores_nothing(
        string check, string finding, string reason, int status, string code)
    {
        await using var town = await ClosedAsync();
        await town.CaughtUpAsync();
        var before = await town.LastAsync();

        var answer = await town.PostAsync(
            "gao", "weeks/2023-W01/waive", new { check, findings = new[] { finding }, reason });

        (answer.Status, answer.Code).Should().Be((status, code));
        (await town.LastAsync()).Should().Be(before);
    }

    [Fact]
    public async Task Only_the_office_confirms_and_only_the_committee_waives()
    {
        await using var town = await ClosedAsync();
        var digest = await town.DigestAsync(Town.First);
        foreach (var account in new[] { "chen", "song", "gao", "ding" })
        {
            (await town.PostAsync(account, "weeks/2023-W01/confirm", new { digest })).Status.Should().Be(403, account);
        }

        foreach (var account in new[] { "chen", "song", "ma", "xu", "ding" })
        {
            (await town.PostAsync(account, "weeks/2023-W01/waive", new { check = "appeals" })).Status.Should()
                .Be(403, account);
        }

        (await town.PostAsync("xu", "weeks/2023-W01/confirm", new { })).Code.Should().Be("digest-missing");
        (await town.PostAsync("xu", "weeks/2023-W01/confirm", new { digest })).Status.Should().Be(200);
        await town.CaughtUpAsync();
        (await town.PostAsync("song", "weeks/2023-W01/seal", new { digest })).Status.Should().Be(200);
    }

    [Fact]
    public async Task The_page_lists_checks_remedies_digest_and_draft()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await AppealedAsync();
        var digest = (await town.DigestAsync(Town.First.Next))!;
        using var gao = town.Client("gao");

        var page = await gao.GetStringAsync($"/{Town.District}/weeks/2023-W02", ct);
        page.Should().Contain("第二套计算结果一致").And.Contain(digest[..12]).And.Contain("尚未确认")
            .And.Contain("豁免所选").And.Contain("请受理并裁决");
        var json = await gao.GetStringAsync($"/api/{Town.District}/weeks/2023-W02/gate", ct);
        json.Should().Contain(digest).And.Contain("\"mayBeWaived\":true").And.Contain("\"remedy\"");
        (await gao.GetStringAsync($"/{Town.District}/weeks/2023-W02/draft", ct)).Should().Contain("（通报稿，未签发）");
        using var none = await gao.GetAsync($"/{Town.District}/weeks/2023-W05/draft", ct);
        ((int)none.StatusCode).Should().Be(422);
    }

    // A visit of the first week counts, and the week is closed.
    private async Task<Town> ClosedAsync()
    {
        var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        (await town.CloseAsync(Town.First)).Refusal.Should().BeNull();
        return town;
    }

    // The first week is sealed, an appeal against it stands open, and the second week is closed.
    private async Task<Town> AppealedAsync()
    {
        var town = await ClosedAsync();
        await town.VisitAsync("V2", "li", day: 4);
        await town.DoAsync(
            "zhou", Town.Monday.AddDays(7), by => new RefuseClaim(by, new ClaimRefused("V2", "仅有合影"), null));
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();
        await LodgeAsync(town, "li", "S1", About.OfClaim("V2"));
        (await town.CloseAsync(Town.First.Next)).Refusal.Should().BeNull();
        return town;
    }

    private static Task<Outcome> LodgeAsync(Town town, string account, string appeal, About about) => town.DoAsync(
        account, Town.Monday.AddDays(9),
        by => new LodgeAppeal(by, appeal, by.Unit!, Town.First, about, "有误", ["纪要.pdf"]));

    private static async Task RefusedAsync(Town town, Func<Task<Outcome>> ask, string code)
    {
        await town.CaughtUpAsync();
        var before = await town.LastAsync();
        (await ask()).Refusal!.Code.Should().Be(code);
        (await town.LastAsync()).Should().Be(before, "nothing is stored");
    }
}
