using Evaluation.Office.Appeals;
using Evaluation.Office.Reports;
using Evaluation.Office.Weeks;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Home;

/// <summary>What waits for somebody, by the person's roles; the most pressing first.</summary>
internal static class DeskTasks
{
    private const int MostReturned = 10;
    private const string Waits = "returned", Wrong = "refused", Plain = "plain";

    /// <summary>The tasks.</summary>
    /// <param name="facts">How the district stands.</param>
    /// <param name="may">Whether the person has one of some roles.</param>
    public static IReadOnlyList<TaskView> Of(DeskFacts facts, Func<IReadOnlyList<string>, bool> may, string account) =>
    [
        .. may([Roles.Reporter]) && facts.Unit is not null ? OfReporter(facts) : [],
        .. may([Roles.Closer, Roles.Verifier, Roles.Sealer]) ? OfClosed(facts, may) : [],
        .. may([Roles.Verifier]) ? OfVerifier(facts) : [],
        .. may([Roles.Closer]) ? OfCloser(facts) : [],
        .. may([Roles.Committee]) ? OfCommittee(facts, account) : [],
    ];

    private static IEnumerable<TaskView> OfReporter(DeskFacts facts)
    {
        foreach (var (claim, title) in facts.Returned.Take(MostReturned))
        {
            yield return new TaskView("退回补正", Waits, title, Links.Claim(facts.District, claim.Id), "更正")
            {
                Said = claim.Reason,
                Note = "补正并认定后方可计分。" + (facts.Due is { } due && due.CutOff >= facts.Now
                    ? $"{Print.Deadline(due.CutOff)}前重新报送，可计入{Print.Week(facts.Week.Id)}通报。" : ""),
            };
        }

        if (facts.Returned.Count > MostReturned)
        {
            yield return new TaskView(
                "退回补正", Waits, $"另有{facts.Returned.Count - MostReturned}件退回补正",
                $"{Links.Claims(facts.District)}?status=returned", "全部");
        }

        if (facts is { Report: { Report: null } report, Due: { } week })
        {
            yield return new TaskView(
                report.Label, report.Standing == ReportStanding.Missing ? Wrong : Waits,
                $"{Print.Week(facts.Week.Id)}周报",
                Links.WeeklyReports(facts.District, facts.Week.Id), "报送")
            {
                Note = $"{Print.Deadline(week.Report)}截止，{TimeLeft.Until(week.Report, facts.Now)}。",
            };
        }

        foreach (var appeal in facts.Appeals.Where(one => one.Lodged.Unit == facts.Unit))
        {
            yield return new TaskView(
                AppealDecider.Label(appeal.Status), Plain, $"对{Print.Week(appeal.Lodged.Week.Id)}通报的申诉",
                Links.Appeal(facts.District, appeal.Id), "查看") { Said = appeal.Lodged.Reason };
        }
    }

    private static IEnumerable<TaskView> OfVerifier(DeskFacts facts)
    {
        if (facts.Waiting is { Count: > 0, Oldest: { } oldest } waiting)
        {
            yield return new TaskView(
                "待核验", Waits, $"{Print.Whole(waiting.Count)}件事项待核验",
                Links.Queue(facts.District), "核验")
            {
                Note = $"最早的一件发生在{Print.Day(oldest)}。",
            };
        }
    }

    private static IEnumerable<TaskView> OfCloser(DeskFacts facts)
    {
        if (facts.Due is { } due && due.CutOff <= facts.Now)
        {
            yield return new TaskView(
                "可以截止", Waits, $"{Print.Week(facts.Week.Id)}可以截止填报",
                Links.Gate(facts.District, facts.Week.Id), "办理")
            {
                Note = $"截止时间为{Print.Deadline(due.CutOff)}，{TimeLeft.Until(due.CutOff, facts.Now)}。",
            };
        }
    }

    // Closed, confirmed, sealed: one person after the other.
    private static IEnumerable<TaskView> OfClosed(DeskFacts facts, Func<IReadOnlyList<string>, bool> may)
    {
        if (facts.Closed is not (var week, var file))
        {
            yield break;
        }

        var (name, link) = (Print.Week(week.Id), Links.Gate(facts.District, week.Id));
        if (file.Confirmed is null && may([Roles.Verifier, Roles.Closer]))
        {
            yield return new TaskView("已截止", Waits, $"{name}通报稿等待核对、确认", link, "查看签发条件");
        }
        else if (file.Confirmed is { } confirmed && may([Roles.Sealer]))
        {
            yield return new TaskView("待签发", Waits, $"{name}通报等待签发", link, "查看签发条件")
            {
                Note = $"通报稿已于{Print.ShortMoment(confirmed.At.ToOffset(facts.Now.Offset))}确认；"
                    + "此后内容有变动的，须重新确认。",
            };
        }
        else if (file.Confirmed is null)
        {
            yield return new TaskView("已截止", Plain, $"{name}通报稿还没有确认", link, "查看签发条件")
            {
                Note = "由核验员或考评办经办确认后，由您签发。",
            };
        }
    }

    private static IEnumerable<TaskView> OfCommittee(DeskFacts facts, string account)
    {
        foreach (var appeal in facts.Appeals)
        {
            yield return new TaskView(
                AppealDecider.Label(appeal.Status), Waits,
                $"{appeal.Lodged.Unit}对{Print.Week(appeal.Lodged.Week.Id)}通报的申诉",
                Links.Appeal(facts.District, appeal.Id), "裁决") { Said = appeal.Lodged.Reason };
        }

        foreach (var one in facts.Proposals.Where(one => one.ProposedBy != account))
        {
            yield return new TaskView(
                "待采纳", Waits, $"考评办法第{Print.Whole(one.Edition)}版，{one.Proposer}提出",
                Links.Proposal(facts.District, one.Proposal), "核对")
            {
                Said = one.Note.Length > 0 ? one.Note : null,
                Note = $"自{Print.Day(one.From)}起施行。",
            };
        }
    }
}
