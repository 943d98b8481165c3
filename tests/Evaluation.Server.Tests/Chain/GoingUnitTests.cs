using Evaluation.Office.Claims;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Units;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// While a unit leaves, is merged, split or renamed, many write its claims: each was before it in the log, or is
/// refused.
/// </summary>
/// <param name="postgres">The test cluster.</param>
public sealed class GoingUnitTests(PostgresFixture postgres)
{
    private const string Unit = "桂城街道";

    private const int Rounds = 3, Writers = 12;

    private static readonly int[] Each = [1, 2, 3];

    private static readonly DateOnly From = new(2023, 1, 3);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // Whether the unit is gone on the day of the claims afterwards.
    public static TheoryData<string, bool> Ends => new()
    {
        { "left", true }, { "merged", true }, { "split", true }, { "renamed", false },
    };

    [Theory, MemberData(nameof(Ends))]
    public async Task A_claim_is_before_the_unit_s_end_or_it_is_refused(string end, bool gone)
    {
        await using var town = await Town.NewAsync(postgres);
        var late = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var unit = await EnterAsync(town, round);
            foreach (var claim in Enumerable.Range(0, Writers).SelectMany(i => Each.Select(k => $"W{round}-{i}-{k}")))
            {
                (await ReportAsync(town, unit, claim)).Refusal.Should().BeNull();
            }

            var writing = Enumerable.Range(0, Writers)
                .Select(i => WriteAsync(town, unit, $"{round}-{i}", i % 3)).ToList();
            await Task.Delay(20 * round, Ct);
            var ended = await town.AskAsync("ma", Town.Monday, by => new ChangeRoster(by, Of(end, unit), null));
            ended.Refusal.Should().BeNull();
            var outcomes = (await Task.WhenAll(writing)).SelectMany(one => one).ToList();
            outcomes.Select(one => one.Refusal?.Code).Distinct().Should().BeSubsetOf([null, "unit-not-evaluated"]);
            late += outcomes.Count(one => one.Refusal is not null);
            if (gone)
            {
                outcomes.Where(one => one.IsAccepted).Max(one => one.Position).Should().BeLessThan(ended.Position);
                await AfterwardsAsync(town, unit, round);
            }
        }

        (late > 0).Should().Be(gone, "some were late, or nothing was tried at once");
    }

    // What waits of the unit is reported no more and verified no more; it can be sent back.
    private static async Task AfterwardsAsync(Town town, string unit, int round)
    {
        var waiting = $"V{round}";
        (await ReportAsync(town, unit, waiting)).Refusal!.Code.Should().Be("unit-not-evaluated");
        foreach (var claim in Enumerable.Range(0, Writers).Select(i => $"W{round}-{i}-{Each[^1]}"))
        {
            await using var session = town.Session();
            if (await session.StateAsync<Claim>(Claim.StreamOf(claim), Ct) is { Status: ClaimStatus.Reported })
            {
                (await VerifyAsync(town, claim)).Refusal!.Code.Should().Be("unit-not-evaluated");
                (await town.AskAsync("zhou", Town.Monday.AddDays(8), by => new ReturnClaim(
                    by, new ClaimReturned(claim, "单位已变动"), null))).Refusal.Should().BeNull("that is the way out");
                return;
            }
        }
    }

    private static async Task<List<Outcome>> WriteAsync(Town town, string unit, string writer, int sort)
    {
        var outcomes = new List<Outcome>();
        foreach (var k in Each)
        {
            outcomes.Add(await (sort switch
            {
                0 => ReportAsync(town, unit, $"R{writer}-{k}"),
                1 => VerifyAsync(town, $"W{writer}-{k}"),
                _ => town.AskAsync("xu", Town.Monday.AddDays(7), by => new CorrectClaim(
                    by, $"W{writer}-{k}", null, new Dictionary<string, string> { ["topic"] = "扩产" }, null, "补充",
                    null)),
            }));
        }

        return outcomes;
    }

    private static async Task<string> EnterAsync(Town town, int round)
    {
        var unit = $"{Unit}{round}";
        await town.DoAsync("ma", Town.Monday, by => new ChangeRoster(
            by, new UnitEntered(unit, unit, "镇街", "镇街", new DateOnly(2023, 1, 1)), null));
        return unit;
    }

    private static object Of(string end, string unit) => end switch
    {
        "left" => new UnitLeft(unit, From),
        "merged" => new UnitsMerged([unit], "永安镇", null, null, null, From, "试编〔2023〕1号", "区划调整"),
        "split" => new UnitSplit(
            unit,
            [
                new SplitPart($"{unit}东", $"{unit}东", "镇街", "镇街", 0.5m),
                new SplitPart($"{unit}西", $"{unit}西", "镇街", "镇街", 0.5m),
            ],
            From, "试编〔2023〕2号", "区划调整"),
        _ => new UnitRenamed(unit, $"{unit}办事处", From),
    };

    private static Task<Outcome> ReportAsync(Town town, string unit, string claim) => town.AskAsync(
        "lin", Town.Monday.AddDays(4), by => new ReportClaim(
            by, claim, unit, BuiltInKinds.Visit, From.AddDays(2),
            new Dictionary<string, string> { ["enterprise"] = "鼎新", ["leader"] = "top" }, [], []));

    private static Task<Outcome> VerifyAsync(Town town, string claim) => town.AskAsync(
        "zhou", Town.Monday.AddDays(7), by => new VerifyClaim(by, claim, "", null));
}
