using Evaluation.Core.Appeals;
using Evaluation.Core.Claims;
using Evaluation.Core.Ledger;
using Evaluation.Core.Publication;
using Evaluation.Core.Rules;
using Evaluation.Core.Weeks;
using Evaluation.Core.Words;
using Evaluation.Server.Appeals;
using Evaluation.Server.Ledger;
using Evaluation.Server.Store;
using Evaluation.Server.Verification;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>One condition of publication.</summary>
/// <param name="Code">A stable English word.</param>
/// <param name="Label">The condition in print.</param>
/// <param name="Findings">What stands against it; empty when it is met.</param>
public sealed record GateCheck(string Code, string Label, IReadOnlyList<string> Findings)
{
    /// <summary>Whether the condition is met.</summary>
    public bool Met => Findings.Count == 0;
}

/// <summary>What a week's publication needs (签发条件), and what is known when it is asked.</summary>
/// <param name="Checks">All conditions.</param>
/// <param name="Closed">The week's closing; null while it is open.</param>
/// <param name="Week">The week's file.</param>
/// <param name="Before">The weeks as they were last published; null before the first bulletin.</param>
/// <param name="Now">The district as known now, from the events alone.</param>
public sealed record GateReport(
    IReadOnlyList<GateCheck> Checks, WeekClosed? Closed, WeekFile Week, Baselines? Before, Snapshot Now)
{
    /// <summary>Whether every condition is met.</summary>
    public bool Open => Checks.All(check => check.Met);
}

/// <summary>Examines whether a week may be published.</summary>
/// <param name="board">The projected tables.</param>
/// <param name="replay">The fold of the events.</param>
/// <param name="reconciliation">Their comparison.</param>
/// <param name="progress">Whether the projections run.</param>
/// <param name="events">The log.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
/// <param name="appeals">The appeals.</param>
/// <param name="casebooks">What the verifiers should look at.</param>
public sealed class Gate(
    BoardReader board, Replay replay, Reconciliation reconciliation, ProjectionProgress progress, EventReader events,
    RuleSets ruleSets, AppealReader appeals, Casebooks casebooks)
{
    private const int MostListed = 50;

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
        var known = await replay.AtAsync(district, [.. Baselines.Positions(issues), position], ct);
        var (before, now) = (Baselines.Of(issues, known), known[position]);
        var closed = await Read.StateAsync<ClosedWeeks>(session, States.Closings, ct);
        var file = await Read.StateAsync<WeekFile>(session, States.Week(week), ct) ?? WeekFile.Empty;
        return new GateReport(
            [
                new GateCheck("closed", "本周已截止", closed?.Of(week) is null ? [$"{week}尚未办理截止。"] : []),
                new GateCheck("in-order", "按周次顺序签发", InOrder(now.District, week)),
                new GateCheck(
                    "edition", "有施行中的考评办法",
                    Snapshot.Frame(ruleSets.Of(now.District.Editions), week) is null
                        ? [$"{week}没有施行中的考评办法。"]
                        : []),
                new GateCheck(
                    "decided", "截止前的事项均有结论或已结转",
                    [.. Undecided(now, ruleSets.Of(now.District.Editions), week, closed?.Of(week), file).Take(MostListed)]),
                new GateCheck(
                    "appeals", "没有到期未裁决的申诉", [.. Unruled(await appeals.AllAsync(district, ct), closed?.Of(week)).Take(MostListed)]),
                new GateCheck(
                    "duplicates", "疑似重复的事项均已处理",
                    [.. (await casebooks.OfAsync(district, ct)).Unsettled(week, closed?.Of(week), file).Take(MostListed)]),
                new GateCheck("caught-up", "计分数据已处理到最新事件", await CaughtUpAsync(position, last, ct)),
                new GateCheck(
                    "equal", "计分数据与事件重算一致",
                    [.. (await reconciliation.DifferencesAsync(district, now, ct)).Take(MostListed)]),
                .. LateCheck.Of(issues, before, now, ruleSets.Of(now.District.Editions), week),
            ],
            closed?.Of(week), file, before, now);
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
