using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Charts;

/// <summary>What happened in the last sealed week: who rose and who fell most, and what they got.</summary>
/// <param name="Why">What the units that it names got, by article or clause.</param>
public sealed record WeekFinding(string Headline, string Why)
{
    private const int MostParts = 3;

    /// <summary>The finding of the last week of a course.</summary>
    public static WeekFinding Of(Course course)
    {
        var rows = course.Last.Groups.SelectMany(group => group.Rows, (group, row) => (group.Group, Row: row)).ToList();
        var moved = rows.Where(one => Moved(one.Row) != 0)
            .OrderByDescending(one => Math.Abs(Moved(one.Row))).ThenBy(one => one.Row.YearRank).ToList();
        var rose = moved.Find(one => Moved(one.Row) > 0);
        var fell = moved.Find(one => Moved(one.Row) < 0);
        if (rose.Row is null && fell.Row is null)
        {
            return Still(course, [.. rows.Select(one => one.Row)]);
        }

        var apart = rose.Row is not null && fell.Row is not null && rose.Group != fell.Group;
        var said = new[] { (Of: rose, Verb: "升到"), (Of: fell, Verb: "降到") }.Where(one => one.Of.Row is not null)
            .Select(one => $"{one.Of.Row.Name}{one.Verb}{(apart ? one.Of.Group : "")}"
                + $"第{Value.Of(one.Of.Row.YearRank)}");
        return new WeekFinding(
            string.Join('，', said),
            string.Concat(new[] { rose.Row, fell.Row }.OfType<BulletinRow>().Select(row => Got(course, row))));
    }

    /// <summary>What a unit got in the last week, 广利街道本周得2.00分：引荐考察1.50，主导产业0.50。</summary>
    public static string Got(Course course, BulletinRow row)
    {
        var (week, print) = (course.Last, course.Last.Points);
        var parts = week.PartsOf(row.Unit, course.ArticleOf).Take(MostParts)
            .Select(part => $"{part.Article}{(part.Points < 0m ? "扣" : "")}{print.Text(Math.Abs(part.Points))}")
            .ToList();
        var got = row.WeekPoints == 0m && parts.Count == 0 ? "没有得分"
            : row.WeekPoints < 0m ? $"扣{print.Text(-row.WeekPoints)}分" : $"得{print.Text(row.WeekPoints)}分";
        var corrected = week.Corrections.Where(one => one.Unit == row.Unit).Sum(one => one.After - one.Before);
        return $"{row.Name}本周{got}{(parts.Count > 0 ? "：" : "")}{string.Join('，', parts)}"
            + (corrected == 0m ? "" : $"；以往各周更正{ChartWords.Change(corrected, print)}分") + "。";
    }

    private static WeekFinding Still(Course course, IReadOnlyList<BulletinRow> rows)
    {
        var best = rows.Where(row => row.WeekPoints > 0m).OrderByDescending(row => row.WeekPoints)
            .ThenBy(row => row.YearRank).FirstOrDefault();
        var still = course.Weeks.Count == 1 ? "本年度第一期通报，"
            : rows.Any(row => row.PreviousYearRank is not null) ? "各单位位次没有变化，" : "";
        return best is null ? new WeekFinding($"{still}本周没有单位得分", "")
            : new WeekFinding(
                $"{still}{best.Name}本周得分最多（{course.Last.Points.Text(best.WeekPoints)}分）", Got(course, best));
    }

    // Upwards above 0; 0 for who stays, has no place or had none.
    private static int Moved(BulletinRow row) =>
        row is { YearRank: > 0, PreviousYearRank: { } before } ? before - row.YearRank : 0;
}
