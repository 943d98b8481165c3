using System.Net.Http.Json;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>Whatever is wrong is refused with a code, a place and a remedy, and nothing is stored.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class BadInputTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Bad_requests_are_refused_with_a_reason_and_store_nothing()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.ProjectAsync("P1");
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        await town.StageAsync("S1", "P1");
        await town.VerifyAsync("S1");
        await town.StageAsync("S2", "P1");
        var before = await town.LastAsync();

        foreach (var (what, account, path, body, status, code) in Table())
        {
            var answer = await town.PostAsync(account, path, body);
            (answer.Status, answer.Code).Should().Be((status, code), "{0}: {1}", what, answer.Body);
            answer.Body.GetProperty("title").GetString().Should().NotBeNullOrWhiteSpace(what);
            answer.Body.GetProperty("detail").GetString().Should().NotBeNullOrWhiteSpace(what);
            answer.Body.GetProperty("where").GetString().Should().NotBeNullOrWhiteSpace(what);
        }

        (await town.LastAsync()).Should().Be(before, "nothing is stored");
    }

    [Fact]
    public async Task A_request_that_is_no_JSON_or_too_large_or_for_an_unknown_district_is_refused()
    {
        await using var town = await Town.NewAsync(postgres);
        using var client = town.Client("chen");
        var ct = TestContext.Current.CancellationToken;
        using var broken = await client.PostAsync(
            $"/api/{Town.District}/claims", new StringContent("{", null, "application/json"), ct);
        ((int)broken.StatusCode).Should().Be(400);

        // Asked to wait for an answer first, the client is not cut off in the middle of sending.
        client.DefaultRequestHeaders.ExpectContinue = true;
        using var large = await client.PostAsync(
            $"/api/{Town.District}/claims",
            new StringContent(new string(' ', 3_000_000) + "{}", null, "application/json"), ct);
        ((int)large.StatusCode).Should().BeOneOf(400, 413);
        using var elsewhere = await client.GetAsync("/api/elsewhere/board", ct);
        ((int)elsewhere.StatusCode).Should().Be(403, "an actor of one district has no role in another");
        using var bulletin = await client.GetAsync("/elsewhere/bulletins/2023-W01", ct);
        ((int)bulletin.StatusCode).Should().Be(404);
        (await bulletin.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(ct)).GetProperty("code").GetString()
            .Should().Be("unknown-district");
    }

    [Fact]
    public async Task A_stale_version_is_refused_with_412()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        using var client = town.Client("zhou");
        client.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "\"7\"");
        using var answer = await client.PostAsJsonAsync(
            $"/api/{Town.District}/claims/V1/verify", new { }, TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).Should().Be(412);
    }

    private static IEnumerable<Bad> Table() => [.. Reports(), .. Projects(), .. Handling(), .. Decisions()];

    private static IEnumerable<Bad> Reports()
    {
        yield return new Bad("unknown kind", "chen", "claims", Claim("X", "dinner"), 404, "unknown-kind");
        yield return new Bad(
            "unknown firm", "chen", "claims", Claim("X", BuiltInKinds.Visit, ("enterprise", "无名"), ("leader", "top")),
            404,
            "unknown-enterprise");
        yield return new Bad(
            "unknown choice", "chen", "claims",
            Claim("X", BuiltInKinds.Visit, ("enterprise", "鼎新"), ("leader", "king")), 422,
            "field-wrong");
        yield return new Bad(
            "unknown field", "chen", "claims", Claim("X", BuiltInKinds.Visit, ("firm", "鼎新")), 422, "unknown-field");
        yield return new Bad(
            "missing field", "chen", "claims", Claim("X", BuiltInKinds.Visit, ("enterprise", "鼎新")), 422,
            "field-missing");
        yield return new Bad(
            "control character", "chen", "claims",
            Claim("X", BuiltInKinds.Visit, ("enterprise", "鼎\u0000新"), ("leader", "top")), 422, "field-wrong");
        yield return new Bad(
            "control character in a reason", "zhou", "claims/S2/refuse", new { reason = "无\u0000据" }, 422,
            "text-wrong");
        yield return new Bad(
            "name with a slash", "chen", "claims",
            Claim("a/b", BuiltInKinds.Visit, ("enterprise", "鼎新"), ("leader", "top")),
            422, "name-wrong");
        yield return new Bad(
            "visit in the future", "chen", "claims",
            Claim("X", BuiltInKinds.Visit, new DateOnly(2100, 1, 1), [("enterprise", "鼎新"), ("leader", "top")]), 422,
            "in-the-future");
        yield return new Bad(
            "repeated request", "chen", "claims",
            Claim("V1", BuiltInKinds.Visit, new DateOnly(2023, 1, 4), [("enterprise", "鼎新"), ("leader", "top")]), 409,
            "repeated");
        yield return new Bad(
            "same number, other content", "chen", "claims",
            Claim("V1", BuiltInKinds.Visit, ("enterprise", "鼎新"), ("leader", "staff")), 409, "claim-exists");
        yield return new Bad(
            "another unit's claim", "chen", "claims",
            new { claim = "X", kind = "visit", occurredOn = "2023-01-04", unit = "永安镇", facts = new { } }, 403,
            "forbidden");
    }

    private static IEnumerable<Bad> Projects()
    {
        yield return new Bad("amount without unit", "zhou", "projects", Project("3000"), 422, "field-wrong");
        yield return new Bad("amount in dollars", "zhou", "projects", Project("3000万美元"), 422, "field-wrong");
        yield return new Bad("negative amount", "zhou", "projects", Project("-3亿"), 422, "field-wrong");
        yield return new Bad(
            "shares that add to 0.99", "zhou", "projects/P1/shares", Shares(("桂城街道", 0.5m), ("永安镇", 0.49m)), 422,
            "shares-not-one");
        yield return new Bad(
            "share of an unknown unit", "zhou", "projects/P1/shares", Shares(("月球镇", 1m)), 404, "unknown-unit");
        yield return new Bad(
            "second first introducer", "zhou", "projects/P1/introducer", new { unit = "永安镇" }, 409,
            "introducer-exists");
        yield return new Bad(
            "introducer of an unknown project", "zhou", "projects/P9/introducer", new { unit = "永安镇" }, 404,
            "unknown-project");
    }

    private static IEnumerable<Bad> Handling()
    {
        yield return new Bad("a stage twice", "zhou", "claims/S2/verify", new { }, 409, "stage-credited");
        yield return new Bad("verified twice", "zhou", "claims/V1/verify", new { }, 409, "repeated");
        yield return new Bad("unknown claim", "zhou", "claims/V9/verify", new { }, 404, "unknown-claim");
        yield return new Bad(
            "refusal without reason", "zhou", "claims/S2/refuse", new { reason = " " }, 422, "reason-missing");
        yield return new Bad(
            "reversal without document", "zhou", "claims/V1/reverse", new { reason = "虚报" }, 422, "document-missing");
        yield return new Bad("unknown week", "chen", "reports/2023-W60", new { nil = true }, 404, "unknown-week");
        yield return new Bad(
            "week that the year does not have", "chen", "reports/2023-W53", new { nil = true }, 404, "unknown-week");
        yield return new Bad(
            "week that has not begun", "chen", "reports/2090-W01", new { nil = true }, 422, "in-the-future");
        yield return new Bad("sealing an open week", "song", "weeks/2023-W01/seal", new { }, 409, "not-closed");
    }

    private static IEnumerable<Bad> Decisions()
    {
        yield return new Bad(
            "broken rulebook", "gao", "rulebooks", new { text = "rulebook: [", document = "文" }, 422,
            "rulebook-broken");
        yield return new Bad(
            "adjustment without document", "gao", "adjustments", Adjustment("D1", "桂城街道", 1m, ""), 422,
            "document-missing");
        yield return new Bad(
            "adjustment of nothing", "gao", "adjustments", Adjustment("D1", "桂城街道", 0m, "文1"), 422, "points-zero");
        yield return new Bad(
            "adjustment of an unknown unit", "gao", "adjustments", Adjustment("D1", "月球镇", 1m, "文1"), 404,
            "unknown-unit");
        yield return new Bad(
            "firm with a wrong code", "zhou", "enterprises",
            new { enterprise = "E9", name = "某公司", creditCode = "91441200MA4UXXXX1X" }, 422, "credit-code-wrong");
        yield return new Bad(
            "firm with a taken name", "zhou", "enterprises", new { enterprise = "E9", name = "肇庆鼎新材料有限公司 " },
            409,
            "name-taken");
        yield return new Bad(
            "blank alias", "zhou", "enterprises/鼎新/aliases", new { alias = " " }, 422, "name-missing");
        yield return new Bad(
            "alias of an unknown firm", "zhou", "enterprises/无名/aliases", new { alias = "某某" }, 404,
            "unknown-enterprise");
        yield return new Bad(
            "unit that is already there", "ma", "units",
            new { unit = "永安镇", name = "永安镇", kind = "镇街", group = "镇街", from = "2023-01-01" }, 409,
            "repeated");
        yield return new Bad("targets without document", "gao", "targets", Targets("*", "visits", "2023", 1m, ""), 422,
            "document-missing");
        yield return new Bad(
            "target of an unknown unit", "gao", "targets", Targets("月球镇", "visits", "2023", 1m), 404,
            "unknown-unit");
        yield return new Bad("unknown indicator", "gao", "targets", Targets("*", "visit", "2023", 1m), 404,
            "unknown-indicator");
        yield return new Bad("indicator of another year", "gao", "targets", Targets("*", "visits", "2022", 1m), 404,
            "unknown-indicator");
        yield return new Bad("malformed period", "gao", "targets", Targets("*", "visits", "2023-W60", 1m), 422,
            "period-wrong");
        yield return new Bad("negative target", "gao", "targets", Targets("*", "visits", "2023", -1m), 422,
            "amount-wrong");
        yield return new Bad("targets with a control character", "gao", "targets",
            Targets("*", "visits", "2023", 1m, "文\u0000号"), 422, "text-wrong");
        yield return new Bad("a verifier who gives targets", "zhou", "targets", Targets("*", "visits", "2023", 1m), 403,
            "forbidden");
        yield return new Bad(
            "a verifier who reports", "zhou", "claims", Claim("X", BuiltInKinds.Visit), 403, "forbidden");
        yield return new Bad("a reporter who verifies", "chen", "claims/V1/verify", new { }, 403, "forbidden");
        yield return new Bad("an auditor who closes", "ding", "weeks/2023-W01/close", new { }, 403, "forbidden");
    }

    private static object Targets(
        string unit, string indicator, string period, decimal amount, string document = "文1") =>
        new { document, targets = new[] { new { unit, indicator, period, amount } } };

    private static object Claim(string id, string kind, params (string, string)[] facts) =>
        Claim(id, kind, new DateOnly(2023, 1, 4), facts);

    private static object Claim(string id, string kind, DateOnly on, (string Name, string Text)[] facts) =>
        new { claim = id, kind, occurredOn = on, facts = facts.ToDictionary(fact => fact.Name, fact => fact.Text) };

    private static object Project(string contracted) =>
        new { project = "P2", name = "项目", enterprise = "鼎新", industry = "新材料", contracted };

    private static object Shares(params (string Unit, decimal Part)[] shares) =>
        new { shares = shares.Select(share => new Share(share.Unit, share.Part)), source = "协议" };

    private static object Adjustment(string id, string unit, decimal points, string document) =>
        new
        {
            adjustment = id,
            unit,
            points,
            decidedOn = "2023-01-05",
            effectiveOn = "2023-01-05",
            document,
            reason = "贡献突出",
        };

    private sealed record Bad(string What, string Account, string Path, object Body, int Status, string Code);
}
