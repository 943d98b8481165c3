using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Office.Verification;

namespace Evaluation.Office.Publication.Gating;

/// <summary>The gate (签发条件): what must be met before the bulletin of a week or a period is sealed.</summary>
public static class Gate
{
    /// <summary>Examines a week or a period.</summary>
    public static GateReport Examine(GateInput input)
    {
        // One count for the draft and all comparisons: what is compared is what will be printed.
        var (intake, now) = (input.IntakeOf(input.Term), input.Now.Of(input.IntakeOf(input.Week)));
        var seen = input.Period is { } period ? now.SeenThrough(period.Last) : now;
        var draft = BulletinDraft.Of(
            input.Before, seen, input.Closed, input.File, input.Term, input.Early, input.Papers);
        List<GateCheck> checks =
        [
            .. Turn(input, draft),
            new("edition", "有施行中的考评办法，文本与采纳时一致", [.. Editions(input)])
            {
                Remedy = "请由委员会采纳覆盖本周的考评办法；文本与采纳时不同的，请告知管理员查明。",
            },
            new("references", "单位、加减分和目标任务均为考评办法和名册所知", References.Of(input with { Now = now }))
            {
                Remedy = "请更正单位的组别或名册，或采纳与之相符的考评办法；"
                    + "确属不参加排名、不计分的，由委员会写明理由豁免。",
                MayBeWaived = true,
            },
            new("decided", "截止前的事项均有结论或已结转", [.. Undecided(input, intake)])
            {
                Remedy = "请逐项认定或不予认定；本周不能作出结论的，写明理由后结转。",
            },
            new("appeals", "没有到期未裁决的申诉", [.. Unruled(input, intake)])
            {
                Remedy = "请受理并裁决，或由申诉单位撤回；确需先行签发的，由委员会写明理由豁免。",
                MayBeWaived = true,
            },
            new("duplicates", "疑似重复的事项均已处理", [.. Unsettled(input, intake)])
            {
                Remedy = "请逐对核实，对其中一件不予认定、撤回或冲销，或写明理由说明为两件事项；"
                    + "确需先行签发的，由委员会写明理由豁免。",
                MayBeWaived = true,
            },
            new("caught-up", "计分数据已处理到最新事件", CaughtUp(input))
            {
                Remedy = "请稍候再查看；计分处理已停止的，请告知管理员按所列原因处理。",
            },
            new("equal", "计分数据与事件重算一致", [.. input.Board.Differences, .. Uncompared(input)])
            {
                Remedy = "请告知管理员重建计分数据（ops/evaluation rebuild）后再查看。",
            },
            new(
                "second-count", "第二套计算结果一致",
                [.. draft is null ? [] : SecondCounted(input, seen), .. Uncompared(input)])
            {
                Remedy = "请勿签发，并告知管理员：两套计算有一处不一致，须查明原因。",
            },
            .. LateCheck.Of(input.Issues, input.Before, now, input.Period is null ? input.Week : input.Week.Next),
            BulletinDraft.Confirmed(draft, input.File),
        ];
        return new GateReport(
            [.. checks.Select(check => check.Less(input.File.Waivers))], input.Closed, input.File, input.Now.Known)
        {
            Draft = draft,
            Later = draft?.Bulletin.Cut?.Later ?? [],
        };
    }

    // Whether it is the turn of the week or period.
    private static IReadOnlyList<GateCheck> Turn(GateInput input, BulletinDraft? draft)
    {
        var closed = new GateCheck(
            "closed", input.Period is null ? "本周已截止" : "期间末日所在的周已截止",
            input.Closed is null ? [$"{input.Week}尚未办理截止。"] : [])
        {
            Remedy = "请由考评办经办在截止时间之后办理截止。",
        };
        return input.Period is null
            ? [closed, new("in-order", "按周次顺序签发", InOrder(input)) { Remedy = "请按周次先后签发。" }]
            :
            [
                closed, PeriodChecks.WeeksSealed(input), PeriodChecks.Published(input),
                PeriodChecks.Ranked(input, draft),
            ];
    }

    private static List<string> InOrder(GateInput input) =>
        input.Now.Known.District.NextToSeal is { } next && next != input.Week ? [$"下一期应签发{next}。"] : [];

    private static IEnumerable<string> Editions(GateInput input)
    {
        if (BulletinMaker.EditionOf(input.Now.Rules, input.Term) is null)
        {
            yield return input.Period is { } period ? $"{period}的末日{period.Last:yyyy-MM-dd}没有施行中的考评办法。"
                : $"{input.Week}没有施行中的考评办法。";
        }

        foreach (var edition in input.Now.Known.District.Editions.Adopted
            .Where(one => BulletinFiles.Sha256(one.Text) != one.Sha256))
        {
            yield return $"考评办法第{edition.Edition}版的文本与采纳时的校验和不一致。";
        }
    }

    private static IEnumerable<string> Undecided(GateInput input, Intake intake) =>
        from claim in input.Now.Known.Claims
        where claim.Undecided
            && intake.Of(claim.OccurredOn, claim.ReportedAt, input.IsCarried(claim.Id)) == Belonging.Here
        orderby claim.OccurredOn, claim.Id
        let kind = input.Now.Rules.KindsOn(claim.OccurredOn).LabelOf(claim.Kind)
        let status = ClaimDecider.Label(claim.Status)
        select $"事项“{claim.Id}”（{claim.Unit}，{kind}，{claim.OccurredOn:yyyy-MM-dd}）{status}。";

    // An appeal lodged before the cut-off may change what the bulletin corrects.
    private static IEnumerable<string> Unruled(GateInput input, Intake intake) =>
        from appeal in input.Appeals
        where appeal.Open && !(appeal.Lodged.LodgedAt > intake.Until)
        let lodged = appeal.Lodged
        let status = AppealDecider.Label(appeal.Status)
        select $"申诉“{appeal.Id}”（{lodged.Unit}，{lodged.Week}，{lodged.About}）{status}。";

    private static IEnumerable<string> Unsettled(GateInput input, Intake intake) =>
        from finding in OpenDuplicates.Of(input.Verification, input.Findings, intake, input.IsCarried)
        select $"{finding.Reason}请不予认定、撤回或冲销其中一件，或说明为两件事项。";

    private static List<string> CaughtUp(GateInput input)
    {
        var (position, last) = (input.Now.Known.Position, input.Board.Last);
        return
        [
            .. input.Board.Halted.Select(
                one => $"计分处理“{one.Name}”已停止：{(one.Reason ?? "原因见日志").TrimEnd('。')}。"),
            .. position < last ? [$"计分数据处理到第{position}号事件，最新为第{last}号。"] : Array.Empty<string>(),
        ];
    }

    // A board that stands still agrees with the events before the stop; of those behind it nobody can say so.
    private static IEnumerable<string> Uncompared(GateInput input)
    {
        var (position, last) = (input.Now.Known.Position, input.Board.Last);
        if (input.Board.Halted.Count > 0 && position < last)
        {
            yield return $"计分已停止，只比对到第{position}号事件，其后到第{last}号的尚未比对。";
        }
    }

    private static string[] SecondCounted(GateInput input, Scored seen) =>
        Disagreement.First(seen, input.Term) is { } difference ? [difference] : [];
}
