using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Charts;

/// <summary>The year of a unit.</summary>
public static class UnitFigures
{
    private const int MostBest = 3;

    /// <summary>Where the unit stands, in one sentence: 莲花镇连续8周列镇街第3.</summary>
    public static string Headline(Course course, string unit) =>
        course.NameOf(unit) + Standings.Now(course.RanksOf(unit), course.GroupOf(unit)!.Group);

    /// <summary>The unit's places week by week before those of its group.</summary>
    /// <param name="unit">A unit that some sealed week ranks.</param>
    /// <param name="id">What it is known by on the page.</param>
    public static Figure Places(Course course, string unit, string id)
    {
        var group = course.GroupOf(unit)!;
        var ranks = course.RanksOf(unit);
        var others = group.Rows.Where(row => row.Unit != unit)
            .Select(row => new Track(course.RanksOf(row.Unit), "", "", Emphasis.None));
        var last = ranks[^1] is { } now ? $"第{Value.Of(now)}" : "";
        var tracks = others.Append(new Track(ranks, last, last, Emphasis.Main)).ToList();
        var told = string.Join(
            '，', course.Weeks.Select((week, i) =>
                week.Name + (ranks[i] is { } rank ? $"第{Value.Of(rank)}" : "无位次")));
        return new Figure(
            Standings.Way(ranks),
            $"{group.Group}每周累计位次，{course.Span}"
                + (group.Rows.Count > 1 ? $"；灰线为其他{Value.Of(group.Rows.Count - 1)}个单位" : ""),
            Draw(Sketch.Desk), Draw(Sketch.Phone), $"{course.Source}并列的线上下错开。")
        {
            Table = TableOf(course, unit),
        };

        string? Draw(decimal width) => ranks.Count(rank => rank is not null) < 2 ? null
            : new RankChart(course.Weeks, tracks, width).Draw(
                id, $"{course.NameOf(unit)}累计位次，{course.Span}", told, Marks(ranks, tracks.Count - 1));
    }

    /// <summary>Points by month and article; null within the first month.</summary>
    public static Figure? Months(Course course, string unit)
    {
        var lines = course.Weeks.SelectMany(week => week.Lines).Where(line => line.Unit == unit && line.Points != 0m)
            .ToList();
        var months = lines.Select(Month).Distinct().Order().ToList();
        if (months.Count < 2)
        {
            return null;
        }

        var print = course.Last.Points;
        var articles = lines.GroupBy(line => course.ArticleOf(line.Clause), StringComparer.Ordinal)
            .OrderByDescending(article => article.Sum(line => Math.Abs(line.Points)))
            .ThenBy(article => article.Key, StringComparer.Ordinal);
        var best = months.MaxBy(month => lines.Where(line => Month(line) == month).Sum(line => line.Points));
        return new Figure(
            $"{Name(best)}得分最多，{print.Text(SumOf(lines, best))}分",
            $"各条款每月得分，按事项发生日期，单位：分；{course.Span}", null, null, course.Source)
        {
            Table = new FigureTable(
                ["条款", .. months.Select(Name), "合计"],
                [
                    .. articles.Select(article => Row(article.Key, [.. article])),
                    Row("合计", lines),
                ]),
        };

        IReadOnlyList<string> Row(string name, IReadOnlyList<CourseLine> of) =>
        [
            name,
            .. months.Select(month => of.Any(line => Month(line) == month)
                ? ChartWords.Points(SumOf(of, month), print) : "–"),
            ChartWords.Points(of.Sum(line => line.Points), print),
        ];
    }

    /// <summary>Points lost by clause: 七次 of one clause are one row; without rows when nothing was lost.</summary>
    public static Figure Losses(Course course, string unit)
    {
        var print = course.Last.Points;
        var lost = course.Weeks.SelectMany(week => week.Lines).Where(line => line.Unit == unit && line.Points < 0m)
            .ToList();
        var rows = lost.GroupBy(line => line.Clause, StringComparer.Ordinal)
            .OrderBy(clause => clause.Sum(line => line.Points)).ThenBy(clause => clause.Key, StringComparer.Ordinal)
            .Select(clause => (IReadOnlyList<string>)
            [
                Called(course, clause.Key), $"{Value.Of(clause.Count())}",
                ChartWords.Points(clause.Sum(line => line.Points), print),
            ]).ToList();
        return new Figure(
            lost.Count == 0 ? "没有扣分"
                : $"扣分{Value.Of(lost.Count)}次，共{print.Text(-lost.Sum(line => line.Points))}分",
            $"各条扣分，按合计从多到少；{course.Span}", null, null, course.Source)
        {
            Table = rows.Count == 0 ? null : new FigureTable(["条款", "次数", "扣分"], rows),
        };
    }

    /// <summary>The lines that gave most, with the week in whose bulletin they stand.</summary>
    public static IReadOnlyList<(CourseWeek Week, CourseLine Line)> Best(Course course, string unit) =>
    [
        .. course.Weeks.SelectMany(week => week.Lines, (week, line) => (Week: week, Line: line))
            .Where(one => one.Line.Unit == unit && one.Line.Points > 0m)
            .OrderByDescending(one => one.Line.Points).ThenByDescending(one => one.Line.On)
            .ThenBy(one => one.Line.Fact, StringComparer.Ordinal).Take(MostBest),
    ];

    // The best and the worst place, where it had it last, unless it has it now.
    private static List<(int, int, string, bool)> Marks(IReadOnlyList<int?> ranks, int track)
    {
        var (best, worst, known) = (ranks.Min(), ranks.Max(), ranks.ToList());
        var marks = new List<(int, int, string, bool)>();
        if (best != worst && best != ranks[^1])
        {
            marks.Add((track, known.LastIndexOf(best), $"最好第{Value.Of(best!.Value)}", true));
        }

        if (best != worst && worst != ranks[^1])
        {
            marks.Add((track, known.LastIndexOf(worst), $"最低第{Value.Of(worst!.Value)}", false));
        }

        return marks;
    }

    private static FigureTable TableOf(Course course, string unit) => new(
        ["周次", "位次", "本周得分", "累计得分"],
        [
            .. course.Weeks.Reverse().Select(week => week.RowOf(unit) is not { } row
                ? [week.Name, "–", "–", "–"]
                : (IReadOnlyList<string>)
                [
                    week.Name, row.YearRank == 0 ? "–" : $"{Value.Of(row.YearRank)}",
                    ChartWords.Points(row.WeekPoints, week.Points), ChartWords.Points(row.YearPoints, week.Points),
                ]),
        ]);

    private static string Called(Course course, string clause) =>
        course.ArticleOf(clause) is var article && article == clause ? clause
        : clause.Length == 0 ? article
        : $"{clause}（{article}）";

    private static decimal SumOf(IEnumerable<CourseLine> lines, (int, int) month) =>
        lines.Where(line => Month(line) == month).Sum(line => line.Points);

    private static (int Year, int Month) Month(CourseLine line) => (line.On.Year, line.On.Month);

    private static string Name((int Year, int Month) month) => $"{Value.Of(month.Month)}月";
}
