using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Charts;

/// <summary>Which units have no credited matter in the last week, and for how long.</summary>
/// <param name="Figure">The drawing: a square for each unit.</param>
/// <param name="Long">The units without any for four weeks and more, the longest first.</param>
public sealed record IdleFigure(Figure Figure, IReadOnlyList<(string Unit, string Name, int Weeks)> Long)
{
    private const int ManyWeeks = 4;

    /// <summary>The figure of the last week.</summary>
    /// <param name="id">What it is known by on the page.</param>
    public static IdleFigure Of(Course course, string id)
    {
        var units = course.Last.Groups.SelectMany(group => group.Rows)
            .Select(row => (row.Unit, row.Name, Weeks: course.IdleOf(row.Unit))).ToList();
        var (none, many) = (units.Count(one => one.Weeks > 0), units.Count(one => one.Weeks >= ManyWeeks));
        var finding = none == 0 ? "本周各单位都有计分事项" : $"本周{Value.Of(none)}个单位没有计分事项";
        FigureKey[] keys =
        [
            new("f1", $"有{Value.Of(units.Count - none)}"), new("sq", $"没有{Value.Of(none - many)}"),
            new("fw", $"连续四周以上没有{Value.Of(many)}"),
        ];
        var told = $"{Value.Of(units.Count)}个单位中{Value.Of(units.Count - none)}个本周有计分事项，"
            + $"{Value.Of(none)}个没有，其中{Value.Of(many)}个连续四周以上没有。";
        var drawn = units.Count == 0 ? null : Squares.Draw(
            id, "各单位本周有无计分事项", told,
            [.. units.Select(one => one.Weeks == 0 ? "f1" : one.Weeks >= ManyWeeks ? "fw" : "sq")]);
        return new IdleFigure(
            new Figure(
                finding, "已核验并计入本周的填报事项，一格一个单位，按通报的次序", drawn, null,
                $"数据：{course.Last.Name}通报。")
            {
                Keys = keys,
            },
            [.. units.Where(one => one.Weeks >= ManyWeeks).OrderByDescending(one => one.Weeks)]);
    }
}
