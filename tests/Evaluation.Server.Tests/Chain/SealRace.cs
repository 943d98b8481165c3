using System.Globalization;
using Evaluation.Office.Adjustments;
using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Tests.SecondCount;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adjustments;
using Evaluation.Server.Adoption;
using Evaluation.Server.Appeals;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using Evaluation.Server.Units;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>A district whose weeks are sealed one after another, each in a race against everything else.</summary>
/// <param name="tally">Where outcomes are counted.</param>
internal sealed class SealRace(Town town, string district, Chance chance, Tally tally)
{
    private const int LatestStartMs = 120;

    private readonly SealedBytes bytes = new(town, district);
    private Week week = Town.First;
    private int drawn;
    private int edition = 1;
    private string rulebook = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateTimeOffset CutOff => Town.CutOff(week);

    /// <summary>Founds the district.</summary>
    public async Task OpenAsync()
    {
        rulebook = await Town.RulebookAsync();
        await town.FoundAsync(district);
    }

    /// <summary>Everything about the district at its end.</summary>
    public Task ProveAsync() => bytes.ProveAsync();

    /// <summary>Races for a week; whether it was sealed in the race and not after it.</summary>
    public async Task<bool> RunAsync()
    {
        var digest = await PrepareAsync();
        var start = await town.LastAsync(district);
        var runners = Runners(digest);
        using var barrier = new SemaphoreSlim(0);
        var running = runners.Select(runner => Task.Run(() => StartAsync(barrier, runner), Ct)).ToList();
        barrier.Release(runners.Count);
        var ran = await Task.WhenAll(running);

        await town.CaughtUpAsync(district);
        await StoredOrRefusedAsync(start, ran);
        var won = ran.Where(one => one.Kind == "seal" && one.Outcome.IsAccepted).ToList();
        won.Should().HaveCountLessThanOrEqualTo(1, "{0} {1} is sealed once", district, week);
        if (won.Count == 1)
        {
            await ProveWeekAsync(digest);
        }
        else
        {
            await ProveWeekAsync(await FinishAsync());
        }

        await bytes.HoldAsync();
        week = week.Next;
        return won.Count == 1;
    }

    private async Task<(string Kind, string Request, Outcome Outcome)> StartAsync(SemaphoreSlim barrier, Runner runner)
    {
        await barrier.WaitAsync(Ct);
        await Task.Delay(runner.DelayMs, Ct);
        var by = new Signature(runner.Account, runner.Unit, CutOff.AddHours(2), runner.Request, runner.Request);
        return (runner.Kind, runner.Request, tally.Count(runner.Kind, await runner.Ask(by)));
    }

    // What was accepted is in the log, and what was refused left nothing there and says why.
    private async Task StoredOrRefusedAsync(
        long start, IReadOnlyList<(string Kind, string Request, Outcome Outcome)> ran)
    {
        var stored = new HashSet<string?>();
        await foreach (var e in town.Get<EventReader>().ReadAsync(district, after: start, ct: Ct))
        {
            stored.Add(e.Correlation);
        }

        foreach (var (kind, request, outcome) in ran.Where(one => one.Kind != "rebuild"))
        {
            stored.Contains(request).Should()
                .Be(outcome.IsAccepted, "{0} {1} {2}: {3}", district, week, kind, outcome.Refusal);
            (outcome.IsAccepted || outcome.Refusal!.What.Length > 0).Should().BeTrue();
        }
    }

    private async Task ProveWeekAsync(string digest)
    {
        await using var session = town.Session(district);
        (await town.Get<Recount>().DifferenceAsync(session, week, Ct)).Should()
            .BeNull("{0} {1} recounts", district, week);
        var file = (await session.StateAsync<WeekFile>(WeekFile.StreamOf(week), Ct))!;
        var record = BulletinFiles.Read(file.Sealed!.Record);
        BulletinFiles.Digest(record).Should().Be(digest, "{0} {1} is what the sealer saw", district, week);
        file.Confirmed!.Digest.Should().Be(digest, "{0} {1} is what was confirmed", district, week);
        var sealing = (await town.Get<EventReader>().OfStreamAsync(district, WeekFile.StreamOf(week), Ct))
            .Single(e => e.Fact is BulletinSealed);
        sealing.Position.Should().BeGreaterThan(record.Position, "a bulletin does not know itself");
        await SameFactsAsync(record, district);
    }

    // Every claim that counted in the week at the position, reported in time and not left for later, has its line, and
    // no other has.
    private async Task SameFactsAsync(Bulletin record, string named)
    {
        var then = await town.Get<Replay>().AtAsync(named, record.Position, Ct);
        var belongs = then.Claims.Where(claim => claim.ReportedAt <= CutOff)
            .Select(claim => claim.Id).Except(record.CarriedOver.Select(claim => claim.Claim)).ToHashSet();
        var counted = then.Entries.Where(
            entry => entry.Kind == BuiltInKinds.Visit && entry.OccurredOn >= week.Start && entry.OccurredOn <= week.End
                && belongs.Contains(entry.Fact))
                .Select(entry => entry.Fact);
        record.Sheets.SelectMany(sheet => sheet.Lines).Where(line => line.Clause == "第五条").Select(line => line.Fact)
            .Should().BeEquivalentTo(counted, "{0} {1} has all visits that were known and no other", named, week);
    }

    private string Id(string letter) => string.Create(CultureInfo.InvariantCulture, $"{letter}{week.Id}-{++drawn}");

    private Task<Outcome> DoAsync(string account, DateTimeOffset at, Func<Signature, object> command) =>
        town.DoAsync(account, at, command, district);

    // What the race before may have done or made impossible.
    private Task<Outcome> TryAsync(string account, DateTimeOffset at, Func<Signature, object> command) =>
        town.AskAsync(account, at, command, district);

    private Task<Outcome> ReportAsync(string claim, string account, int day, DateTimeOffset at) =>
        DoAsync(account, at, by => Visit(by, claim, day));

    private ReportClaim Visit(Signature by, string claim, int day) => new(
        by, claim, by.Unit!, BuiltInKinds.Visit, week.Start.AddDays(day),
        new Dictionary<string, string> { ["enterprise"] = "鼎新", ["leader"] = "top" }, [], []);

    // A visit that counts, one that was reported late, perhaps a new issue of the week before and an appeal against it,
    // and a draft that was confirmed.
    private async Task<string> PrepareAsync()
    {
        await ReportAsync("A" + week.Id, "chen", 1, CutOff.AddDays(-5));
        await DoAsync("zhou", CutOff.AddDays(-4), by => new VerifyClaim(by, "A" + week.Id, "", null));
        await ReportAsync("L" + week.Id, "li", 3, CutOff.AddHours(1));
        await TryAsync("ma", CutOff, by => new CloseWeek(by, week));
        if (week != Town.First)
        {
            await DoAsync("gao", CutOff, by => new DecideAdjustment(by, Adjustment("J" + week.Id, week.Previous.End)));
            await TryAsync("chen", CutOff.AddHours(1), by => new LodgeAppeal(
                by, "S" + week.Id, by.Unit!, week.Previous, About.Line("第五条", "A" + week.Previous.Id), "有误",
                ["纪要.pdf"]));
            await town.CaughtUpAsync(district);
            if (chance.Of100(70))
            {
                await TryAsync(
                    "ma", CutOff.AddHours(1),
                    by => new ProposeReissue(by, week.Previous, IssueKind.Revision, "补录", Id("试")));
            }
        }

        await SettleAsync();
        return chance.Of100(85) ? await ConfirmAsync() : (await town.GateAsync(week, district)).Draft!.Digest;
    }

    private AdjustmentDecided Adjustment(string id, DateOnly on) =>
        new(id, "区教育局", 1m + (drawn++ / 10m), on, on, "委〔2023〕3号", "委员会决定");

    // Waives and carries over everything in the way but the confirmation.
    private async Task SettleAsync()
    {
        var report = await town.GateAsync(week, district);
        foreach (var check in report.Checks.Where(check => check is { Met: false, MayBeWaived: true }))
        {
            await DoAsync("gao", CutOff.AddHours(1), by => new WaiveFindings(
                by, new WeekWaived(week, check.Code, check.Findings, "不影响本周", null, "")));
        }

        foreach (var claim in report.Now.Claims.Where(claim => claim.Undecided && claim.OccurredOn <= week.End
            && claim.ReportedAt <= CutOff && !report.Week.CarriedOver.ContainsKey(claim.Id)))
        {
            await DoAsync(
                "ma", CutOff.AddHours(1), by => new CarryOver(by, new ClaimCarriedOver(week, claim.Id, "待补")));
        }
    }

    private async Task<string> ConfirmAsync()
    {
        var digest = (await town.GateAsync(week, district)).Draft!.Digest;
        await DoAsync("xu", CutOff.AddHours(1), by => new ConfirmWeek(by, week, digest));
        await town.CaughtUpAsync(district);
        return digest;
    }

    private async Task<string> FinishAsync()
    {
        await SettleAsync();
        var report = await town.GateAsync(week, district);
        var digest = report.Open ? report.Draft!.Digest : await ConfirmAsync();
        await DoAsync("song", CutOff.AddHours(3), by => new SealBulletin(by, week, null, digest));
        return digest;
    }

    private List<Runner> Runners(string digest)
    {
        List<Runner> all = [.. Against(digest)];
        return
        [
            Of("seal", "song", by => new SealBulletin(by, week, null, digest)) with { DelayMs = chance.Pick(0, 0, 30) },
            .. chance.Some(all, 3, 8),
        ];
    }

    private List<Runner> Against(string digest)
    {
        var (before, from) = (week.Previous, week.Start.AddDays(chance.Between(-7, 6)));
        return
        [
            Of("seal", "tan", by => new SealBulletin(by, week, null, digest)),
            Of("report late", "chen", by => Visit(by, Id("R"), 2)),
            Of("verify late", "zhou", by => new VerifyClaim(by, "L" + week.Id, "", null)),
            Of("reverse", "zhou",
                by => new ReverseClaim(
                    by, new ClaimReversed("A" + (chance.Of100(50) ? week : before).Id, "不属实", "试8号"), null)),
            Of("correct", "zhou", by => new CorrectClaim(
                by, "A" + week.Id, null, new Dictionary<string, string> { ["leader"] = "staff" }, null, "核对", null)),
            Of("adjust", "gao", by => new DecideAdjustment(by, Adjustment(Id("D"), week.End))),
            Of("rename", "ma", by => Roster(by, new UnitRenamed("永安镇", Id("永安镇"), from))),
            Of("enter", "ma", by => Roster(by, new UnitEntered(Id("新镇"), "新镇", "镇街", "镇街", from))),
            Of("regroup", "ma",
                by => Roster(by, new UnitRegrouped("区财政局", week.Start.DayNumber % 2 == 0 ? "镇街" : "部门", from))),
            Of("edition", "gao", by => new AdoptRulebook(by, Edition(), Id("试"), null)),
            Of("approve issue", "song", by => new ApproveReissue(by, before)),
            Of("drop issue", "ma", by => new DropReissue(by, before)),
            Of("rule", "gao", by => new RuleAppeal(
                by, "S" + week.Id, true, "经核实", "委9号",
                new Remedy(RemedyKind.Adjust, null, new Dictionary<string, string>(), 0.7m), null)),
            Of("lodge", "li",
                by => new LodgeAppeal(
                    by, Id("S"), by.Unit!, before, About.Line("第五条", "L" + before.Id), "有误", ["纪要.pdf"])),
            Of("confirm", "zhou", by => new ConfirmWeek(by, week, digest)),
            Of("close next", "ma", by => new CloseWeek(by with { At = Town.CutOff(week.Next) }, week.Next)),
            new Runner("rebuild", "ma", null, Id("q"), chance.Between(0, LatestStartMs), RebuildAsync),
        ];
    }

    private async Task<Outcome> RebuildAsync(Signature by)
    {
        await town.Get<Rebuild>().RunAsync(district, null, Ct);
        return new Outcome("", 0, 0, null);
    }

    private string Edition()
    {
        var number = Interlocked.Increment(ref edition);
        return RandomOffice.Edition(rulebook, number, new Chance(number));
    }

    private static ChangeRoster Roster(Signature by, object change) => new(by, change, null);

    private Runner Of(string kind, string account, Func<Signature, object> command) => new(
        kind, account, Town.People.FirstOrDefault(person => person.Account == account).Unit, Id($"{district}-"),
        chance.Between(0, LatestStartMs), by => town.SendAsync(command(by), district));

    private sealed record Runner(
        string Kind, string Account, string? Unit, string Request, int DelayMs, Func<Signature, Task<Outcome>> Ask);
}
