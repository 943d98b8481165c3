using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Evaluation.Office.Claims;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>Waiting claims are decided one after another, or several at once, and each by one person only.</summary>
[Collection(nameof(SharedTown))]
public sealed class VerifyQueueTests(SharedTown shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Town Town => shared.Town;

    [Fact]
    public async Task A_verifier_is_not_offered_what_he_corrected_and_another_is()
    {
        await Town.VisitAsync("OWN-1", "he", day: 3);
        using var api = Town.Client("zhou");
        using var answer = await api.PostAsJsonAsync(
            $"/api/{Town.District}/claims/OWN-1/correct",
            new { reason = "带队领导有误", facts = new { leader = "member" } }, Ct);
        answer.EnsureSuccessStatusCode();
        await Town.CaughtUpAsync();
        using var own = new Desk(Town, "zhou", Town.District);
        using var other = new Desk(Town, "xu", Town.District);

        (await own.SeeAsync("verify?q=OWN-1")).Text.Should().Contain("另有1件是您本人填报或更正过的")
            .And.NotContain("编号OWN-1");
        (await own.SeeAsync("claims/OWN-1")).Text.Should().Contain("该事项由本人更正过，须由另一名核验人员办理。")
            .And.NotContain("<h2>核验</h2>");
        var forced = await own.SendAsync(
            "claims/OWN-1", "claims/OWN-1/decide", ("version", "2"), ("do", "verify"), ("reason", ""));
        forced.Status.Should().Be(422);
        forced.Text.Should().Contain("该事项由本人更正过，不能由本人核验。");
        (await Town.PostAsync("zhou", "claims/OWN-1/verify", new { })).Code.Should().Be("same-person");

        (await other.SeeAsync("verify?q=OWN-1")).Text.Should().Contain("编号OWN-1");
        (await Town.PostAsync("xu", "claims/OWN-1/verify", new { })).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_verifier_decides_one_claim_after_another_and_nobody_decides_it_again()
    {
        foreach (var (claim, day) in new[] { ("QUE-1", 2), ("QUE-2", 8), ("QUE-3", 14) })
        {
            await Town.VisitAsync(claim, "he", day: day);
        }

        await Town.CaughtUpAsync();
        using var desk = new Desk(Town, "zhou", Town.District);
        const string queue = "verify?q=QUE-&sort=oldest";
        (await desk.SeeAsync(queue)).Text.Should().Contain("待核验3件，这是第1件，共3件").And.Contain("编号QUE-1")
            .And.Contain("填报情况").And.Contain("claim=QUE-2");
        (await desk.SeeAsync($"{queue}&claim=QUE-3")).Text.Should().Contain("这是第3件，共3件");

        var before = await Town.LastAsync();
        var stayed = await DecideAsync(desk, "QUE-1", "stay", "还在写");
        (stayed.Status, await Town.LastAsync()).Should().Be((422, before), "Enter decides nothing");
        stayed.Text.Should().Contain("还没有核验").And.Contain("编号QUE-1").And.Contain(">还在写</textarea>");
        var refused = await DecideAsync(desk, "QUE-1", "refuse", "");
        refused.Status.Should().Be(422);
        refused.Text.Should().Contain("未办理").And.Contain("编号QUE-1", "a refusal stands on the claim itself");

        var next = await DecideAsync(desk, "QUE-1", "verify", "");
        next.Status.Should().Be(302);
        next.Text.Should().Contain("✓ 已办理").And.Contain("现在的状态：已认定").And.Contain("这是第1件，共2件")
            .And.Contain("编号QUE-2");

        await Town.VerifyAsync("QUE-2", "xu");
        await Town.CaughtUpAsync();
        before = await Town.LastAsync();
        var late = await DecideAsync(desk, "QUE-2", "refuse", "不实");
        late.Status.Should().BeOneOf(409, 412, 422);
        late.Text.Should().Contain("您的结论没有登记：xu已先办理").And.Contain("编号QUE-3")
            .And.NotContain("不实</textarea>");
        (await Town.LastAsync()).Should().Be(before);

        var last = await DecideAsync(desk, "QUE-3", "return", "地点也请写明。", "请补充佐证材料。");
        last.Text.Should().Contain("退回补正").And.Contain("没有待核验的事项");
        (await ClaimAsync("QUE-3")).Reason.Should().Be("请补充佐证材料。地点也请写明。");
        (await desk.SeeAsync($"{queue}&claim=QUE-1")).Text.Should().Contain("不再待核验");
    }

    [Fact]
    public async Task Several_are_decided_by_one_reason_where_findings_allow_and_each_answer_is_told()
    {
        await Town.VisitAsync("BLK-1", "li", day: 20);
        await Town.VisitAsync("BLK-2", "he", day: 20);
        await Town.VisitAsync("BLK-3", "he", day: 26);
        await Town.CaughtUpAsync();
        using var desk = new Desk(Town, "xu", Town.District);
        const string queue = "verify?q=BLK-";
        (await desk.SeeAsync(queue)).Text.Should().Contain("另一件").And.Contain("class=\"differs\"")
            .And.Contain("1.BLK-2");

        (await desk.SendAsync(queue, queue, ("reason", ""), ("do", "verify"))).Text.Should().Contain("没有选中事项");
        (await desk.SendAsync(queue, queue, ("id", "1.BLK-3"), ("reason", "写到一半"), ("do", "stay"))).Text.Should()
            .Contain("还没有核验");
        var grave = await desk.SendAsync(
            queue, queue, ("id", "1.BLK-1"), ("id", "1.BLK-2"), ("reason", ""), ("do", "verify"));
        grave.Status.Should().Be(422);
        Regex.Count(grave.Text, "须逐件办理").Should().Be(2);

        var mixed = await desk.SendAsync(
            queue, queue, ("id", "1.BLK-2"), ("id", "9.BLK-3"), ("reason", "与永安镇为同一事项"), ("do", "refuse"));
        mixed.Status.Should().Be(422);
        mixed.Text.Should().Contain("不予认定").And.Contain("BLK-3");
        (await ClaimAsync("BLK-2")).Should().Match<Claim>(
            claim => claim.Status == ClaimStatus.Refused && claim.Reason == "与永安镇为同一事项");
        (await ClaimAsync("BLK-3")).Status.Should().Be(ClaimStatus.Reported, "another version was shown");

        var all = await desk.SendAsync(
            queue, queue, ("id", "1.BLK-1"), ("id", "1.BLK-3"), ("reason", ""), ("usual", "请补充佐证材料。"),
            ("do", "return"));
        all.Status.Should().Be(302);
        all.Text.Should().Contain("等2件");
    }

    [Fact]
    public async Task Claims_without_grave_findings_that_were_not_drawn_are_accepted_together()
    {
        for (var i = 0; i < 6; i++)
        {
            await Town.VisitAsync($"ACC-0{i}", "wu", day: 2);
            await Town.VerifyAsync($"ACC-0{i}");
        }

        var (first, second) = (NotDrawn(60, "ACC-A"), NotDrawn(66, "ACC-B"));
        await Town.VisitAsync(first, "wu", day: 60);
        await Town.VisitAsync(second, "wu", day: 66);
        await Town.CaughtUpAsync();
        using var desk = new Desk(Town, "zhou", Town.District);
        var picked = (await desk.SeeAsync("verify?q=ACC-&pick=plain")).Text;
        Regex.Count(picked, "<input type=\"checkbox\"[^>]* checked").Should().Be(2);

        var done = await desk.SendAsync(
            "verify?q=ACC-", "verify?q=ACC-", ("id", $"1.{first}"), ("id", $"1.{second}"), ("reason", ""),
            ("do", "verify"));
        done.Status.Should().Be(302);
        done.Text.Should().Contain("等2件，现在的状态：已认定");
        (await ClaimAsync(first)).Status.Should().Be(ClaimStatus.Verified);
    }

    [Fact]
    public async Task The_page_has_keys_by_a_file_of_its_own_and_nothing_written_into_it_runs()
    {
        using var client = Town.Client("zhou");
        using var page = await client.GetAsync($"/{Town.District}/verify?q=V1", Ct);
        page.Headers.GetValues("Content-Security-Policy").Single().Should()
            .Contain("default-src 'none'").And.Contain("script-src 'self';");
        var text = await page.Content.ReadAsStringAsync(Ct);
        Regex.Count(text, "<script").Should().Be(1);
        var script = Regex.Match(
            text, "<script src=\"(/scripts/queue.js[?]v=[0-9a-f]{12})\" type=\"module\"></script>");
        using var file = await client.GetAsync(script.Groups[1].Value, Ct);
        file.Content.Headers.ContentType!.MediaType.Should().Be("text/javascript");
        file.Headers.CacheControl!.MaxAge.Should().BeGreaterThan(TimeSpan.FromDays(30));
    }

    [Fact]
    public async Task A_decision_on_the_page_of_a_claim_is_told_there()
    {
        await Town.VisitAsync("PGE-1", "he", day: 40);
        await Town.CaughtUpAsync();
        using var desk = new Desk(Town, "zhou", Town.District);
        const string page = "claims/PGE-1";

        var refused = await desk.SendAsync(page, $"{page}/decide", ("reason", ""), ("do", "return"), ("version", "1"));
        refused.Status.Should().Be(422);
        refused.Text.Should().Contain("未办理").And.Contain("退回补正</button>");
        (await desk.SendAsync(page, $"{page}/decide", ("reason", "看"), ("do", "stay"), ("version", "1"))).Text.Should()
            .Contain("还没有核验").And.Contain(">看</textarea>");
        var done = await desk.SendAsync(page, $"{page}/decide", ("reason", ""), ("do", "verify"), ("version", "1"));
        done.Status.Should().Be(302);
        done.Text.Should().Contain("已办理").And.Contain("已认定").And.NotContain("退回补正</button>");
        var late = await desk.SendAsync(page, $"{page}/decide", ("reason", "迟"), ("do", "refuse"), ("version", "1"));
        late.Text.Should().Contain("未办理");
    }

    private static Task<(int Status, string Text)> DecideAsync(
        Desk desk, string claim, string verdict, string reason, string usual = "") => desk.SendAsync(
        "verify?q=QUE-&sort=oldest", $"verify/{claim}?q=QUE-&sort=oldest", ("version", "1"), ("reason", reason),
        ("usual", usual), ("do", verdict));

    // A number that the draw leaves out whatever happened before: its hash is among the highest.
    private static string NotDrawn(int day, string prefix)
    {
        var week = Week.Of(Town.First.Start.AddDays(day - 1), DayOfWeek.Monday);
        return Enumerable.Range(0, 10_000).Select(i => $"{prefix}{i}")
            .First(id => Sampling.Hash(Town.District, week, id).StartsWith("ff", StringComparison.Ordinal));
    }

    private async Task<Claim> ClaimAsync(string claim)
    {
        await using var session = Town.Session();
        return (await session.StateAsync<Claim>(Claim.StreamOf(claim), Ct))!;
    }
}
