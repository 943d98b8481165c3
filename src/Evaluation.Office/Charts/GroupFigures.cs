using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Charts;

/// <summary>The course of the units of a group over the weeks.</summary>
public static class GroupFigures
{
    // More lines than this cannot be told apart.
    private const int MostLines = 9, Leading = 3;

    /// <summary>Who leads a group and since when: 永安镇连续20周第1.</summary>
    public static string Leads(Course course, BulletinGroup group) => Standings.Leads(course, group);

    /// <summary>The figure of a group; without a drawing while there is but one week.</summary>
    /// <param name="id">What it is known by on the page.</param>
    public static Figure Of(Course course, BulletinGroup group, string id)
    {
        var rows = Course.InOrder(group);
        var figure = rows.Count <= MostLines ? Places(course, group, rows, id) : Totals(course, group, rows, id);
        return figure with { Table = TableOf(course, rows) };
    }

    private static Figure Places(Course course, BulletinGroup group, IReadOnlyList<BulletinRow> rows, string id)
    {
        var rose = Standings.Rose(course, group);
        var fell = Standings.Fell(course, group, rose?.Unit);
        var lead = rows.Count(row => row.YearRank == 1) == 1 ? rows[0].Unit : null;
        var finding = $"{Standings.Leads(course, group)}"
            + string.Concat(Way(course, rose, "升", "；"), Way(course, fell, "降", rose is null ? "；" : "，"));
        var tracks = rows.Select(row => new Track(
            course.RanksOf(row.Unit), $"{Rank(row)} {row.Name} {course.Last.Points.Text(row.YearPoints)}",
            $"{Rank(row)} {row.Name}",
            row.Unit == rose?.Unit ? Emphasis.Rose : row.Unit == fell?.Unit ? Emphasis.Fell
                : row.Unit == lead ? Emphasis.Main : Emphasis.None)).ToList();
        var told = string.Join('；', rows.Select(row => $"{row.Name}{course.Last.Name}第{Rank(row)}"));
        return new Figure(
            finding, $"{group.Group}每周的累计位次，{course.Span}；右端为{course.Last.Name}位次和累计分",
            Draw(Sketch.Desk), Draw(Sketch.Phone),
            $"{course.Source}并列的线上下错开；圆点的线升，方点的线降。");

        string? Draw(decimal width) => course.Weeks.Count < 2 ? null
            : new RankChart(course.Weeks, tracks, width).Draw(id, $"{group.Group}累计位次，{course.Span}", told);
    }

    private static string Way(Course course, (string Unit, int From)? moved, string verb, string before) =>
        moved is not var (unit, from) ? ""
        : $"{before}{course.NameOf(unit)}从第{Value.Of(from)}{verb}到第{Value.Of(course.Last.RowOf(unit)!.YearRank)}";

    private static Figure Totals(Course course, BulletinGroup group, IReadOnlyList<BulletinRow> rows, string id)
    {
        var (all, first) = (rows.Sum(row => Math.Max(0m, row.YearPoints)),
            rows.OrderByDescending(row => row.YearPoints).Take(Leading).Sum(row => Math.Max(0m, row.YearPoints)));
        var finding = all == 0m ? Standings.Leads(course, group)
            : $"{Standings.Leads(course, group)}；"
                + $"前{Value.Of(Leading)}个得了全组得分的{ChartWords.Percent(first / all)}";
        var units = rows.Select(row => new Total(
            $"{Rank(row)} {row.Name}", course.TotalsOf(row.Unit),
            ChartWords.Points(row.YearPoints, course.Last.Points)))
            .ToList();
        var told = string.Join('；', rows.Select(row => $"{row.Name}{course.Last.Points.Text(row.YearPoints)}分"));
        return new Figure(
            finding, $"每格一个单位：深线为本单位累计分，灰线为其余单位；各格同一刻度，{course.Span}",
            Draw(Sketch.Desk), Draw(Sketch.Phone), course.Source);

        string? Draw(decimal width) => course.Weeks.Count < 2 ? null
            : new SmallMultiples(course.Weeks, units, width).Draw(id, $"{group.Group}累计得分，{course.Span}", told);
    }

    private static FigureTable TableOf(Course course, IReadOnlyList<BulletinRow> rows) => new(
        ["周次", .. rows.Select(row => row.Name)],
        [
            .. course.Weeks.Reverse().Select(week => (IReadOnlyList<string>)
            [
                week.Name,
                .. rows.Select(row => week.RowOf(row.Unit) is { } then
                    ? $"{ChartWords.Points(then.YearPoints, week.Points)}（{Rank(then)}）" : "–"),
            ]),
        ]);

    private static string Rank(BulletinRow row) => row.YearRank == 0 ? "–" : $"{Value.Of(row.YearRank)}";
}
