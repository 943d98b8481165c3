using Evaluation.Office.Claims;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>Sealed weeks that are issued again: what stays, what changes, and what must not be.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class ReissueTests(PostgresFixture postgres)
{
    private static readonly object Proposal = new
    {
        kind = "revision",
        reason = "核验补录",
        document = "试〔2023〕31号"
    };

    [Fact]
    public async Task A_week_is_issued_anew_by_two_persons_and_the_old_issue_stays_readable()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await SealedAsync();
        using var stranger = town.Client();
        var old = await stranger.GetStringAsync(Bulletin, ct);
        await LateVisitAsync(town);

        using var ma = town.Client("ma");
        var preview = await ma.GetStringAsync($"/{Town.District}/weeks/2023-W01/reissue", ct);
        preview.Should()
            .Contain("永安镇").And.Contain("提出补发</button>").And.Contain("2023年第2周：").And.NotContain("<script");
        (await town.PostAsync("ma", "weeks/2023-W01/reissue/propose", Proposal)).Status.Should().Be(200);
        (await ma.GetStringAsync($"/{Town.District}/weeks/2023-W01", ct)).Should().Contain("第2次印发待核准");
        await town.CaughtUpAsync();
        (await town.PostAsync("song", "weeks/2023-W01/reissue/approve", new { })).Status.Should().Be(200);

        var now = await stranger.GetStringAsync(Bulletin, ct);
        now.Should()
            .NotBe(old).And.Contain("第2次印发（计划修订）").And.Contain("核验补录").And.Contain("试〔2023〕31号");
        (await stranger.GetStringAsync($"{Bulletin}/issues/1", ct)).Should().Be(old, "its bytes stay");
        (await stranger.GetStringAsync($"{Bulletin}/issues/2", ct)).Should().Be(now);
        using var superseded = await stranger.GetAsync($"{Bulletin}/issues/1.json", ct);
        superseded.Headers.GetValues("Link").Single().Should()
            .Contain("latest-version").And.Contain("/bulletins/2023-W01/issues");
        var list = await stranger.GetStringAsync($"{Bulletin}/issues", ct);
        list.Should().Contain("起由").And.Contain("仅供查考，不作为依据").And.Contain("现行").And.NotContain("<script");
        (await stranger.GetStringAsync("/", ct)).Should().Contain("第2次印发");
        var record = BulletinFiles.Read(await stranger.GetStringAsync($"{Bulletin}.json", ct));
        record.Issue!.Lines.Should()
            .Contain(line => line.Unit == "永安镇" && line.Fact == "V2" && line.Before == 0m && line.After > 0m);
        record.Issue.Places.Should().Contain(one => one.Unit == "永安镇" && one.Before.YearRank == 2);
        var first = BulletinFiles.Read(await stranger.GetStringAsync($"{Bulletin}/issues/1.json", ct));
        (record.Number, record.Issue.SupersedesDocument, record.Position > first.Position).Should()
            .Be((first.Number, first.Document, true));
        foreach (var missing in new[] { $"{Bulletin}/issues/3", $"{Bulletin}/issues/x",
            $"/{Town.District}/bulletins/2023-W09/issues" })
        {
            using var answer = await stranger.GetAsync(missing, ct);
            ((int)answer.StatusCode).Should().Be(404, missing);
        }
    }

    [Fact]
    public async Task A_proposal_that_is_refused_on_the_page_is_not_to_be_written_again()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await SealedAsync();
        await LateVisitAsync(town);
        var page = $"/{Town.District}/weeks/2023-W01/reissue";
        using var ma = town.Client("ma");
        ma.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var token = await Web.BodyTests.TokenAsync(ma, page);

        using var refused = await ma.PostAsync(
            $"{page}/propose",
            new FormUrlEncodedContent(
            [
                token, new("kind", "correction"), new("reason", "\u200B"), new("document", "试〔2023〕31号"),
            ]),
            ct);

        ((int)refused.StatusCode).Should().Be(422);
        System.Net.WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(ct)).Should()
            .Contain("value=\"试〔2023〕31号\"").And.MatchRegex("value=\"correction\"[^>]*selected");
    }

    [Fact]
    public async Task The_issue_in_force_and_the_corrections_after_it_add_up_and_every_issue_recounts()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await SealedAsync();
        await LateVisitAsync(town);
        await IssueAnewAsync(town, Town.First);
        await ReverseAsync(town, "V1");
        await IssueAnewAsync(town, Town.First.Next);
        await town.VisitAsync("V4", day: 2);
        await town.VerifyAsync("V4");
        await IssueAnewAsync(town, Town.First);
        await ReverseAsync(town, "V4");
        await town.CloseAsync(Town.First.Next.Next);
        (await town.SealAsync(Town.First.Next.Next)).Refusal.Should().BeNull();
        await town.CaughtUpAsync();

        await using var session = town.Session();
        var third = BulletinFiles.Read((await session.LoadAsync<SealedBulletin>("2023-W03", ct))!.Record);
        third.Corrections.Select(one => (one.Week, one.Fact)).Distinct().Should().Equal(("2023-W01", "V4"));
        var now = await town.Get<Replay>().AtAsync(Town.District, third.Position, ct);
        var sheets = now.Score(now.District.Editions.Compile()).SelectMany(score => score.Sheets).ToList();
        foreach (var week in new[] { Town.First, Town.First.Next, Town.First.Next.Next })
        {
            (await town.Get<Recount>().DifferenceAsync(session, week, ct)).Should().BeNull("{0}", week);
            var file = (await session.StateAsync<WeekFile>(WeekFile.StreamOf(week), ct))!;
            var standing = BulletinFiles.Read(file.InForce!.Record);
            var published = standing.Sheets.SelectMany(
                sheet => sheet.Lines, (sheet, line) => (Key: $"{sheet.Unit} {line.Clause} {line.Fact}", line.Points))
                .Concat(third.Corrections.Where(one => one.Week == week.Id)
                .Select(one => (Key: $"{one.Unit} {one.Clause} {one.Fact}", Points: one.After - one.Before)));
            var scored = sheets.Where(sheet => sheet.Week == week)
                .SelectMany(
                    sheet => sheet.Lines,
                    (sheet, line) => (Key: $"{sheet.Unit} {line.Clause} {line.Fact}", line.Points));
            Sums(published).Should().BeEquivalentTo(Sums(scored), "{0}", week);
        }
    }

    [Fact]
    public async Task Under_the_policy_issue_a_changed_week_closes_the_gate_until_it_is_issued_anew()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await SealedAsync();
        var text = (await Town.SeedAsync("dinghu")).Rulebook
            .Replace("\nbulletin:\n", "\nbulletin:\n  late: issue\n", StringComparison.Ordinal)
            .Replace("\nedition: 1", "\nedition: 2", StringComparison.Ordinal);
        await town.DoAsync("gao", Town.Monday.AddDays(16), by => new AdoptRulebook(by, text, "试〔2023〕9号", null));
        await LateVisitAsync(town);
        var third = Town.First.Next.Next;
        await town.CloseAsync(third);

        var closed = await town.SealAsync(third);

        closed.Refusal!.Code.Should().Be("gate-closed");
        closed.Refusal.What.Should().Contain("2023-W01").And.Contain("永安镇").And.NotContain("2023-W02有");
        await IssueAnewAsync(town, Town.First);
        (await town.SealAsync(third)).Refusal.Should().BeNull();
        await using var session = town.Session();
        BulletinFiles.Read(
            (await session.LoadAsync<SealedBulletin>("2023-W03", ct))!.Record).Corrections.Should().BeEmpty();
    }

    [Fact]
    public async Task What_may_not_be_is_refused_with_a_reason_and_stores_nothing()
    {
        await using var town = await SealedAsync();
        await RefusedAsync(town, ("ma", "2023-W01", "propose", Proposal, 409, "already-published"));
        await LateVisitAsync(town);
        await RefusedAsync(
            town,
            ("ma", "2023-W03", "propose", Proposal, 409, "not-sealed"),
            ("ma", "2023-W60", "propose", Proposal, 404, "unknown-week"),
            ("ma", "2023-W01", "propose", new { kind = "other", reason = "x", document = "y" }, 422, "kind-wrong"),
            ("ma", "2023-W01", "propose", new { kind = "revision", reason = " ", document = "y" }, 422,
                "reason-missing"),
            ("ma", "2023-W01", "propose", new { kind = "revision", reason = "x" }, 422, "field-missing"),
            ("song", "2023-W01", "propose", Proposal, 403, "forbidden"),
            ("chen", "2023-W01", "approve", new { }, 403, "forbidden"),
            ("song", "2023-W01", "approve", new { }, 409, "already-settled"),
            ("ma", "2023-W01", "drop", new { }, 409, "already-settled"));

        (await town.PostAsync("ma", "weeks/2023-W01/reissue/propose", Proposal)).Status.Should().Be(200);
        await town.CaughtUpAsync();
        var own = await town.AskAsync("ma", Town.Monday.AddDays(20), by => new ApproveReissue(by, Town.First));
        own.Refusal!.Code.Should().Be("same-person");
        await RefusedAsync(
            town,
            ("ma", "2023-W01", "propose", new { kind = "correction", reason = "x", document = "y" }, 409,
                "already-proposed"),
            ("ma", "2023-W01", "propose", Proposal, 409, "repeated"));

        await ReverseAsync(town, "V1");
        await RefusedAsync(town, ("song", "2023-W01", "approve", new { }, 409, "already-outdated"));
        (await town.PostAsync("ma", "weeks/2023-W01/reissue/drop", new { })).Status.Should().Be(200);
        await IssueAnewAsync(town, Town.First);
        await RefusedAsync(town, ("song", "2023-W01", "approve", new { }, 409, "already-settled"));
    }

    [Fact]
    public async Task Of_many_approvals_at_once_one_is_stored_and_a_bulletin_sealed_beside_it_knows_it_or_comes_first()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await SealedAsync();
        await LateVisitAsync(town);
        await ProposeAsync(town, Town.First);
        var third = Town.First.Next.Next;
        await town.CloseAsync(third);
        await town.ConfirmAsync(third);
        var digest = await town.DigestAsync(third);
        var at = Town.Monday.AddDays(24);

        var asked = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(
            () => town.AskAsync(
                "song", at,
                by => i % 2 == 0 ? new ApproveReissue(by, Town.First) : new SealBulletin(by, third, null, digest)),
                ct)));

        asked.Where((one, i) => i % 2 == 0).Count(one => one.IsAccepted).Should().BeLessThanOrEqualTo(1);
        asked.Where((one, i) => i % 2 == 1).Count(one => one.IsAccepted).Should().BeLessThanOrEqualTo(1);
        asked.Count(one => one.IsAccepted).Should().BeGreaterThanOrEqualTo(1);
        await town.CaughtUpAsync();
        await using var session = town.Session();
        var issues = (await town.Get<IssueReader>().AllAsync(Town.District, ct)).InOrder;
        issues.Select(one => one.Position).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        foreach (var week in issues.Select(one => one.Week).Distinct())
        {
            (await town.Get<Recount>().DifferenceAsync(session, week, ct)).Should().BeNull("{0}", week);
        }
    }

    private static string Bulletin => $"/{Town.District}/bulletins/2023-W01";

    private static Dictionary<string, decimal> Sums(IEnumerable<(string Key, decimal Points)> lines) => lines
        .GroupBy(one => one.Key).Select(one => (one.Key, Points: one.Sum(line => line.Points)))
        .Where(one => one.Points != 0m)
        .ToDictionary(one => one.Key, one => one.Points);

    private static async Task RefusedAsync(
        Town town, params (string Account, string Week, string Step, object Body, int Status, string Code)[] table)
    {
        await town.CaughtUpAsync();
        var before = await town.LastAsync();
        foreach (var (account, week, step, body, status, code) in table)
        {
            var answer = await town.PostAsync(account, $"weeks/{week}/reissue/{step}", body);
            (answer.Status, answer.Code).Should()
                .Be((status, code), "{0} {1} {2}: {3}", account, week, step, answer.Body);
        }

        (await town.LastAsync()).Should().Be(before, "nothing is stored");
    }

    // Two sealed weeks; the visit of the first counts.
    private async Task<Town> SealedAsync()
    {
        var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        foreach (var week in new[] { Town.First, Town.First.Next })
        {
            await town.CloseAsync(week);
            (await town.SealAsync(week)).Refusal.Should().BeNull();
        }

        return town;
    }

    // Two visits of the other town in the first week, which puts it first.
    private static async Task LateVisitAsync(Town town)
    {
        foreach (var claim in new[] { "V2", "V3" })
        {
            await town.VisitAsync(claim, "li", day: claim == "V2" ? 4 : 5);
            await town.VerifyAsync(claim);
        }

        await town.CaughtUpAsync();
    }

    private static Task<Outcome> ReverseAsync(Town town, string claim) => town.DoAsync(
        "zhou", Town.Monday.AddDays(18),
        by => new ReverseClaim(by, new ClaimReversed(claim, "不属实", "试〔2023〕8号"), null));

    private static async Task ProposeAsync(Town town, Week week)
    {
        await town.CaughtUpAsync();
        await town.DoAsync(
            "ma", Town.Monday.AddDays(20),
            by => new ProposeReissue(by, week, IssueKind.Revision, "核验补录", "试31号"));
        await town.CaughtUpAsync();
    }

    private static async Task IssueAnewAsync(Town town, Week week)
    {
        await ProposeAsync(town, week);
        await town.DoAsync("song", Town.Monday.AddDays(21), by => new ApproveReissue(by, week));
        await town.CaughtUpAsync();
    }
}
