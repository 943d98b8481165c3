using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Charts;

/// <summary>Points week by week, by the article or clause that gave them.</summary>
public static class ClauseFigure
{
    // As many parts as there are colours that a grey printer tells apart.
    private const int MostParts = 5;
    private const decimal Much = 0.25m;

    /// <summary>The figure of a unit, or of all units together.</summary>
    /// <param name="unit">The unit; null for all.</param>
    /// <param name="id">What it is known by on the page.</param>
    public static Figure Of(Course course, string? unit, string id)
    {
        var (weeks, print) = (course.Weeks, course.Last.Points);
        var parts = PartsOf(course, unit);
        var totals = weeks.Select((_, week) => parts.Sum(part => part.Values[week])).ToList();
        var all = totals.Sum();
        var best = totals.IndexOf(totals.Max());
        var finding = Finding(course, parts, totals, unit is null);
        var whose = unit is null ? "各单位合计" : course.NameOf(unit);
        var mark = totals[best] > 0m ? (best, $"{weeks[best].Name} {print.Text(totals[best])}分")
            : ((int, string)?)null;
        var told = $"{finding}；{string.Join('，', parts.Select(one => Keyed(one, course)))}。";
        return new Figure(
            finding, $"{whose}每周得分，按条款叠加，零线以下为扣分；{course.Span}，单位：分",
            Draw(Sketch.Desk), Draw(Sketch.Phone), course.Source + Late(course, unit, all))
        {
            Keys = [.. parts.Select((part, i) => new FigureKey(StackedBars.StyleOf(i), Keyed(part, course)))],
            Table = new FigureTable(
                ["周次", .. parts.Select(part => part.Name), "合计"],
                [
                    .. Enumerable.Range(0, weeks.Count).Reverse().Select(week => (IReadOnlyList<string>)
                    [
                        weeks[week].Name, .. parts.Select(part => ChartWords.Points(part.Values[week], print)),
                        ChartWords.Points(totals[week], print),
                    ]),
                ]),
        };

        string? Draw(decimal width) => weeks.Count < 2 || parts.Count == 0 ? null
            : new StackedBars(weeks, parts, width).Draw(id, $"{whose}每周得分，{course.Span}", told, mark);
    }

    private static string Finding(Course course, IReadOnlyList<Part> parts, List<decimal> totals, bool district)
    {
        var (print, gained, most) = (course.Last.Points, totals.Sum(total => Math.Max(0m, total)), totals.Max());
        if (most <= 0m)
        {
            return $"{course.Span}没有一周得分";
        }

        var week = course.Weeks[totals.IndexOf(most)].Name;
        var first = parts.MaxBy(part => part.Values.Sum(value => Math.Max(0m, value)))!;
        var plus = parts.Sum(part => part.Values.Sum(value => Math.Max(0m, value)));
        return district
            ? $"{first.Name}占加分的{ChartWords.Percent(first.Values.Sum(value => Math.Max(0m, value)) / plus)}，"
                + $"{week}得分最多"
            : course.Weeks.Count > 1 && most / gained >= Much
                ? $"{week}一周得{print.Text(most)}分，占各周得分的{ChartWords.Percent(most / gained)}"
            : $"一周最多得{print.Text(most)}分（{week}）";
    }

    // The largest parts, each by what it gave and took together; the others are one.
    private static List<Part> PartsOf(Course course, string? unit)
    {
        var lines = course.Weeks
            .SelectMany(week => week.Lines, (week, line) => (week, line))
            .Where(one => unit is null || one.line.Unit == unit)
            .ToLookup(one => course.ArticleOf(one.line.Clause), StringComparer.Ordinal);
        var parts = lines.Select(article =>
            {
                var byWeek = article.GroupBy(one => one.week.Week)
                    .ToDictionary(week => week.Key, week => week.Sum(one => one.line.Points));
                return new Part(
                    article.Key, [.. course.Weeks.Select(week => byWeek.GetValueOrDefault(week.Week))]);
            })
            .Where(part => part.Values.Any(value => value != 0m))
            .OrderByDescending(part => part.Values.Sum(value => Math.Abs(value)))
            .ThenBy(part => part.Name, StringComparer.Ordinal)
            .ToList();
        return parts.Count <= MostParts ? parts
            :
            [
                .. parts.Take(MostParts - 1),
                new Part(
                    $"其余{Value.Of(parts.Count - MostParts + 1)}项",
                    [
                        .. course.Weeks.Select((_, week) =>
                            parts.Skip(MostParts - 1).Sum(part => part.Values[week])),
                    ]),
            ];
    }

    private static string Keyed(Part part, Course course) =>
        $"{part.Name} {ChartWords.Points(part.Values.Sum(), course.Last.Points)}";

    // Additions and corrections are credited in a later bulletin and belong to no week of it.
    private static string Late(Course course, string? unit, decimal weeks)
    {
        var print = course.Last.Points;
        return unit is null || course.Last.RowOf(unit) is not { } row || print.Number(row.YearPoints - weeks) == 0m ? ""
            : $"各周合计{ChartWords.Points(weeks, print)}分，"
                + $"另有补录、更正或期初结转{ChartWords.Change(row.YearPoints - weeks, print)}分，"
                + $"累计{ChartWords.Points(row.YearPoints, print)}分。";
    }
}
