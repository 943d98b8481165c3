using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Verification;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>Examines whether a week may be published.</summary>
/// <param name="board">The projected tables.</param>
/// <param name="replay">The fold of the events.</param>
/// <param name="reconciliation">Their comparison.</param>
/// <param name="progress">Whether the projections run.</param>
/// <param name="events">The log.</param>
/// <param name="appeals">The appeals.</param>
/// <param name="casebooks">What the verifiers should look at.</param>
public sealed class Gate(
    BoardReader board, Replay replay, Reconciliation reconciliation, ProjectionProgress progress, EventReader events,
    AppealReader appeals, VerificationFiles casebooks)
{
    /// <summary>Examines a week of a district.</summary>
    /// <param name="session">A session of the district.</param>
    /// <param name="week">The week.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<GateReport> ExamineAsync(IQuerySession session, Week week, CancellationToken ct)
    {
        var district = session.TenantId;
        var last = await events.LastPositionAsync(district, ct);
        var standing = await board.DistrictAsync(district, ct);
        var position = standing?.Position ?? 0;
        var issues = Issues.Of(standing?.File ?? DistrictFile.Empty);
        var known = (await replay.AtAsync(district, [.. Baselines.Positions(issues), position], ct))
            .ToDictionary(at => at.Key, at => Scored.Anew(at.Value));

        // One count for the draft and all comparisons: what is compared is what will be printed.
        var (before, scored) = (Baselines.Of(issues, known), known[position]);
        var (now, rules, scores) = (scored.Known, scored.Rules, scored.Scores);
        var closed = (await Read.StateAsync<ClosedWeeks>(session, ClosedWeeks.Stream, ct))?.Of(week);
        var file = await Read.StateAsync<WeekFile>(session, WeekFile.StreamOf(week), ct) ?? WeekFile.Empty;
        var draft = BulletinDraft.Of(before, scored, closed, file, week);
        List<GateCheck> checks =
        [
            new("closed", "本周已截止", closed is null ? [$"{week}尚未办理截止。"] : [])
            {
                Remedy = "请由考评办经办在截止时间之后办理截止。",
            },
            new("in-order", "按周次顺序签发", InOrder(now.District, week)) { Remedy = "请按周次先后签发。" },
            new("edition", "有施行中的考评办法，文本与采纳时一致", [.. Editions(now.District, rules, week)])
            {
                Remedy = "请由委员会采纳覆盖本周的考评办法；文本与采纳时不同的，请告知管理员查明。",
            },
            new("decided", "截止前的事项均有结论或已结转", [.. Undecided(now, rules, week, closed, file)])
            {
                Remedy = "请逐项认定或不予认定；本周不能作出结论的，写明理由后结转。",
            },
            new("appeals", "没有到期未裁决的申诉", [.. Unruled(await appeals.AllAsync(district, ct), closed)])
            {
                Remedy = "请受理并裁决，或由申诉单位撤回；确需先行签发的，由委员会写明理由豁免。",
                MayBeWaived = true,
            },
            new(
                "duplicates", "疑似重复的事项均已处理",
                [.. (await casebooks.OfAsync(district, ct)).Unsettled(week, closed, file)])
            {
                Remedy = "请逐对核实，对其中一件不予认定、撤回或冲销，或写明理由说明为两件事项；确需先行签发的，由委员会写明理由豁免。",
                MayBeWaived = true,
            },
            new("caught-up", "计分数据已处理到最新事件", await CaughtUpAsync(position, last, ct))
            {
                Remedy = "请稍候再查看；计分处理已停止的，请告知管理员按所列原因处理。",
            },
            new("equal", "计分数据与事件重算一致", await reconciliation.DifferencesAsync(district, now, scores, ct))
            {
                Remedy = "请告知管理员重建计分数据（ops/evaluation rebuild）后再查看。",
            },
            new("second-count", "第二套计算结果一致", draft is null ? [] : SecondCounted(now, rules, week, scores))
            {
                Remedy = "请勿签发，并告知管理员：两套计算有一处不一致，须查明原因。",
            },
            .. LateCheck.Of(issues, before, now, rules, week, scores),
            BulletinDraft.Confirmed(draft, file),
        ];
        return new GateReport([.. checks.Select(check => check.Less(file.Waivers))], closed, file, now) { Draft = draft };
    }

    private static string[] SecondCounted(Snapshot now, RuleSet rules, Week week, IReadOnlyList<UnitScore> scores) =>
        Disagreement.First(now, rules, week, scores) is { } difference ? [difference] : [];

    private static IEnumerable<string> Editions(DistrictFile district, RuleSet rules, Week week)
    {
        if (Snapshot.Frame(rules, week) is null)
        {
            yield return $"{week}没有施行中的考评办法。";
        }

        foreach (var edition in district.Editions.Adopted.Where(one => BulletinFiles.Sha256(one.Text) != one.Sha256))
        {
            yield return $"考评办法第{edition.Edition}版的文本与采纳时的校验和不一致。";
        }
    }

    private static List<string> InOrder(DistrictFile district, Week week) =>
        district.NextToSeal is { } next && next != week ? [$"下一期应签发{next}。"] : [];

    private static IEnumerable<string> Undecided(Snapshot now, RuleSet rules, Week week, WeekClosed? closed,
        WeekFile file) =>
        from claim in now.Claims
        where claim.Undecided && claim.OccurredOn <= week.End && (closed is null || claim.ReportedAt <= closed.CutOff)
            && !file.CarriedOver.ContainsKey(claim.Id)
        orderby claim.OccurredOn, claim.Id
        let kind = rules.KindsOn(claim.OccurredOn).LabelOf(claim.Kind)
        select $"事项“{claim.Id}”（{claim.Unit}，{kind}，{claim.OccurredOn:yyyy-MM-dd}）"
            + $"{ClaimDecider.Label(claim.Status)}。";

    // An appeal lodged before the week's cut-off may change what the week's bulletin corrects.
    private static IEnumerable<string> Unruled(IEnumerable<Appeal> appeals, WeekClosed? closed) =>
        from appeal in appeals
        where appeal.Open && (closed is null || appeal.Lodged.LodgedAt <= closed.CutOff)
        select $"申诉“{appeal.Id}”（{appeal.Lodged.Unit}，{appeal.Lodged.Week}，{appeal.Lodged.About}）"
            + $"{AppealDecider.Label(appeal.Status)}。";

    private async Task<IReadOnlyList<string>> CaughtUpAsync(long position, long last, CancellationToken ct)
    {
        var halted = (await progress.ReadAsync(ct)).Where(shard => shard.IsHalted)
            .Select(shard => $"计分处理“{shard.Shard}”已停止：{shard.Reason ?? "原因见日志"}。").ToList();
        return position < last ? [.. halted, $"计分数据处理到第{position}号事件，最新为第{last}号。"] : halted;
    }
}
