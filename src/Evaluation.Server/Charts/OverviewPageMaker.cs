using Evaluation.Office.Charts;
using Evaluation.Office.Publication;
using Evaluation.Office.Targets;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Charts;

/// <summary>Makes the page that a leader looks at first: nothing is counted for it.</summary>
public sealed class OverviewPageMaker(
    RequestContext request, CourseReader courses, ClaimFigures figures, AppealReader appeals, PageFrames frames,
    IHttpContextAccessor http)
{
    // One screen of a telephone has room for one bar.
    private const int MostIndicators = 1;

    /// <summary>The page.</summary>
    public async Task<IResult> ShowAsync(CancellationToken ct)
    {
        await using var session = request.Session();
        var known = await courses.OfAsync(session, ct);
        var targets = await session.StateAsync<GivenTargets>(GivenTargets.Stream, ct) ?? GivenTargets.None;
        return await PageResults.PageAsync<OverviewPage, OverviewView>(
            new OverviewView(await frames.OfAsync(http.HttpContext!, request.District, ct), await OpenAsync(known, ct))
            {
                Week = known is null ? null : WeekOf(known, targets),
            });
    }

    private static OverviewWeek WeekOf(KnownCourse known, GivenTargets targets)
    {
        var (course, week) = (known.Course, known.Course.Last);
        return new OverviewWeek(
            week.Week.Id, week.Week.Start, week.Week.End, WeekFinding.Of(course),
            TargetFigure.Of(
                course, targets.AsTargets(), CoursePageMaker.Adding(known.Edition), MostIndicators, "target"),
            [.. week.Groups.Where(group => group.Rows.Count > 0).Select(group => GroupOf(course, group))],
            IdleFigure.Of(course, "idle"));
    }

    private static OverviewGroup GroupOf(Course course, BulletinGroup group)
    {
        var most = group.Rows.Max(row => row.YearPoints);
        var print = course.Last.Points;
        return new OverviewGroup(
            group.Group, GroupFigures.Leads(course, group),
            [
                .. Course.InOrder(group).Select(row => new OverviewRow(
                    row.Unit, row.Name, row.YearRank, row.PreviousYearRank,
                    most > 0m ? Math.Max(0m, row.YearPoints / most) : 0m, ChartWords.Points(row.YearPoints, print),
                    ChartWords.Change(row.WeekPoints, print))),
            ]);
    }

    // What bulletins name is open to all; what waits in the office is the office's.
    private async Task<IReadOnlyList<OpenMatter>> OpenAsync(KnownCourse? known, CancellationToken ct)
    {
        var (district, open) = (request.District, new List<OpenMatter>());
        if (request.Actor.Unit is null
            && await figures.WaitingAsync(district, ct) is { Count: > 0, Oldest: { } oldest } waiting)
        {
            open.Add(new OpenMatter(
                "事项待核验", $"{Links.Claims(district)}?status=reported",
                $"{Print.Whole(waiting.Count)}件，最早{Print.ShortDay(oldest)}发生"));
        }

        var disputed = (await appeals.AllAsync(district, ct))
            .Where(one => one.Open && AppealReader.MayRead(request.Actor, one)).ToList();
        if (disputed.Count > 0)
        {
            open.Add(new OpenMatter(
                "申诉待裁决", Links.Appeals(district),
                $"{Print.Whole(disputed.Count)}件："
                    + ChartWords.Names([.. disputed.Select(one => one.Lodged.Unit).Distinct()])));
        }

        if (known?.Course.Last is not { } last)
        {
            return open;
        }

        var reports = Links.WeeklyReports(district, last.Week.Id);
        if (last.Reports.Missing.Count > 0)
        {
            open.Add(new OpenMatter($"{last.Name}周报未报", reports, ChartWords.Names(last.Reports.Missing)));
        }

        if (last.Reports.Late.Count > 0)
        {
            open.Add(new OpenMatter(
                $"{last.Name}周报迟报", reports, ChartWords.Names([.. last.Reports.Late.Select(one => one.Name)])));
        }

        if (last.CarriedOver > 0)
        {
            open.Add(new OpenMatter(
                "截止时未办结", Links.Bulletin(district, last.Week.Id),
                $"{Print.Whole(last.CarriedOver)}件，结转以后各期"));
        }

        return open;
    }
}
