using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Charts;

/// <summary>What was done of the year's targets, against the time that is over.</summary>
public static class TargetFigure
{
    /// <summary>
    /// All units together, a bar for each indicator; null where no indicator that is printed and adds up has a target.
    /// </summary>
    /// <param name="targets">The targets given.</param>
    /// <param name="adding">The indicators whose figures may be added up over units.</param>
    /// <param name="most">How many indicators at most, in print order.</param>
    /// <param name="id">What it is known by on the page.</param>
    public static Figure? Of(
        Course course, TargetAmounts targets, IReadOnlySet<string> adding, int most, string id)
    {
        var sums = course.Last.Columns.Select((column, i) => Sum(course, targets, column, i))
            .Where(sum => sum.Target > 0m && adding.Contains(sum.Column.Name)).Take(most).ToList();
        if (sums.Count == 0)
        {
            return null;
        }

        var ahead = Ahead(sums[0].Done / sums[0].Target - course.Elapsed);
        var finding = $"{sums[0].Column.Label}{Figure(sums[0].Done, sums[0].Column)}，{ahead}";
        var bars = sums.ConvertAll(sum => Bar(sum.Column.Label, sum.Done, sum.Target, sum.Column));
        return Drawn(
            course, finding, $"年度目标完成率，各单位合计；{course.Last.Name}", bars, Pace(course, sums[0]), id);
    }

    /// <summary>The units by what they did of their targets of an indicator; null without targets.</summary>
    /// <param name="targets">The targets given.</param>
    /// <param name="column">The place of the indicator among the printed columns.</param>
    /// <param name="id">What it is known by on the page.</param>
    public static Figure? OfUnits(Course course, TargetAmounts targets, int column, string id)
    {
        var of = course.Last.Columns[column];
        var units = Rows(course, targets, of).OrderByDescending(one => Done(one.Row, column) / one.Target)
            .ThenBy(one => one.Row.YearRank).ToList();
        if (units.Count == 0)
        {
            return null;
        }

        var behind = units.Where(one => Done(one.Row, column) / one.Target < course.Elapsed)
            .Select(one => one.Row.Name).ToList();
        var finding = behind.Count == 0 ? $"{of.Label}：{Value.Of(units.Count)}个单位都不慢于时间进度"
            : $"{of.Label}：{Value.Of(behind.Count)}个单位慢于时间进度";
        var bars = units.ConvertAll(one => Bar(one.Row.Name, Done(one.Row, column), one.Target, of));
        return Drawn(course, finding, $"年度目标完成率，从高到低；{course.Last.Name}", bars, "", id);
    }

    /// <summary>The targets of a unit, a bar for each indicator; null without any.</summary>
    /// <param name="targets">The targets given.</param>
    /// <param name="id">What it is known by on the page.</param>
    public static Figure? OfUnit(Course course, TargetAmounts targets, string unit, string id)
    {
        if (course.Last.RowOf(unit) is not { } row)
        {
            return null;
        }

        var sums = course.Last.Columns.Select((column, i) => (Column: column, Done: Done(row, i),
                Target: targets.Of(unit, column.Name, course.Year) ?? 0m))
            .Where(sum => sum.Target > 0m).ToList();
        return sums.Count == 0 ? null : Drawn(
            course, $"{sums[0].Column.Label}{Figure(sums[0].Done, sums[0].Column)}，"
                + Ahead(sums[0].Done / sums[0].Target - course.Elapsed),
            $"年度目标完成率；{course.Last.Name}",
            sums.ConvertAll(sum => Bar(sum.Column.Label, sum.Done, sum.Target, sum.Column)), "", id);
    }

    private static Figure Drawn(
        Course course, string finding, string measured, IReadOnlyList<TargetBar> bars, string more, string id)
    {
        var told = $"时间进度{ChartWords.Percent(course.Elapsed)}；"
            + string.Join('；', bars.Select(bar => $"{bar.Label}{bar.Told}"));
        return new Figure(
            finding, measured, Draw(Sketch.Desk), Draw(Sketch.Phone),
            $"{more}数据：{course.Last.Name}通报，已下达的年度目标。")
        {
            Table = new FigureTable(
                ["", "完成率", "完成/目标"],
                [.. bars.Select(bar => (IReadOnlyList<string>)
                    [bar.Label, ChartWords.Percent(bar.Share), bar.Amounts])]),
        };

        string Draw(decimal width) => new TargetBars(bars, course.Elapsed, width).Draw(id, measured, told);
    }

    // What was done with the units that have a target; what two share counts for both.
    private static (BulletinColumn Column, decimal Done, decimal Target) Sum(
        Course course, TargetAmounts targets, BulletinColumn column, int place)
    {
        var rows = Rows(course, targets, column).ToList();
        return (column, rows.Sum(one => Done(one.Row, place)), rows.Sum(one => one.Target));
    }

    private static IEnumerable<(BulletinRow Row, decimal Target)> Rows(
        Course course, TargetAmounts targets, BulletinColumn column) =>
        course.Last.Groups.SelectMany(one => one.Rows)
            .Select(row => (Row: row, Target: targets.Of(row.Unit, column.Name, course.Year) ?? 0m))
            .Where(one => one.Target > 0m);

    private static TargetBar Bar(string label, decimal done, decimal target, BulletinColumn column) => new(
        label, done / target, $"{ChartWords.Figure(done, column)}/{Figure(target, column)}");

    private static decimal Done(BulletinRow row, int column) => row.YearFigures[column];

    private static string Ahead(decimal by) => ChartWords.OneDecimal(by * 100m) switch
    {
        "0.0" => "与时间进度持平",
        _ when by > 0m => $"快于时间进度{ChartWords.OneDecimal(by * 100m)}个百分点",
        _ => $"慢于时间进度{ChartWords.OneDecimal(-by * 100m)}个百分点",
    };

    private static string Pace(Course course, (BulletinColumn Column, decimal Done, decimal Target) sum)
    {
        var (over, left) = course.WeeksOfYear;
        return sum.Done >= sum.Target ? $"{sum.Column.Label}年度目标已完成。"
            : left <= 0m ? ""
            : $"{sum.Column.Label}余下每周须{Figure((sum.Target - sum.Done) / left, sum.Column)}，"
                + $"此前每周{Figure(sum.Done / over, sum.Column)}。";
    }

    private static string Figure(decimal figure, BulletinColumn column) =>
        ChartWords.Figure(figure, column) + column.UnitOfMeasure;
}
