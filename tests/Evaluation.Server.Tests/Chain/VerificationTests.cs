using System.Text.Json;
using Evaluation.Office.Claims;
using Evaluation.Office.Weeks;
using Evaluation.Server.Claims;
using Evaluation.Server.Publication;
using Evaluation.Server.Verification;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>Likely duplicates are shown to the office, close the gate, and are settled with a reason.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class VerificationTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Later = Town.Monday.AddDays(9);

    [Fact]
    public async Task Two_reports_of_one_visit_close_the_gate_until_one_is_refused_or_they_are_said_to_be_two()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VisitAsync("V2", "li");
        await town.VerifyAsync("V1");
        await town.VerifyAsync("V2");
        await town.CloseAsync(Town.First);

        var refused = await town.SealAsync(Town.First);
        refused.Refusal!.Code.Should().Be("gate-closed");
        refused.Refusal.What.Should().Contain("“V1”").And.Contain("“V2”").And.Contain("企业同为“肇庆鼎新材料有限公司”");
        await town.DoAsync(
            "zhou", Later, by => new DistinguishClaims(by, "V2", "V1", "上午总部、下午工厂，接洽人不同"));
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();

        await town.CloseAsync(Town.First.Next);
        (await town.SealAsync(Town.First.Next)).Refusal.Should().BeNull();
    }

    [Fact]
    public async Task A_duplicate_that_comes_after_the_week_was_sealed_closes_the_next_gate_and_an_old_one_does_not()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        await town.CloseAsync(Town.First);
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();
        await town.VisitAsync("V2", "li");
        await town.VerifyAsync("V2");
        await town.CloseAsync(Town.First.Next);

        (await town.SealAsync(Town.First.Next)).Refusal!.What.Should().Contain("“V2”");
        await town.DoAsync(
            "zhou", Later, by => new ReverseClaim(by, new ClaimReversed("V2", "重复填报", "试〔2023〕2号"), null));
        (await town.SealAsync(Town.First.Next)).Refusal.Should().BeNull();
    }

    [Fact]
    public async Task A_claim_that_waits_is_settled_by_carrying_it_over_or_refusing_it()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VisitAsync("V2", "li");
        await town.VerifyAsync("V1");
        await town.CloseAsync(Town.First);
        (await town.SealAsync(Town.First)).Refusal!.What.Should().Contain("同属“外出拜访企业”");
        await town.DoAsync(
            "ma", Later, by => new CarryOver(by, new ClaimCarriedOver(Town.First, "V2", "待两单位说明")));
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();

        await town.VerifyAsync("V2");
        await town.CloseAsync(Town.First.Next);
        (await town.SealAsync(Town.First.Next)).Refusal!.What.Should().Contain("“V2”", "it counts from now on");
    }

    [Fact]
    public async Task Units_see_no_findings_and_the_office_sees_them_on_every_way()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VisitAsync("V2", "li");
        await town.CaughtUpAsync();
        foreach (var path in new[] { $"/api/{Town.District}/verification/findings",
            $"/api/{Town.District}/verification/sample", $"/{Town.District}/verification" })
        {
            ((int)(await town.Client("chen").GetAsync(path, ct)).StatusCode).Should().Be(403, path);
            ((int)(await town.Client().GetAsync(path, ct)).StatusCode).Should().Be(401, path);
            foreach (var account in new[] { "zhou", "ma", "song", "gao", "ding" })
            {
                ((int)(await town.Client(account).GetAsync(path, ct)).StatusCode).Should()
                    .Be(200, "{0} {1}", account, path);
            }
        }

        (await town.Client("chen").GetStringAsync($"/{Town.District}/claims", ct)).Should()
            .NotContain("疑似重复").And.NotContain("核实提示");
        (await town.Client("zhou").GetStringAsync($"/{Town.District}/claims?finding=grave", ct)).Should()
            .Contain("claim-V1").And.Contain("claim-V2").And.Contain("疑似重复");
        using var foreign = await town.Client("chen").GetAsync($"/{Town.District}/claims?finding=grave", ct);
        ((int)foreign.StatusCode).Should().Be(403);
        (await town.Client("zhou").GetStringAsync($"/{Town.District}/claims/V2", ct)).Should()
            .Contain("说明为两件事项").And.Contain("有重点核实提示").And.Contain("另一件");
        var page = await town.Client("ding").GetStringAsync($"/{Town.District}/verification", ct);
        page.Should()
            .Contain("抽查名单").And.Contain("（0＋2）÷（0＋4）＝50%").And.NotContain("说明为两件事项</button>");

        var found = await JsonAsync(town, "findings?claim=V2&week=2023-W01&severity=high");
        found.GetProperty("findings")[0].GetProperty("claims").EnumerateArray().Select(one => one.GetString()).Should()
            .Equal("V1", "V2");
        (await JsonAsync(town, "findings?week=2023-W02")).GetProperty("total").GetInt32().Should().Be(0);
        (await JsonAsync(town, "sample?week=2023-W01")).GetProperty("chosen").GetInt32().Should().Be(2);
    }

    [Fact]
    public async Task Bad_requests_are_refused_with_a_reason_and_store_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VisitAsync("V2", "li");
        await town.VisitAsync("V3", "wu");
        await town.DoAsync("zhou", Later, by => new RefuseClaim(by, new ClaimRefused("V3", "重复"), null));
        var before = await town.LastAsync();
        foreach (var (account, first, second, reason, status, code) in new[]
        {
            ("zhou", "V1", "V1", "不同", 422, "same-claim"), ("zhou", "V1", "V9", "不同", 404, "unknown-claim"),
            ("zhou", "V1", "V2", " ", 422, "reason-missing"),
            ("zhou", "V1", "V2", new string('长', 201), 422, "reason-missing"),
            ("zhou", "V1", "V3", "不同", 422, "nothing-open"), ("zhou", "V1", "a/b", "不同", 422, "name-wrong"),
            ("zhou", "", "", "", 422, "name-wrong"), ("chen", "V1", "V2", "不同", 403, "forbidden"),
            ("ding", "V1", "V2", "不同", 403, "forbidden"),
        })
        {
            var answer = await town.PostAsync(account, "verification/distinctions", new { first, second, reason });
            (answer.Status, answer.Code).Should()
                .Be((status, code), "{0} {1} {2} {3}", account, first, second, answer.Body);
        }

        (await town.LastAsync()).Should().Be(before, "nothing is stored");
        foreach (var (query, status) in new[] { ("findings?claim=V9", 404), ("findings?week=2023-W99", 404),
            ("findings?severity=huge", 404), ("sample?week=x", 404) })
        {
            ((int)(await town.Client("ding").GetAsync($"/api/{Town.District}/verification/{query}", ct)).StatusCode)
                .Should().Be(status, query);
        }

        (await town.PostAsync(
            "ma", "verification/distinctions", new { first = "V2", second = "V1", reason = "接洽人不同" })).Status
                .Should().Be(200);
        (await town.PostAsync(
            "zhou", "verification/distinctions", new { first = "V1", second = "V2", reason = "接洽人不同" })).Code
                .Should().Be("repeated");
        await town.DoAsync(
            "chen", Later,
            by => new CorrectClaim(
                by, "V1", null, new Dictionary<string, string> { ["leader"] = "staff" }, null, "更正", null));
        (await town.PostAsync(
            "zhou", "verification/distinctions", new { first = "V1", second = "V2", reason = "更正后仍是两件" })).Status
                .Should().Be(200);
    }

    [Fact]
    public async Task Two_clerks_who_state_it_at_once_are_heard_once()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VisitAsync("V2", "li");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => town.AskAsync(
            i % 2 == 0 ? "zhou" : "xu", Later,
            by => new DistinguishClaims(by, i % 2 == 0 ? "V1" : "V2", i % 2 == 0 ? "V2" : "V1", "不同"))));

        outcomes.Count(one => one.Refusal is null).Should().Be(1);
        outcomes.Where(one => one.Refusal is not null).Should().OnlyContain(one => one.Refusal!.Code == "repeated");
    }

    private static async Task<JsonElement> JsonAsync(Town town, string path) => JsonSerializer.Deserialize<JsonElement>(
        await town.Client("ding")
            .GetStringAsync($"/api/{Town.District}/verification/{path}", TestContext.Current.CancellationToken));
}
