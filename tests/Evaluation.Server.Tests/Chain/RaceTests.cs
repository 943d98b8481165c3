using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Claims;
using Evaluation.Server.Firms;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Projects;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>Rules across streams under 16 writers at once, on the real store.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class RaceTests(PostgresFixture postgres)
{
    private const int Writers = 16;

    [Fact]
    public async Task Of_many_units_that_name_themselves_first_introducer_one_wins()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.ProjectAsync("P1", introducer: null);
        string[] units = ["桂城街道", "永安镇", "区教育局", "区财政局"];
        var outcomes = await AtOnceAsync(i =>
            town.AskAsync(
                "zhou", Town.Monday, by => new NameIntroducer(by, new IntroducerNamed("P1", units[i % 4]), null)));
        outcomes.Count(outcome => outcome.IsAccepted).Should().Be(1);
        outcomes
            .Where(outcome => !outcome.IsAccepted)
            .Should()
            .OnlyContain(outcome => outcome.Refusal!.Code == "introducer-exists" || outcome.Refusal.Code == "repeated");
    }

    [Fact]
    public async Task Of_many_claims_for_one_stage_one_is_verified()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.ProjectAsync("P1");
        for (var i = 0; i < Writers; i++)
        {
            await town.StageAsync($"S{i}", "P1");
        }

        var outcomes = await AtOnceAsync(
            i => town.AskAsync("zhou", Town.Monday.AddDays(7), by => new VerifyClaim(by, $"S{i}", "", null)));
        outcomes.Count(outcome => outcome.IsAccepted).Should().Be(1);
        outcomes
            .Where(outcome => !outcome.IsAccepted)
            .Should()
            .OnlyContain(outcome => outcome.Refusal!.Code == "stage-credited");
        await town.CaughtUpAsync();
        await using var session = town.Session();
        var project = await session.StateAsync<Project>(Project.StreamOf("P1"), TestContext.Current.CancellationToken);
        project!.Stages.Should().ContainSingle();
    }

    [Fact]
    public async Task A_claim_verified_refused_and_withdrawn_at_once_ends_in_one_way()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        var outcomes = await AtOnceAsync(i => (i % 3) switch
        {
            0 => town.AskAsync("zhou", Town.Monday, by => new VerifyClaim(by, "V1", "", null)),
            1 => town.AskAsync("xu", Town.Monday, by => new RefuseClaim(by, new ClaimRefused("V1", "无佐证"), null)),
            _ => town.AskAsync(
                "chen", Town.Monday, by => new WithdrawClaim(by, new ClaimWithdrawn("V1", "填错"), null)),
        });
        outcomes.Count(outcome => outcome.IsAccepted).Should().Be(1);
    }

    [Fact]
    public async Task Of_many_clerks_who_file_one_firm_under_different_names_of_their_own_one_wins()
    {
        await using var town = await Town.NewAsync(postgres);
        var outcomes = await AtOnceAsync(i => town.AskAsync("zhou", Town.Monday, by => new FileFirm(
            by, new FirmFiled($"E{i}", "肇庆砚洲光电有限公司", null, "电子信息", false), [])));
        outcomes.Count(outcome => outcome.IsAccepted).Should().Be(1);
        outcomes
            .Where(outcome => !outcome.IsAccepted)
            .Should()
            .OnlyContain(outcome => outcome.Refusal!.Code == "name-taken");
    }

    [Fact]
    public async Task Shares_agreed_at_once_end_as_one_whole_agreement()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.ProjectAsync("P1");
        await AtOnceAsync(i => town.AskAsync("zhou", Town.Monday, by => new AgreeShares(
            by, new SharesAgreed(
                "P1", [new Share("桂城街道", (i + 1) / 100m), new Share("永安镇", 1 - (i + 1) / 100m)], "协议"),
            null)));
        await using var session = town.Session();
        var project = await session.StateAsync<Project>(Project.StreamOf("P1"), TestContext.Current.CancellationToken);
        project!.Shares.Sum(share => share.Part).Should().Be(1m);
    }

    [Fact]
    public async Task Of_many_sealings_of_a_week_by_two_clerks_one_is_stored()
    {
        await using var town = await Town.NewAsync(postgres);
        (await town.CloseAsync(Town.First)).Refusal.Should().BeNull();
        (await town.ConfirmAsync(Town.First)).Refusal.Should().BeNull();
        var digest = await town.DigestAsync(Town.First);
        var outcomes = await AtOnceAsync(i => town.SealSeenAsync(Town.First, digest, i % 2 == 0 ? "song" : "tan"));
        outcomes.Count(outcome => outcome.IsAccepted).Should().Be(1);
        outcomes.Where(outcome => !outcome.IsAccepted).Should()
            .OnlyContain(outcome =>
                outcome.Refusal!.Code == "already-sealed" || outcome.Refusal.Code == Outcome.BusyCode
                    || outcome.Refusal.Code == "gate-closed");
    }

    [Fact]
    public async Task A_claim_that_others_change_is_shown_with_the_version_that_it_was_at()
    {
        const int changes = 60;
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        using var client = town.Client("zhou");
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i <= changes; i++)
            {
                var facts = new Dictionary<string, string> { ["topic"] = $"{i}" };
                await town.DoAsync("zhou", Town.Monday.AddDays(4), by => new CorrectClaim(
                    by, "V1", null, facts, null, "更正", null));
            }
        }, TestContext.Current.CancellationToken);

        // The claim is reported by its first event, and every later one writes its own number into it.
        while (!writing.IsCompleted)
        {
            var shown = await client.GetFromJsonAsync<JsonElement>(
                $"/api/{Town.District}/claims/V1", TestContext.Current.CancellationToken);
            var written = shown.GetProperty("claim").GetProperty("facts").TryGetProperty("topic", out var topic)
                ? int.Parse(topic.GetString()!, CultureInfo.InvariantCulture)
                : 0;
            shown.GetProperty("version").GetInt32().Should().Be(written + 1);
        }

        await writing;
    }

    [Fact]
    public async Task A_board_that_is_compared_while_it_is_written_to_is_not_said_to_differ()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await Town.NewAsync(postgres);
        var comparing = Task.Run(
            async () =>
            {
                var differences = new List<string>();
                for (var rounds = 0; rounds < 40; rounds++)
                {
                    differences.AddRange(await town.Get<Reconciliation>().DifferencesAsync(Town.District, ct));
                }

                return differences;
            }, ct);
        for (var i = 0; !comparing.IsCompleted; i++)
        {
            await town.VisitAsync($"V{i}", i % 2 == 0 ? "chen" : "li");
            await town.VerifyAsync($"V{i}");
        }

        (await comparing).Should().BeEmpty();
    }

    private static Task<Outcome[]> AtOnceAsync(Func<int, Task<Outcome>> ask) =>
        Task.WhenAll(
            Enumerable.Range(0, Writers).Select(i => Task.Run(() => ask(i), TestContext.Current.CancellationToken)));
}
