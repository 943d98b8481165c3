using System.Diagnostics;
using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Tests;
using Evaluation.Rulebooks.Tests.SecondCount;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Appeals;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// Sealed bytes stay, recount and add up, no matter what the office does afterwards. EVALUATION_OPERATIONS
/// sets how many steps are taken, EVALUATION_SEED where the draws begin.
/// </summary>
/// <param name="postgres">The test cluster.</param>
/// <param name="output">Where figures are printed.</param>
public sealed class SealedBytesTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int FewOperations = 200;
    private const int FirstSeed = 20_230_401;
    private const int Held = 100;

    // The rules of a town end with its year, after which most is refused.
    private const int MostInATown = 1250;

    private static readonly string[] Kinds =
    [
        "report visit", "report referral", "report stage", "verify", "refuse", "return", "withdraw", "correct",
        "reverse",
        "file project", "submit report", "adjust", "reverse adjustment", "rename", "regroup", "leave", "merge", "split",
        "appoint", "enter",
        "adopt edition", "give targets", "state calendar", "close", "carry over", "confirm", "waive", "seal",
        "propose issue", "approve issue", "drop issue",
        "lodge appeal", "uphold", "dismiss", "withdraw appeal", "rebuild", "simulate",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_sealed_byte_changes_no_matter_what_is_done_afterwards()
    {
        var (steps, seed) = (Sample.Setting("EVALUATION_OPERATIONS", FewOperations),
            Sample.Setting("EVALUATION_SEED", FirstSeed));
        output.WriteLine($"{steps} steps from seed {seed}");
        var (tally, issues, began) = (new Tally(), 0, Stopwatch.GetTimestamp());
        for (var done = 0; done < steps; done += MostInATown, seed++)
        {
            issues += await LiveAsync(Math.Min(MostInATown, steps - done), seed, tally);
        }

        output.WriteLine($"{tally}\n{issues} issues, proved after {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");

        // Rare kinds need longer runs.
        Kinds.Count(kind => tally.AcceptedOf(kind) == 0).Should()
            .BeLessThanOrEqualTo(steps >= 1000 ? 0 : Kinds.Length / 4, "some of every kind is accepted: {0}", tally);
        tally.Accepted.Should().BeGreaterThan(tally.Tried / 2);
    }

    private async Task<int> LiveAsync(int steps, int seed, Tally tally)
    {
        await using var town = await Town.NewAsync(postgres);
        await SealedAsync(town);
        var bytes = new SealedBytes(town, Town.District);
        await bytes.ProveAsync();
        bytes.Issues.Should().Be(5, "four weeks are sealed, one of them twice");
        var office = new RandomOffice(town, new Chance(seed), bytes, Town.CutOff(Fourth).AddHours(4), tally);
        office.GoOnAfter(Town.First, Town.First.Next, Town.First.Next.Next, Fourth);
        await office.OpenAsync();
        for (var step = 1; step <= steps; step++)
        {
            await office.StepAsync();
            if (step % Held == 0)
            {
                await bytes.HoldAsync();
            }
        }

        await bytes.ProveAsync();
        return bytes.Issues;
    }

    private static Week Fourth => Town.First.Next.Next.Next;

    // Four sealed weeks: the first issued again, the second with an upheld appeal behind it, the third with a waiver.
    private static async Task SealedAsync(Town town)
    {
        var (second, third) = (Town.First.Next, Town.First.Next.Next);
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        await town.VisitAsync("V2", "li", day: 4);
        await town.DoAsync(
            "zhou", Town.Monday.AddDays(7), by => new RefuseClaim(by, new ClaimRefused("V2", "仅有合影"), null));
        await PublishAsync(town, Town.First);
        await LodgeAsync(town, "li", "S1", About.OfClaim("V2"));
        await town.DoAsync("gao", Town.Monday.AddDays(9), by => new RuleAppeal(
            by, "S1", true, "会谈属实", "试〔2023〕9号",
            new Remedy(RemedyKind.Restore, null, new Dictionary<string, string>(), 0m), null));
        await PublishAsync(town, second);
        await LodgeAsync(town, "chen", "S2", About.Line("第五条", "V1"));
        (await town.CloseAsync(third)).Refusal.Should().BeNull();
        var finding = (await town.GateAsync(third)).Checks.Single(check => check.Code == "appeals").Findings;
        await town.DoAsync("gao", Town.CutOff(third), by => new WaiveFindings(
            by, new WeekWaived(third, "appeals", finding, "不影响本周", "委7号", "")));
        (await town.SealAsync(third)).Refusal.Should().BeNull();
        await town.DoAsync(
            "gao", Town.CutOff(third), by => new RuleAppeal(by, "S2", false, "无误", "试〔2023〕10号", null, null));
        await town.VisitAsync("V3", "li", day: 5);
        await town.VerifyAsync("V3");
        await town.CaughtUpAsync();
        await town.DoAsync(
            "ma", Town.CutOff(third),
            by => new ProposeReissue(by, Town.First, IssueKind.Revision, "核验补录", "试31号"));
        await town.CaughtUpAsync();
        await town.DoAsync("song", Town.CutOff(third), by => new ApproveReissue(by, Town.First));
        await PublishAsync(town, Fourth);
        await using var session = town.Session();
        BulletinFiles.Read((await session.LoadAsync<SealedBulletin>("2023-W03", Ct))!.Record).Waivers.Should()
            .ContainSingle();
        BulletinFiles.Read((await session.LoadAsync<SealedBulletin>("2023-W02", Ct))!.Record).Corrections.Should()
            .NotBeEmpty();
    }

    private static Task<Outcome> LodgeAsync(Town town, string account, string appeal, About about) => town.DoAsync(
        account, Town.Monday.AddDays(9),
        by => new LodgeAppeal(by, appeal, by.Unit!, Town.First, about, "有误", ["纪要.pdf"]));

    private static async Task PublishAsync(Town town, Week week)
    {
        (await town.CloseAsync(week)).Refusal.Should().BeNull();
        (await town.SealAsync(week)).Refusal.Should().BeNull();
    }
}
