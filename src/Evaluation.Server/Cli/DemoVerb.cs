using System.CommandLine;
using Evaluation.Core.Claims;
using Evaluation.Core.Words;
using Evaluation.Server.Claims;
using Evaluation.Server.Imports;
using Evaluation.Server.Ranking;
using Evaluation.Server.Scoring;
using Evaluation.Server.Store;
using Evaluation.Server.Web;

namespace Evaluation.Server.Cli;

/// <summary>`demo`: one point followed to its event, and one visit from its report to the ranking.</summary>
internal static class DemoVerb
{
    /// <summary>The verb.</summary>
    public static Command Make(Shell shell)
    {
        var district = Ask.District();
        var verb = new Command(
            "demo", "Tell the story in the terminal: the last ranking, a point followed to its event, a visit reported, verified and ranked.\n"
            + "It works beside a running server and without one; an empty database is loaded with the demonstration first.\n\n"
            + "Example: evaluation demo")
        {
            district,
        };
        verb.SetAction((parsed, ct) => RunAsync(shell, parsed.GetValue(district), ct));
        return verb;
    }

    private static async Task<int> RunAsync(Shell shell, string? named, CancellationToken ct)
    {
        await using var desk = await Desk.WriteAsync(shell, ct);
        if ((await desk.Get<Districts>().AllAsync(ct)).Count == 0)
        {
            foreach (var folder in SeedFolders.All(shell.Seeds))
            {
                await Demonstration.LoadAsync(shell, desk.Get<HistoryLoader>(), folder, ct);
            }
        }

        var (district, refusal) = await desk.DistrictAsync(named, ct);
        (var closed, refusal) = refusal is null ? await desk.Get<LiveBoards>().OfAsync(district, null, null, ct) : (null, refusal);
        if (closed is null)
        {
            return shell.Refuse(refusal!);
        }

        shell.Out.WriteLine("一、最近一周的排名");
        BoardVerb.Table(shell, closed, "year");
        await FollowAsync(shell, desk, closed, ct);
        return await VisitAsync(shell, desk, closed, ct);
    }

    // The unit with the most points of the week has lines worth following.
    private static async Task FollowAsync(Shell shell, Desk desk, LiveBoard board, CancellationToken ct)
    {
        var best = board.Groups.SelectMany(group => group.Rows).MaxBy(row => row.WeekPoints);
        var (sheet, _) = best is null ? (null, null) : await desk.Get<Explanations>().OfAsync(board.District, best.Unit, board.Week.Id, null, false, ct);
        if (sheet?.Lines.Where(line => line.Events.Count > 0).MaxBy(line => line.Points) is { } line)
        {
            shell.Out.WriteLine($"二、一分从哪里来：{best!.Name}本周{Value.Of(sheet.Total)}分，共{sheet.Lines.Count}行，合计{(sheet.AddsUp ? "一致" : "不一致")}；其中一行：");
            ExplainVerb.Line(shell, line);
        }
    }

    private static async Task<int> VisitAsync(Shell shell, Desk desk, LiveBoard closed, CancellationToken ct)
    {
        var (before, refusal) = await desk.Get<LiveBoards>().OfAsync(closed.District, closed.Week.Next.Id, null, ct);
        if (before is null)
        {
            return shell.Refuse(refusal!);
        }

        if (await DemoVisit.ChooseAsync(desk, before, ct) is not { } visit)
        {
            shell.Out.WriteLine("三、没有单位还能再得拜访分，演示到此为止。");
            return Shell.Done;
        }

        var moment = shell.Clock.GetUtcNow();
        var id = $"YS-{moment:yyyyMMddHHmmssfff}";
        var people = await SeedFolders.PeopleAsync(shell.Seeds, closed.District, ct) ?? [];
        var reporter = people.FirstOrDefault(person => person.Role == Roles.Reporter && person.Unit == visit.Unit)?.Account ?? "demo.reporter";
        var verifier = people.FirstOrDefault(person => person.Role == Roles.Verifier)?.Account ?? "demo.verifier";
        var facts = new Dictionary<string, string> { ["enterprise"] = visit.Enterprise, ["leader"] = "top", ["topic"] = "演示" };

        shell.Out.WriteLine($"三、{visit.Unit}填报一次拜访（{id}，{visit.Week}，{visit.On:yyyy-MM-dd}），{reporter}填报，{verifier}核验");
        foreach (var command in (object[])
        [
            new ReportClaim(new Signature(reporter, visit.Unit, moment, id, id), id, visit.Unit, Kinds.Visit, visit.On, facts, [], []),
            new VerifyClaim(new Signature(verifier, null, shell.Clock.GetUtcNow(), id, id), id, "", null),
        ])
        {
            if (Errand.Report(shell, await desk.AskAsync(closed.District, command, ct)) is not Shell.Done and var code)
            {
                return code;
            }
        }

        (var after, refusal) = await desk.Get<LiveBoards>().OfAsync(closed.District, visit.Week.Id, null, ct);
        return after is null ? shell.Refuse(refusal!) : await MovedAsync(shell, desk, before, after, visit.Unit, id, ct);
    }

    private static async Task<int> MovedAsync(
        Shell shell, Desk desk, LiveBoard before, LiveBoard after, string unit, string id, CancellationToken ct)
    {
        var (then, now) = (RowOf(before, unit), RowOf(after, unit));
        shell.Out.WriteLine();
        shell.Out.WriteLine($"四、{after.Week}的排名（核验前 → 核验后）");
        shell.Out.WriteLine(
            $"  {now.Name}　本周得分 {Value.Of(then.WeekPoints)} → {Value.Of(now.WeekPoints)}"
            + $"　年度得分 {Value.Of(then.YearPoints)} → {Value.Of(now.YearPoints)}"
            + $"　本周位次 {then.WeekRank} → {now.WeekRank}　年度位次 {then.YearRank} → {now.YearRank}");
        shell.Out.WriteLine();
        var (sheet, refusal) = await desk.Get<Explanations>().OfAsync(after.District, unit, after.Week.Id, null, false, ct);
        foreach (var line in sheet?.Lines.Where(line => line.Fact == id) ?? [])
        {
            ExplainVerb.Line(shell, line);
        }

        return sheet is null ? shell.Refuse(refusal!) : sheet.AddsUp ? Shell.Done : Shell.Refused;
    }

    private static Core.Publication.BulletinRow RowOf(LiveBoard board, string unit) =>
        board.Groups.SelectMany(group => group.Rows).First(row => row.Unit == unit);
}
