using Evaluation.Office.Charts;
using Evaluation.Office.Targets;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Charts;

/// <summary>Makes the pages that show how the year of a district or a unit went.</summary>
public sealed class CoursePageMaker(
    RequestContext request, CourseReader courses, Sights sights, PageFrames frames, IHttpContextAccessor http)
{
    /// <summary>The district's year.</summary>
    public async Task<IResult> TrendsAsync(CancellationToken ct)
    {
        await using var session = request.Session();
        var frame = await frames.OfAsync(http.HttpContext!, request.District, ct);
        if (await courses.OfAsync(session, ct) is not { } known)
        {
            return await PageResults.PageAsync<TrendsPage, TrendsView>(new TrendsView(frame, null, [], []));
        }

        var course = known.Course;
        var targets = (await session.StateAsync<GivenTargets>(GivenTargets.Stream, ct) ?? GivenTargets.None)
            .AsTargets();
        return await PageResults.PageAsync<TrendsPage, TrendsView>(new TrendsView(
            frame, course.Span,
            [
                .. course.Last.Groups.Where(group => group.Rows.Count > 0).Select((group, i) => (
                    GroupFigures.Of(course, group, $"group{Print.Whole(i)}"),
                    (IReadOnlyList<UnitLink>)
                        [.. Course.InOrder(group).Select(row => new UnitLink(row.Unit, row.Name))])),
            ],
            [
                ClauseFigure.Of(course, null, "clauses"),
                .. course.Last.Columns
                    .Select((_, i) => TargetFigure.OfUnits(course, targets, i, $"target{Print.Whole(i)}"))
                    .OfType<Figure>(),
            ]));
    }

    /// <summary>A unit's year.</summary>
    public async Task<IResult> UnitAsync(string unit, CancellationToken ct)
    {
        await using var session = request.Session();
        var roster = await session.StateAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
        if (!roster.Knows(unit))
        {
            return Answers.Problem(RosterDecider.UnknownUnit(roster, Characters.Short(unit)));
        }

        var known = await courses.OfAsync(session, ct);
        var targets = (await session.StateAsync<GivenTargets>(GivenTargets.Stream, ct) ?? GivenTargets.None)
            .AsTargets();
        var ranked = known?.Course.GroupOf(unit) is not null;
        return await PageResults.PageAsync<UnitCoursePage, UnitCourseView>(
            new UnitCourseView(
                await frames.OfAsync(http.HttpContext!, request.District, ct),
                ranked ? known!.Course.NameOf(unit) : roster.Terms.FindLast(term => term.Unit == unit)?.Name ?? unit)
            {
                Year = ranked ? YearOf(known!, unit, targets, await sights.OfAsync(ct)) : null,
            });
    }

    /// <summary>The measures whose figures may be added up over units.</summary>
    internal static HashSet<string> Adding(Rulebook edition) => edition.Measures
        .Where(measure => measure is { Takes: null, Value: null }).Select(measure => measure.Name)
        .ToHashSet(StringComparer.Ordinal);

    private UnitYear YearOf(KnownCourse known, string unit, TargetAmounts targets, Sight sight)
    {
        var (course, last) = (known.Course, known.Course.Last);
        return new UnitYear(
            course.GroupOf(unit)!.Group, $"{last.Name}（{Print.Day(last.Week.End)}）",
            UnitFigures.Headline(course, unit),
            last.RowOf(unit) is { } row ? WeekFinding.Got(course, row) : "", last.Week.Id,
            LinkOf(last, unit, sight), UnitFact.Of(course, unit),
            [
                UnitFigures.Places(course, unit, "places"), ClauseFigure.Of(course, unit, "points"),
                .. new[] { TargetFigure.OfUnit(course, targets, unit, "target") }.OfType<Figure>(),
            ],
            UnitFigures.Months(course, unit), UnitFigures.Losses(course, unit),
            [
                .. UnitFigures.Best(course, unit).Select(one => new BestResult(
                    $"{one.Line.About}（{course.ArticleOf(one.Line.Clause)}）", one.Line.On,
                    ChartWords.Points(one.Line.Points, last.Points), LinkOf(one.Week, unit, sight))),
            ]);
    }

    // The lines with their events where they are shown; else as the bulletin printed them.
    private string LinkOf(CourseWeek week, string unit, Sight sight) => sight.Shows(unit)
        ? Links.Sheet(request.District, week.Week.Id, unit)
        : $"{Links.Bulletin(request.District, week.Week.Id)}#{Print.Anchor("sheet", unit)}";
}
