using Evaluation.Office.Progress;
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
            .Where(sum => sum.Pace.Target > 0m && adding.Contains(sum.Column.Name)).Take(most).ToList();
        if (sums is not [var (column, pace), ..])
        {
            return null;
        }

        var finding = $"{column.Label}{Figure(pace.Done, column)}，{ChartWords.Ahead(pace.Ahead!.Value)}";
        return Drawn(
            course, finding, $"年度目标完成率，各单位合计；{course.Last.Name}",
            sums.ConvertAll(sum => Bar(sum.Column.Label, sum.Pace, sum.Column)), Paces(pace, column), id);
    }

    /// <summary>The units by what they did of their targets of an indicator; null without targets.</summary>
    /// <param name="targets">The targets given.</param>
    /// <param name="column">The place of the indicator among the printed columns.</param>
    /// <param name="id">What it is known by on the page.</param>
    public static Figure? OfUnits(Course course, TargetAmounts targets, int column, string id)
    {
        var of = course.Last.Columns[column];
        var units = Rows(course, targets, of)
            .Select(one => (one.Row, Pace: course.PaceOf(one.Target, Done(one.Row, column))))
            .OrderByDescending(one => one.Pace.Rate).ThenBy(one => one.Row.YearRank).ToList();
        if (units.Count == 0)
        {
            return null;
        }

        var behind = units.Count(one => one.Pace.Ahead < 0m);
        var finding = behind == 0 ? $"{of.Label}：{Value.Of(units.Count)}个单位都不慢于时间进度"
            : $"{of.Label}：{Value.Of(units.Count)}个单位中{Value.Of(behind)}个慢于时间进度";
        var bars = units.ConvertAll(one => Bar(one.Row.Name, one.Pace, of));
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

        var sums = course.Last.Columns.Select((column, i) => (Column: column, Pace: course.PaceOf(
                targets.Of(unit, column.Name, course.Year) ?? 0m, Done(row, i))))
            .Where(sum => sum.Pace.Target > 0m).ToList();
        return sums is not [var (column, pace), ..] ? null : Drawn(
            course, $"{column.Label}{Figure(pace.Done, column)}，{ChartWords.Ahead(pace.Ahead!.Value)}",
            $"年度目标完成率；{course.Last.Name}",
            sums.ConvertAll(sum => Bar(sum.Column.Label, sum.Pace, sum.Column)), "", id);
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

    // Of the target that all units have together, else of the units that have one; what two of these share counts for
    // both.
    private static (BulletinColumn Column, TargetPace Pace) Sum(
        Course course, TargetAmounts targets, BulletinColumn column, int place)
    {
        if (targets.Together(column.Name, course.Year) is { } whole)
        {
            return (column, course.PaceOf(whole.Amount, course.Last.Totals[place] + (whole.Opening ?? 0m)));
        }

        var rows = Rows(course, targets, column).ToList();
        return (column, course.PaceOf(rows.Sum(one => one.Target), rows.Sum(one => Done(one.Row, place))));
    }

    private static IEnumerable<(BulletinRow Row, decimal Target)> Rows(
        Course course, TargetAmounts targets, BulletinColumn column) =>
        course.Last.Groups.SelectMany(one => one.Rows)
            .Select(row => (Row: row, Target: targets.Of(row.Unit, column.Name, course.Year) ?? 0m))
            .Where(one => one.Target > 0m);

    private static TargetBar Bar(string label, TargetPace pace, BulletinColumn column) => new(
        label, pace.Rate!.Value, $"{ChartWords.Figure(pace.Done, column)}/{Figure(pace.Target, column)}");

    private static decimal Done(BulletinRow row, int column) => row.YearFigures[column];

    private static string Paces(TargetPace pace, BulletinColumn column) =>
        pace.Done >= pace.Target ? $"{column.Label}年度目标已完成。"
        : pace.NeededPerWeek is not { } needed ? ""
        : $"{column.Label}余下每周须{Figure(needed, column)}，此前每周{Figure(pace.PerWeek, column)}。";

    private static string Figure(decimal figure, BulletinColumn column) =>
        ChartWords.Figure(figure, column) + column.UnitOfMeasure;
}
