using Evaluation.Office.Adjustments;
using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Laboratory;
using Evaluation.Office.Publication;
using Evaluation.Office.Targets;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adjustments;
using Evaluation.Server.Adoption;
using Evaluation.Server.Appeals;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Calendars;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Laboratory;
using Evaluation.Server.Publication;
using Evaluation.Server.Reports;
using Evaluation.Server.Targets;
using Evaluation.Server.Units;

namespace Evaluation.Server.Tests.Chain;

/// <summary>What the office does besides claims: decisions, rosters, rules, weeks, issues and appeals.</summary>
internal sealed partial class RandomOffice
{
    private readonly List<string> adjustments = [];
    private readonly List<(string Appeal, string Unit, About About)> open = [];
    private readonly HashSet<Week> proposed = [];
    private readonly List<Week> published = [];
    private int edition = 1;
    private int rosterTurn;

    private async Task SubmitAsync()
    {
        var (unit, on) = (chance.Pick<string>(units), Day());
        await AskAsync(
            "submit report", $"r.{unit}", unit,
            by => new SubmitReport(by, unit, Week.Of(on, DayOfWeek.Monday), chance.Of100(30)));
    }

    private async Task AdjustAsync()
    {
        var (id, unit, points) = (Id("D"), chance.Pick<string>(units), chance.Between(-20, 20) / 10m);
        if (await AskAsync("adjust", "gao", null, by => new DecideAdjustment(
            by, new AdjustmentDecided(id, unit, points, Today, Day(), "委〔2023〕3号", "委员会决定"))))
        {
            adjustments.Add(id);
        }
    }

    private async Task TakeBackAsync()
    {
        if (adjustments.Count > 0)
        {
            var (id, reversal) = (chance.Pick<string>(adjustments), Id("D"));
            await AskAsync("reverse adjustment", "gao", null, by => new ReverseAdjustment(
                by, new AdjustmentReversed(id, reversal, Today, Day(), "委〔2023〕4号", "撤销"), null));
        }
    }

    private async Task RosterAsync()
    {
        // Of every kind in turn, also from days that lie in sealed weeks.
        var from = Today.AddDays(chance.Between(-20, 7));
        var unit = chance.Pick<string>(units);
        var (kind, change) = (rosterTurn++ % 8) switch
        {
            1 => ("rename", new UnitRenamed(unit, $"{unit}（{Id("改")}）", from)),
            2 when units.Count > 4 => ("leave", new UnitLeft(unit, from)),
            3 when units.Count < 8 => ("split", Split(unit, from)),
            4 when units.Count > 4 => ("merge", Merger(from)),
            5 or 7 => ("regroup", new UnitRegrouped(unit, chance.Pick("镇街", "部门"), from)),
            6 => ("appoint", (object)new LeaderAppointed(unit, Id("周"), chance.Pick("top", "member"), from)),
            _ => ("enter", new UnitEntered(Id("新镇"), "新设镇", "镇街", chance.Pick("镇街", "部门"), from)),
        };
        if (await AskAsync(kind, "ma", null, by => new ChangeRoster(by, change, null)))
        {
            Follow(change);
        }
    }

    private UnitsMerged Merger(DateOnly from)
    {
        var ending = chance.Some(units, 2, 2);
        return new UnitsMerged(ending, Id("合镇"), "合并镇", "镇街", "镇街", from, "编〔2023〕1号", "区划调整");
    }

    private UnitSplit Split(string unit, DateOnly from) => new(
        unit, [new SplitPart(Id("分镇"), "东分镇", "镇街", "镇街", 0.6m),
            new SplitPart(Id("分镇"), "西分镇", "镇街", "镇街", 0.4m)], from,
        "编〔2023〕2号", "区划调整");

    private void Follow(object change)
    {
        var (gone, come) = change switch
        {
            UnitEntered e => ((IReadOnlyList<string>)[], (IReadOnlyList<string>)[e.Unit]),
            UnitLeft e => ([e.Unit], []),
            UnitsMerged e => (e.Units, [e.Into]),
            UnitSplit e => ([e.Unit], [.. e.Into.Select(part => part.Unit)]),
            _ => ([], []),
        };
        units.RemoveAll(gone.Contains);
        units.AddRange(come);
    }

    private async Task AdoptAsync()
    {
        var text = Edition(await Town.RulebookAsync(), chance.Of100(10) ? edition : edition + 1, chance);
        if (await AskAsync("adopt edition", "gao", null, by => new AdoptRulebook(by, text, Id("试〔2023〕"), null)))
        {
            edition++;
        }
    }

    private Task<bool> TargetAsync() => AskAsync("give targets", "gao", null, by => new GiveTargets(
        by, new TargetsGiven(
            Id("委〔2023〕"),
            [new Target(
                chance.Pick<string>(units), chance.Pick("visits", "projects", "nothing"), "2023",
                chance.Between(1, 50))]), null));

    private Task<bool> CalendarAsync()
    {
        var holiday = new DateOnly(2023, 5, chance.Between(1, 5));
        return AskAsync("state calendar", "gao", null, by => new StateCalendar(
            by, new CalendarNotice(
                new CalendarStated(chance.Of100(90) ? 2023 : 2024, [new NamedDay(holiday, "劳动节")], [], Id("国办")),
                []),
            null));
    }

    // The next thing that the next week's bulletin lacks.
    private async Task WeekAsync()
    {
        var week = published.Count == 0 ? Town.First : published.Max().Next;
        var report = await town.GateAsync(week);
        if (report.Closed is null)
        {
            var cutOff = Town.CutOff(week).AddMinutes(5);
            clock = clock < cutOff && chance.Of100(90) ? cutOff : clock;
            await AskAsync("close", "ma", null, by => new CloseWeek(by, week));
            return;
        }

        var findings = report.Checks.ToDictionary(check => check.Code);
        if (!findings["decided"].Met)
        {
            await CarryAsync(report, week);
        }
        else if (report.Checks.FirstOrDefault(check => check is { Met: false, MayBeWaived: true }) is { } check)
        {
            await AskAsync("waive", "gao", null, by => new WaiveFindings(
                by, new WeekWaived(week, check.Code, check.Findings, "不影响本周", "委〔2023〕7号", "")));
        }
        else if (report.Open || chance.Of100(5))
        {
            await SealAsync(week, report.Draft?.Digest);
        }
        else if (await AskAsync(
            "confirm", chance.Of100(95) ? "xu" : "song", null, by => new ConfirmWeek(by, week, report.Draft?.Digest))
            && chance.Of100(70))
        {
            await SealAsync(week, report.Draft?.Digest);
        }
    }

    private async Task CarryAsync(GateReport report, Week week)
    {
        foreach (var claim in report.Now.Claims.Where(claim => claim.Undecided && claim.OccurredOn <= week.End
            && !report.Week.CarriedOver.ContainsKey(claim.Id) && claim.ReportedAt <= report.Closed!.CutOff))
        {
            await AskAsync(
                "carry over", "ma", null, by => new CarryOver(by, new ClaimCarriedOver(week, claim.Id, "材料待补")));
        }
    }

    private async Task SealAsync(Week week, string? digest)
    {
        await town.CaughtUpAsync();
        if (await AskAsync(
            "seal", chance.Of100(95) ? "song" : "xu", null, by => new SealBulletin(by, week, null, digest)))
        {
            published.Add(week);
            await bytes.HoldAsync();
        }
    }

    /// <summary>Begins after weeks that were published before.</summary>
    public void GoOnAfter(params IEnumerable<Week> weeks) => published.AddRange(weeks);

    private async Task ReissueAsync()
    {
        await town.CaughtUpAsync();
        var week = proposed.Count > 0 && chance.Of100(60) ? chance.Pick<Week>([.. proposed])
            : chance.Pick<Week>(published);
        if (!proposed.Contains(week))
        {
            if (!await AskAsync("propose issue", "ma", null, by => new ProposeReissue(
                by, week, chance.Pick(IssueKind.Revision, IssueKind.Correction), "核验补录", Id("试"))))
            {
                return;
            }

            proposed.Add(week);
            await town.CaughtUpAsync();
            if (chance.Of100(30))
            {
                return;
            }
        }

        if (chance.Of100(75) && await AskAsync("approve issue", "song", null, by => new ApproveReissue(by, week)))
        {
            proposed.Remove(week);
            await bytes.HoldAsync();
        }
        else if (await AskAsync("drop issue", "ma", null, by => new DropReissue(by, week)))
        {
            proposed.Remove(week);
        }
    }

    // About a line or a decision of one of the last weeks.
    private async Task LodgeAsync()
    {
        var week = published.Order().TakeLast(2).ElementAt(chance.Of100(75) ? ^1 : 0);
        await using var session = town.Session();
        var file = (await session.StateAsync<WeekFile>(WeekFile.StreamOf(week), Ct))!;
        var sheets = BulletinFiles.Read(file.InForce!.Record).Sheets.Where(sheet => sheet.Lines.Count > 0).ToList();
        if (sheets.Count == 0)
        {
            return;
        }

        var sheet = chance.Pick(sheets);
        var (id, line) = (Id("S"), chance.Pick(sheet.Lines));
        var about = About.Line(line.Clause, line.Fact);
        if (await AskAsync("lodge appeal", $"r.{sheet.Unit}", sheet.Unit, by => new LodgeAppeal(
            by, id, sheet.Unit, week, about, "有误", ["纪要.pdf"])))
        {
            open.Add((id, sheet.Unit, about));
        }
    }

    private async Task RuleAsync()
    {
        if (open.Count == 0)
        {
            return;
        }

        var appeal = chance.Pick<(string Appeal, string Unit, About About)>(open);
        var claim = appeal.About.Concerned() is { } id ? claims.GetValueOrDefault(id) : null;
        var upheld = chance.Of100(70);
        var remedy = !upheld ? null
            : claim?.Status == ClaimStatus.Verified && chance.Of100(50)
                ? new Remedy(RemedyKind.Reverse, null, new Dictionary<string, string>(), 0m)
                : new Remedy(RemedyKind.Adjust, null, new Dictionary<string, string>(), chance.Between(1, 9) / 10m);
        if (!await AskAsync(upheld ? "uphold" : "dismiss", "gao", null, by => new RuleAppeal(
            by, appeal.Appeal, upheld, "经核实", "委〔2023〕9号", remedy, null)))
        {
            return;
        }

        open.Remove(appeal);
        if (remedy?.Kind == RemedyKind.Reverse)
        {
            claims[claim!.Id] = claim with { Status = ClaimStatus.Reversed };
        }
    }

    private async Task WithdrawAppealAsync()
    {
        if (open.Count > 0)
        {
            var appeal = chance.Pick<(string Appeal, string Unit, About About)>(open);
            await AskAsync(
                "withdraw appeal", $"r.{appeal.Unit}", appeal.Unit,
                by => new WithdrawAppeal(by, new AppealWithdrawn(appeal.Appeal, "误提"), null));
            open.Remove(appeal);
        }
    }

    private async Task RebuildAsync()
    {
        await town.Get<Rebuild>().RunAsync(Town.District, null, Ct);
        Tally.Count("rebuild", true);
    }

    private async Task SimulateAsync()
    {
        var without = Any(ClaimStatus.Verified)?.Id ?? "V-9";
        var answer = await town.Get<Simulations>().RunAsync(Town.District, new TrialOrder { Without = [without] }, Ct);
        Tally.Count("simulate", answer.Refusal is null, answer.Refusal?.Code);
    }
}
