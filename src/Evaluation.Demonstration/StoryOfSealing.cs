using System.Text.RegularExpressions;
using Evaluation.Office.Decisions;
using Evaluation.Office.Laboratory;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Laboratory;
using Evaluation.Server.Publication;
using Evaluation.Server.Reports;

namespace Evaluation.Demonstration;

/// <summary>A draft compared, the gate of the next week, and the recount of all that the story touched.</summary>
internal static partial class StoryOfSealing
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan UntilMorning = TimeSpan.FromHours(15);
    private static readonly TimeSpan UntilNext = TimeSpan.FromHours(45);

    /// <summary>
    /// A draft of the rules is compared with those in force; the checksum of all that is stored stays the same.
    /// </summary>
    public static async Task DraftAsync(Stage stage, CancellationToken ct)
    {
        var text = stage.File.Editions.On(stage.Last.End)!.Text;
        var draft = VisitPoints().Replace(text, "${1}1", 1);
        stage.Scene($"八、比较办法草案：设想每次拜访改为1分，{stage.Last}各单位会怎样");
        if (draft == text)
        {
            stage.Say("  现行办法没有按次计分的拜访条款，略过。");
            return;
        }

        var before = await ChecksumAsync(stage, ct);
        var answer = await stage.Get<Simulations>().RunAsync(
            stage.District, new TrialOrder { Draft = draft, From = stage.Last.Id, To = stage.Last.Id }, ct);
        var report = answer.Report ?? throw new StoryHalted(answer.Refusal ?? new Refusal(
            "draft-faulty", string.Join("", answer.Findings.Select(finding => finding.What)), "rulebook",
            "请核对草案。"));
        foreach (var group in report.Groups)
        {
            stage.Say($"  {group.Group}：{group.Units}个单位，{group.Moved}个有变动");
        }

        foreach (var unit in report.Units.Where(unit => unit.Moved).Take(3))
        {
            stage.Say($"  {unit.Sentence}");
        }

        var after = await ChecksumAsync(stage, ct);
        stage.Say($"  全部数据的校验码：比较前{before[..12]}，比较后{after[..12]}，"
            + (before == after ? "什么也没有存。" : "不一致！"));
    }

    /// <summary>The next week is closed, confirmed and sealed by three persons, each after the gate.</summary>
    public static async Task GateAsync(Stage stage, CancellationToken ct)
    {
        var (week, edition) = (stage.Running, Snapshot.Frame(stage.Rules, stage.Running)!);
        var (closer, sealer) = (stage.Of(Roles.Closer), stage.Of(Roles.Sealer));
        var other = stage.Of(Roles.Closer, closer);
        var confirmer = other != closer ? other : stage.Of(Roles.Verifier, closer);
        stage.Scene($"九、签发{week}的通报：一人截止、一人确认、一人签发");
        stage.Until(edition.Calendar.ReportDueFor(week) - (Hour * 4));
        await ReportsAsync(stage, week, ct);
        stage.Until(edition.Calendar.CutOffFor(week) + UntilMorning);
        await stage.DoAsync(closer, null, "办理截止", by => new CloseWeek(by, week), ct);
        var report = await ExamineAsync(stage, week, ct);
        GateVerb.Show(stage.Shell, week, report);
        var digest = report.Draft?.Digest;
        await stage.TryAsync(sealer, null, "未经确认就签发", by => new SealBulletin(by, week, null, digest), ct);
        await stage.DoAsync(
            confirmer, null, $"核对并确认通报稿{GateDecider.Short(digest ?? "")}",
            by => new ConfirmWeek(by, week, digest), ct);
        stage.Until(edition.Calendar.CutOffFor(week) + UntilNext);
        await stage.DoAsync(sealer, null, "签发", by => new SealBulletin(by, week, null, digest), ct);
        var bulletin = BulletinFiles.Read((await stage.FileAsync(week, ct)).Sealed!.Record);
        stage.Say($"  {bulletin.Document}已印发，补录与更正{bulletin.Corrections.Count}行：");
        foreach (var one in bulletin.Corrections)
        {
            stage.Say($"    {one.Week}　{one.Unit}　{one.Clause}　{one.Fact}　"
                + $"{Value.Of(one.Before)} → {Value.Of(one.After)}分");
        }
    }

    /// <summary>
    /// Every issue is counted again from the events, and the published points with their corrections add up.
    /// </summary>
    public static async Task<int> RecountAsync(Stage stage, CancellationToken ct)
    {
        stage.Scene("十、重算：从事件重新计算演示所及各期（含各次印发），与已签发的逐字节比较");
        Week[] weeks = [.. new[] { stage.Earlier, stage.Last, stage.Running }.Distinct()];
        var (sound, session) = (true, stage.Session());
        await using (session)
        {
            foreach (var week in weeks)
            {
                var difference = await stage.Get<Recount>().DifferenceAsync(session, week, ct);
                stage.Say($"  {week}　{(difference is null ? "重算一致" : $"不一致：{difference}")}");
                sound &= difference is null;
            }
        }

        var last = await stage.Get<EventReader>().LastPositionAsync(stage.District, ct);
        var now = await stage.Get<Replay>().AtAsync(stage.District, last, ct);
        var scores = now.Score(stage.Rules);
        var records = new List<(BulletinSealed InForce, Bulletin First)>();
        foreach (var week in weeks)
        {
            var file = await stage.FileAsync(week, ct);
            records.Add((file.InForce!, BulletinFiles.Read(file.Sealed!.Record)));
        }

        foreach (var (issue, _) in records)
        {
            var printed = BulletinFiles.Read(issue.Record).Sheets.Sum(sheet => sheet.Total);
            var corrected = records.Where(one => one.First.Position > issue.Position)
                .SelectMany(one => one.First.Corrections)
                .Where(one => one.Week == issue.Week.Id).Sum(one => one.After - one.Before);
            var scored = scores.SelectMany(score => score.Sheets).Where(sheet => sheet.Week == issue.Week)
                .Sum(sheet => sheet.Total);
            sound &= printed + corrected == scored;
            stage.Say($"  {issue.Week}　现行通报{Stage.Points(printed)} + 其后各期更正{Stage.Points(corrected)}"
                + $" {(printed + corrected == scored ? "=" : "≠")} 现在重算{Stage.Points(scored)}");
        }

        stage.Say(sound
            ? "  全部一致。再运行一次演示，故事发生在下一周。"
            : "  有不一致，请停止签发并运行 ops/evaluation recount --all。");
        return sound ? Shell.Done : Shell.Refused;
    }

    // Nil reports are those of units without a claim in the week; who has reported already is passed over.
    private static async Task ReportsAsync(Stage stage, Week week, CancellationToken ct)
    {
        var units = stage.File.Roster.On(week.End).Select(term => term.Unit).ToList();
        var board = await stage.BoardAsync(week, ct);
        var busy = board.Groups.SelectMany(group => group.Rows)
            .Where(row => row.WeekFigures.Any(figure => figure != 0m))
            .Select(row => row.Unit).ToHashSet(StringComparer.Ordinal);
        await stage.EachAsync(
            units.Select(unit => (
                stage.ReporterOf(unit), unit,
                (Func<Signature, object>)(by => new SubmitReport(by, unit, week, !busy.Contains(unit))))),
            ct);
        stage.Say($"  {stage.Now:M月d日 HH:mm}　{units.Count}个单位的填报员在时限前报送周报，"
            + $"其中{units.Count - busy.Count}个为零报告");
    }

    private static async Task<GateReport> ExamineAsync(Stage stage, Week week, CancellationToken ct)
    {
        await using var session = stage.Session();
        return await stage.Get<GateReader>().ExamineAsync(session, week, ct);
    }

    // Of the log and of everything that is worked out from it.
    private static async Task<string> ChecksumAsync(Stage stage, CancellationToken ct)
    {
        var tables = BoardTables.All.Append(MartenTables.Events)
            .Select(table => "(select md5(coalesce(string_agg(t::text, e'\\n' order by t::text collate \"C\"), '')) "
                + $"from {table} t)");
        await using var command = stage.Get<Databases>().For(stage.District)
            .Command($"select md5(concat({string.Join(", ", tables)}))");
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    // The points of the first clause about visits.
    [GeneratedRegex(@"(each: visit\n(?:    (?!gives:).*\n)*    gives: )[\d.]+")]
    private static partial Regex VisitPoints();
}
