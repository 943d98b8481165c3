using Evaluation.Office.Mandates;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Mandates;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>A kind that a rulebook declares goes the whole way: reported, verified, counted, printed.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class DeclaredKindTests(PostgresFixture postgres)
{
    private const string Kind = """
        kinds:
          attendance:
            label: 例会出勤
            fields:
              person: {label: 姓名, type: text, required: true}
              present: {label: 出席, type: flag, required: true}
              host: {label: 主办单位, type: unit}
              note: {label: 会上意见, type: text, internal: true}
            same: [person, occurred_on]
            evidence: true

        """;

    private const string Clause = """
        clauses:
          - id: 出勤
            text: 每人次计0.2分。
            unit: 分/人次
            each: attendance
            where: present
            gives: 0.2
            cap: none
            examples:
              - {name: 一人次, facts: [2023-03-01 attendance person=甲 present=是], gives: 0.2}

        """;

    private static readonly string[] Papers = ["签到表.jpg"];

    private static readonly DateOnly Tuesday = new(2023, 1, 10);

    [Fact]
    public async Task A_declared_kind_is_reported_verified_and_counted_once()
    {
        await using var town = await StartAsync();
        await ReportAsync(town, "A1");
        await town.CaughtUpAsync();
        (await RemarksAsync(town, "A2", "attendance", "2023-01-10", new { person = "李　明", present = "是" }))
            .Should().Equal("与2023年1月11日申报的第A1号重复（待核验），同一事项只计一次；重复填报的请撤回。");
        (await RemarksAsync(town, "V9", "visit", "2024-01-03", new { enterprise = "鼎新", leader = "top" })).Should()
            .Equal("2024-01-03：该日期尚无生效的考评办法，暂不计分。");
        await town.CaughtUpAsync();
        (await PageAsync(town, "chen", "claims/A2")).Should().Contain("与2023年1月11日申报的第A1号重复");
        (await PageAsync(town, "chen", "claims/V9")).Should()
            .Contain("2024-01-03：该日期尚无生效的考评办法，暂不计分。");
        await ReportAsync(town, "A3", person: "王芳");
        foreach (var claim in new[] { "A1", "A2", "A3" })
        {
            await town.VerifyAsync(claim);
        }

        await town.CaughtUpAsync();
        var now = await town.Get<Replay>()
            .AtAsync(Town.District, await town.LastAsync(), TestContext.Current.CancellationToken);
        var rules = town.Get<RuleSets>().Of(now.District.Editions);
        now.Score(rules).Single(score => score.Unit == "桂城街道").Sheets.SelectMany(sheet => sheet.Lines)
            .Where(line => line.Clause == "出勤")
            .Select(line => (line.Fact, line.Points, line.Earlier)).Should()
            .Equal(("A1", 0.2m, null), ("A2", 0m, "A1"), ("A3", 0.2m, null));
        (await town.Get<Reconciliation>().DifferencesAsync(Town.District, now, TestContext.Current.CancellationToken))
            .Should().BeEmpty();

        (await PageAsync(town, "zhou", "claims/A1")).Should().Contain("例会出勤").And.Contain("李明");
        await InternalsAreSeenAsDeclaredAsync(town);
        await town.DoAsync("zhou", Town.Monday.AddDays(14), by => new CorrectClaim(
            by, "A3", null, new Dictionary<string, string> { ["present"] = "否" }, null, "未到会", null));
    }

    // By the unit and the office; by other units only where the district declares so; in no draft of a bulletin.
    private static async Task InternalsAreSeenAsDeclaredAsync(Town town)
    {
        const string sheet = "board/2023-W02/桂城街道", internals = "会上意见";
        foreach (var (account, sees) in new[] { ("chen", true), ("zhou", true), ("li", false) })
        {
            (await PageAsync(town, account, sheet)).Contains(internals, StringComparison.Ordinal).Should()
                .Be(sees, account);
            using var client = town.Client(account);
            var data = await client.GetStringAsync(
                $"/api/{Town.District}/{sheet}", TestContext.Current.CancellationToken);
            data.Contains("2倍预算", StringComparison.Ordinal).Should().Be(sees, account);
            data.Should().Contain("姓名");
        }

        await town.DoAsync("gao", Town.Monday.AddDays(14), by => new DeclareVisibility(
            by, new VisibilityDeclared(Visibility.All, "试〔2023〕3号") { Papers = PaperScope.Both }, ""));
        (await PageAsync(town, "li", sheet)).Should().Contain(internals);
        await town.CloseAsync(Town.First);
        await town.CloseAsync(Town.First.Next);
        (await PageAsync(town, "zhou", "weeks/2023-W02/draft")).Should().Contain("姓名：李明").And
            .NotContain(internals);
        (await PageAsync(town, "zhou", "weeks/2023-W02/draft?paper=public")).Should().Contain("例会出勤").And
            .NotContain("李明").And.NotContain("由ma");
        (await PageAsync(town, "zhou", "weeks/2023-W02")).Should().Contain("查看对外公布的一份");
    }

    [Theory]
    [InlineData("no evidence", "evidence-missing")]
    [InlineData("wrong type", "field-wrong")]
    [InlineData("missing field", "field-missing")]
    [InlineData("unknown field", "unknown-field")]
    [InlineData("unknown unit", "unknown-unit")]
    [InlineData("before the edition", "unknown-kind")]
    [InlineData("another kind", "unknown-kind")]
    public async Task A_mistake_is_refused_with_its_code_and_stores_nothing(string what, string code)
    {
        await using var town = await StartAsync();
        var before = await town.LastAsync();
        var facts = new Dictionary<string, string>
        {
            ["person"] = "李明",
            ["present"] = what == "wrong type" ? "也许" : "是"
        };
        switch (what)
        {
            case "missing field":
                facts.Remove("person");
                break;
            case "unknown field":
                facts["mood"] = "好";
                break;
            case "unknown unit":
                facts["host"] = "月球镇";
                break;
        }

        var outcome = await town.AskAsync("chen", Town.Monday.AddDays(9), by => new ReportClaim(
            by, "A1", by.Unit!, what == "another kind" ? "attendanse" : "attendance",
            what == "before the edition" ? new DateOnly(2023, 1, 4) : Tuesday,
            facts, [], what == "no evidence" ? [] : ["签到表.jpg"]));

        outcome.Refusal!.Code.Should().Be(code);
        (await town.LastAsync()).Should().Be(before, "nothing is stored");
    }

    [Fact]
    public async Task A_claim_cannot_be_moved_to_a_day_on_which_its_kind_is_not_in_force()
    {
        await using var town = await StartAsync();
        await ReportAsync(town, "A1");

        var moved = await town.AskAsync("chen", Town.Monday.AddDays(9), by => new CorrectClaim(
            by, "A1", new DateOnly(2023, 1, 4), new Dictionary<string, string>(), null, "日期写错", null));

        moved.Refusal!.Code.Should().Be("unknown-kind");
    }

    [Fact]
    public async Task The_form_offers_declared_kinds_and_asks_for_their_evidence()
    {
        await using var town = await StartAsync();

        var form = await PageAsync(town, "chen", "claims/report?kind=attendance");

        form.Should().Contain("例会出勤").And.Contain("name=\"person\"").And.Contain("name=\"evidence\"");
        (await PageAsync(town, "chen", $"claims/report?kind={BuiltInKinds.Visit}")).Should()
            .NotContain("name=\"evidence\"");
    }

    [Fact]
    public async Task An_edition_whose_example_fails_is_not_adopted()
    {
        await using var town = await StartAsync();
        var text = (await TextAsync()).Replace("edition: 2", "edition: 3", StringComparison.Ordinal)
            .Replace("gives: 0.2}", "gives: 0.3}", StringComparison.Ordinal);

        var answer = await town.PostAsync("gao", "rulebooks", new { text, document = "试〔2023〕3号" });

        (answer.Status, answer.Code).Should().Be((422, "example-failed"));
        answer.Body.GetProperty("where").GetString().Should().MatchRegex("^text:[0-9]+:[0-9]+$");
    }

    private static async Task<string> PageAsync(Town town, string account, string path)
    {
        using var client = town.Client(account);
        return System.Net.WebUtility.HtmlDecode(
            await client.GetStringAsync($"/{Town.District}/{path}", TestContext.Current.CancellationToken));
    }

    private static async Task<string?[]> RemarksAsync(
        Town town, string claim, string kind, string occurredOn, object facts)
    {
        var (status, _, body) = await town.PostAsync(
            "chen", "claims", new { claim, kind, occurredOn, facts, evidence = Papers });
        status.Should().Be(200, $"{body}");
        return [.. body.GetProperty("remarks").EnumerateArray().Select(remark => remark.GetString())];
    }

    private static Task<Outcome> ReportAsync(Town town, string claim, string person = "李明") => town.DoAsync(
        "chen", Town.Monday.AddDays(9), by => new ReportClaim(
            by, claim, by.Unit!, "attendance", Tuesday,
            new Dictionary<string, string> { ["person"] = person, ["present"] = "是", ["note"] = "2倍预算" }, [],
            ["签到表.jpg"]));

    // The second edition begins in the second week, so that its kind is unknown before.
    private async Task<Town> StartAsync()
    {
        var town = await Town.NewAsync(postgres);
        var text = await TextAsync();
        await town.DoAsync("gao", Town.Monday, by => new AdoptRulebook(by, text, "试〔2023〕2号", null));
        return town;
    }

    private static async Task<string> TextAsync() => (await Town.SeedAsync("dinghu")).Rulebook
        .Replace("edition: 1", "edition: 2", StringComparison.Ordinal)
        .Replace("from: 2023-01-01, to", "from: 2023-01-09, to", StringComparison.Ordinal)
        .Replace("from: 2023-01-01", "from: 2023-01-09", StringComparison.Ordinal)
        .Replace("parameters:\n", Kind + "parameters:\n", StringComparison.Ordinal)
        .Replace("clauses:\n", Clause, StringComparison.Ordinal);
}
