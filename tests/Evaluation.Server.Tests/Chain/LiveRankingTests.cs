using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Claims;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>The live ranking equals a fold of the events wherever totals are carried from week to week.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class LiveRankingTests(PostgresFixture postgres)
{
    private const string Later =
        """
        rulebook: later
        edition: 1
        title: 试行办法
        in_force: {from: 2024-01-01, to: 2025-12-31}
        calendar:
          week_starts: monday
          utc_offset: "+08:00"
          report_due: {days_after: 1, at: "12:00"}
          cut_off: {days_after: 2, at: "18:00"}
        clauses:
          - {id: 第一条, text: 外出拜访企业，每家次计0.8分。, unit: 分/家次, each: visit, gives: 0.8, cap: none}
        ranking: {groups: [镇街, 部门]}
        bulletin: {title: 通报, document: "试〔{year}〕{number}号"}
        """;

    [Fact]
    public async Task A_fact_many_weeks_after_the_last_one_leaves_no_gap_and_loses_no_total()
    {
        await using var town = await Town.NewAsync(postgres);
        await VisitAsync(town, "V1", "chen", new DateOnly(2023, 1, 4));
        await VisitAsync(town, "V2", "li", new DateOnly(2023, 3, 1));
        await VisitAsync(town, "V3", "wu", new DateOnly(2023, 2, 1));

        (await DifferencesAsync(town)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_first_fact_that_comes_later_than_the_rules_has_the_weeks_before_it_ranked()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.CaughtUpAsync();
        await VisitAsync(town, "V1", "chen", new DateOnly(2023, 3, 1));

        (await DifferencesAsync(town)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_reversed_fact_takes_the_weeks_that_only_it_had_with_it()
    {
        await using var town = await Town.NewAsync(postgres);
        await VisitAsync(town, "V1", "chen", new DateOnly(2023, 1, 4));
        await VisitAsync(town, "V2", "li", new DateOnly(2023, 3, 1));
        await town.DoAsync(
            "zhou", new DateTimeOffset(2023, 3, 9, 9, 0, 0, TimeSpan.FromHours(8)),
            by => new ReverseClaim(by, new ClaimReversed("V2", "虚报", "试〔2023〕9号"), null));

        (await DifferencesAsync(town)).Should().BeEmpty();
    }

    [Fact]
    public async Task Days_of_a_new_year_in_the_last_week_of_the_old_one_count_from_the_next_week_on()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.DoAsync("gao", Town.Monday, by => new AdoptRulebook(by, Later, "试〔2024〕1号", null));
        await VisitAsync(town, "V1", "chen", new DateOnly(2024, 12, 31));
        await VisitAsync(town, "V2", "chen", new DateOnly(2025, 1, 2), "鼎新二");
        await VisitAsync(town, "V3", "li", new DateOnly(2025, 1, 8));

        (await DifferencesAsync(town)).Should().BeEmpty();
        var board = town.Get<BoardReader>();
        var ct = TestContext.Current.CancellationToken;
        async Task<decimal> YearAsync(DateOnly monday) =>
            (await board.RankingsAsync(Town.District, new Week(monday), ct))
            .SelectMany(ranking => ranking.Standings)
            .First(standing => standing.Totals.Unit == "桂城街道").Totals.YearPoints;
        (await YearAsync(new DateOnly(2024, 12, 30))).Should().Be(0.8m, "the week closes the old year");
        (await YearAsync(new DateOnly(2025, 1, 6))).Should().Be(0.8m, "2 January counts in the new one");
    }

    private static async Task VisitAsync(Town town, string claim, string account, DateOnly on, string firm = "鼎新")
    {
        var at = new DateTimeOffset(on.ToDateTime(new TimeOnly(18, 0)), TimeSpan.FromHours(8));
        if (firm != "鼎新")
        {
            await town.DoAsync("zhou", at, by => new Evaluation.Server.Firms.FileFirm(
                by, new Evaluation.Office.Firms.FirmFiled(firm, $"肇庆{firm}有限公司", null, "新材料", false), []));
        }

        var facts = new Dictionary<string, string> { ["enterprise"] = firm, ["leader"] = "top" };
        await town.DoAsync(
            account, at, by => new ReportClaim(by, claim, by.Unit!, BuiltInKinds.Visit, on, facts, [], []));
        await town.DoAsync("zhou", at, by => new VerifyClaim(by, claim, "", null));
        await town.CaughtUpAsync();
    }

    private static async Task<IReadOnlyList<string>> DifferencesAsync(Town town)
    {
        var ct = TestContext.Current.CancellationToken;
        await town.CaughtUpAsync();
        var now = await town.Get<Replay>().AtAsync(Town.District, await town.LastAsync(), ct);
        return await town.Get<Reconciliation>().DifferencesAsync(Town.District, now, ct);
    }
}
