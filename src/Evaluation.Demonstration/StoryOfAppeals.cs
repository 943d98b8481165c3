using Evaluation.Office.Appeals;
using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Appeals;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;

namespace Evaluation.Demonstration;

/// <summary>An appeal against a sealed line that is won, and the new issue of its week.</summary>
internal static class StoryOfAppeals
{
    private const decimal Adjusted = 0.5m;

    /// <summary>A line of a sealed bulletin that a unit may appeal against.</summary>
    private sealed record Matter(string Unit, BulletinLine Line, Remedy Remedy)
    {
        public About About => About.Line(Line.Clause, Line.Fact);

        public bool Corrects => Remedy.Kind == RemedyKind.Correct;

        public string Reason => Corrects ? "带队领导填报有误，实为一把手带队" : "核算有误，应予补计";
    }

    /// <summary>
    /// An appeal is lodged, heard, tried out for all units, and upheld by somebody who had no part in it.
    /// </summary>
    public static async Task UpheldAsync(Stage stage, CancellationToken ct)
    {
        var sealing = (await stage.FileAsync(stage.Last, ct)).InForce!;
        var matter = await ChooseAsync(stage, BulletinFiles.Read(sealing.Record), ct);
        var (appeal, committee) = (stage.Number(), stage.Of(Roles.Committee, sealing.SealedBy));
        stage.Scene($"六、一次胜诉的申诉：{matter.Unit}对{stage.Last}已签发通报中的{matter.About}"
            + $"（{Stage.Points(matter.Line.Points)}）不服");
        await stage.DoAsync(
            stage.ReporterOf(matter.Unit), matter.Unit, $"提出申诉（{appeal}）：{matter.Reason}",
            by => new LodgeAppeal(
                by, appeal, matter.Unit, stage.Last, matter.About, matter.Reason, ["会议纪要.pdf", "行程单.pdf"]), ct);
        await stage.DoAsync(
            committee, null, "听取陈述：单位补充了行程单",
            by => new HearAppeal(by, new AppealHeard(appeal, "单位补充了行程单"), null), ct);
        await ConsequencesAsync(stage, appeal, matter.Remedy, ct);

        object Rule(Signature by) => new RuleAppeal(
            by, appeal, true, "经核实，申诉属实", $"演示委〔{stage.Last.Start.Year}〕{stage.Last.Id[^2..]}号",
            matter.Remedy, null);
        await stage.TryAsync(sealing.SealedBy, null, "试图裁决", Rule, ct);
        await stage.DoAsync(committee, null, $"裁决：支持申诉，{AppealDecider.Label(matter.Remedy.Kind)}", Rule, ct);
        var ruled = (await stage.Get<AppealReader>().OneAsync(stage.District, appeal, ct))!.Appeal.Ruling!;
        stage.Say(ruled.Changes.Count == 0
            ? "  各单位的得分和位次均无变动。"
            : $"  受影响的{ruled.Changes.Count}个单位均可查阅本裁决："
                + $"{string.Join('、', ruled.Changes.Select(one => one.Unit))}。");
        await stage.UnchangedAsync(stage.Last, ct);
    }

    /// <summary>The week appealed against is issued again by two persons; the old issue stays readable.</summary>
    public static async Task IssuedAgainAsync(Stage stage, CancellationToken ct)
    {
        var week = stage.Last;
        var standing = await stage.FileAsync(week, ct);
        var (closer, sealer) = (stage.Of(Roles.Closer), stage.Of(Roles.Sealer));
        stage.Scene($"七、补发{week}的通报：{ReissueDecider.Name(standing.LastIssue + 1)}");
        if (standing.Proposal is { } left)
        {
            await stage.DoAsync(left.ProposedBy, null, "撤回此前未核准的补发", by => new DropReissue(by, week), ct);
        }

        await PreviewAsync(stage, week, ct);
        await stage.DoAsync(
            closer, null, "提出补发（差错更正）",
            by => new ProposeReissue(
                by, week, IssueKind.Correction, "申诉裁决后更正",
                $"{standing.InForce!.Document}之{standing.LastIssue + 1}"), ct);
        await stage.TryAsync(closer, null, "试图自己核准", by => new ApproveReissue(by, week), ct);
        await stage.DoAsync(sealer, null, "核准并签发", by => new ApproveReissue(by, week), ct);
        var file = await stage.FileAsync(week, ct);
        var (before, after) = (Total(file.Issue(file.LastIssue - 1)!), Total(file.InForce!));
        stage.Say($"  全部得分行：{ReissueDecider.Name(file.LastIssue - 1)}合计{Stage.Points(before)}"
            + $" + 本次变动{Stage.Points(after - before)}"
            + $" = {ReissueDecider.Name(file.LastIssue)}合计{Stage.Points(after)}");
        await stage.UnchangedAsync(week, ct);
        stage.Say($"  现行的通报：{Links.Bulletin(stage.District, week.Id)}；"
            + $"{ReissueDecider.Name(1)}的仍可查阅：{Links.Issue(stage.District, week.Id, 1)}");
    }

    private static decimal Total(BulletinSealed issue) =>
        BulletinFiles.Read(issue.Record).Sheets.Sum(sheet => sheet.Total);

    private static async Task PreviewAsync(Stage stage, Week week, CancellationToken ct)
    {
        await using var session = stage.Session();
        var draft = await stage.Get<ReissueDrafts>().OfAsync(session, week, stage.Now, "", true, ct);
        ReissueVerbs.Show(stage.Shell, week, StoryHalted.Unless(draft));
    }

    private static async Task ConsequencesAsync(Stage stage, string appeal, Remedy remedy, CancellationToken ct)
    {
        await using var session = stage.Get<Databases>().WriteSession(stage.District);
        var result = await stage.Get<Rulings>().ConsequencesAsync(
            new Signature("", null, stage.Now, "", ""), appeal, remedy, session, ct);
        stage.Say($"  裁决之前先试算对各单位的影响（只算不存，{AppealDecider.Label(remedy.Kind)}）：");
        AppealLists.Changes(stage.Shell, Ask.Table, StoryHalted.Unless(result), stage.Rules);
    }

    // A visit that somebody else than the top leader led can be corrected; where there is none, points are adjusted.
    private static async Task<Matter> ChooseAsync(Stage stage, Bulletin bulletin, CancellationToken ct)
    {
        var taken = (await stage.Get<AppealReader>().AllAsync(stage.District, ct))
            .Where(one => one.Status != AppealStatus.Withdrawn)
            .Select(one => (one.Lodged.Unit, one.Lodged.Week, one.Lodged.About)).ToHashSet();
        var free = bulletin.Sheets.SelectMany(sheet => sheet.Lines, (sheet, line) => (sheet.Unit, Line: line))
            .Where(one => !taken.Contains((one.Unit, stage.Last, About.Line(one.Line.Clause, one.Line.Fact))))
            .ToList();
        var byLeader = stage.File.Editions.On(stage.Last.End)!.Text
            .Contains("leader = 'top'", StringComparison.Ordinal);
        var facts = free.Select(one => one.Line.Fact).Where(fact => !fact.Contains('/')).Distinct().ToList();
        var visits = (await stage.Get<BoardReader>().ClaimsAsync(stage.District, facts, ct))
            .Where(claim => byLeader && claim.Kind == BuiltInKinds.Visit && claim.Text("leader") is not ("" or "top"))
            .Select(claim => claim.Id).ToHashSet(StringComparer.Ordinal);
        var (leader, none) = (new Dictionary<string, string> { ["leader"] = "top" }, new Dictionary<string, string>());
        return free.Where(one => visits.Contains(one.Line.Fact))
                .Select(one => new Matter(one.Unit, one.Line, new Remedy(RemedyKind.Correct, null, leader, 0m)))
                .FirstOrDefault()
            ?? free
                .Select(one => new Matter(one.Unit, one.Line, new Remedy(RemedyKind.Adjust, null, none, Adjusted)))
                .FirstOrDefault()
            ?? throw new StoryHalted(new Refusal(
                "no-line", $"{stage.Last}的通报没有可以申诉的得分行。", "demo", "请换一个考评范围演示。"));
    }
}
