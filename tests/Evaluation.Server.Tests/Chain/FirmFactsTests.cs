using Evaluation.Office.Firms;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Claims;
using Evaluation.Server.Firms;
using Evaluation.Server.Kit.Store;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>The rules see what is on file of the firm that a claim is about.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class FirmFactsTests(PostgresFixture postgres)
{
    private const string Clause = """
        clauses:
          - id: 链主
            text: 拜访链主企业每家次另加1分。
            unit: 分/家次
            each: visit
            where: chain_leader and industry = '装备'
            gives: 1
            cap: none
            examples:
              - {name: 一家, facts: [2023-03-01 visit enterprise=大成 chain_leader=是 industry=装备], gives: 1}

        """;

    [Fact]
    public async Task A_visit_to_a_chain_leader_gets_more_and_a_correction_follows_the_firm()
    {
        await using var town = await Town.NewAsync(postgres);
        var text = (await Town.SeedAsync("dinghu")).Rulebook
            .Replace("edition: 1", "edition: 2", StringComparison.Ordinal)
            .Replace("clauses:\n", Clause, StringComparison.Ordinal);
        await town.DoAsync("gao", Town.Monday, by => new AdoptRulebook(by, text, "试〔2023〕2号", null));
        await town.DoAsync("zhou", Town.Monday, by => new FileFirm(
            by, new FirmFiled("大成", "大成装备有限公司", null, "装备", true), ["大成集团"]));
        await town.VisitAsync("V1", firm: "大成集团");
        await town.VisitAsync("V2", day: 4);
        await town.VerifyAsync("V1");
        await town.VerifyAsync("V2");

        (await ExtraAsync(town)).Should().Equal(("V1", 1m));

        await CorrectAsync(town, "V1", "leader", "staff");
        (await ExtraAsync(town)).Should().Equal([("V1", 1m)], "another field was corrected");
        await CorrectAsync(town, "V1", "enterprise", "鼎新");
        await CorrectAsync(town, "V2", "enterprise", "大成");
        (await ExtraAsync(town)).Should().Equal(("V2", 1m));
    }

    private static Task<Outcome> CorrectAsync(Town town, string claim, string field, string text) => town.DoAsync(
        "zhou", Town.Monday.AddDays(8), by => new CorrectClaim(
            by, claim, null, new Dictionary<string, string> { [field] = text }, null, "填错", null));

    // What the clause gave, on the live board as in a full count.
    private static async Task<List<(string?, decimal)>> ExtraAsync(Town town)
    {
        await town.CaughtUpAsync();
        var ct = TestContext.Current.CancellationToken;
        var now = await town.Get<Replay>().AtAsync(Town.District, await town.LastAsync(), ct);
        (await town.Get<Reconciliation>().DifferencesAsync(Town.District, now, ct)).Should().BeEmpty();
        return
        [
            .. now.Score(town.Get<RuleSets>().Of(now.District.Editions)).SelectMany(score => score.Sheets)
                .SelectMany(sheet => sheet.Lines).Where(line => line.Clause == "链主")
                .Select(line => ((string?)line.Fact, line.Points)),
        ];
    }
}
