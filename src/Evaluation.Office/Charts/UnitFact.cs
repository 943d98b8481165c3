using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Charts;

/// <summary>A key figure of a unit.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Beside">What it is compared with, in words.</param>
public sealed record UnitFact(string Label, string Figure, string Beside)
{
    private const string None = "–", NoYearBefore = "无上年同期", NoWeekBefore = "无上期";

    /// <summary>A ranked unit's place and points, beside those of the week and of the year before.</summary>
    public static IReadOnlyList<UnitFact> Of(Course course, string unit)
    {
        var (week, print) = (course.Last, course.Last.Points);
        if (week.RowOf(unit) is not { } row)
        {
            return [];
        }

        var among = week.Groups.First(group => group.Rows.Contains(row)).Rows;
        var ahead = among.Where(one => one.YearRank > 0 && one.YearRank < row.YearRank)
            .OrderByDescending(one => one.YearRank).FirstOrDefault();
        var (before, earlier) = (course.Before?.RowOf(unit), course.YearBefore?.RowOf(unit));
        return
        [
            new(
                "累计位次", row.YearRank == 0 ? None : $"第{Value.Of(row.YearRank)}",
                $"共{Value.Of(among.Count)}个，{Moved(row.YearRank, row.PreviousYearRank)}"),
            new(
                "累计得分", ChartWords.Points(row.YearPoints, print),
                ahead is null ? "" : $"比第{Value.Of(ahead.YearRank)}名{ahead.Name}少"
                    + print.Text(ahead.YearPoints - row.YearPoints)),
            new(
                "本周得分", ChartWords.Points(row.WeekPoints, print),
                before is null ? NoWeekBefore
                    : $"环比{ChartWords.Change(row.WeekPoints - before.WeekPoints, print)}（上周"
                        + $"{ChartWords.Points(before.WeekPoints, print)}）"),
            new(
                "同比", earlier is null ? None : ChartWords.Change(row.YearPoints - earlier.YearPoints, print),
                earlier is null ? NoYearBefore
                    : $"上年同期{ChartWords.Points(earlier.YearPoints, print)}"
                        + (earlier.YearRank == 0 ? "" : $"，第{Value.Of(earlier.YearRank)}")),
        ];
    }

    private static string Moved(int now, int? before) => before is not { } was || now == 0 ? "上周没有位次"
        : was == now ? "与上周持平"
        : was > now ? $"比上周升{Value.Of(was - now)}位"
        : $"比上周降{Value.Of(now - was)}位";
}
