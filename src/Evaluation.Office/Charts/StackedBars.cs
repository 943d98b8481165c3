using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Charts;

/// <summary>A part of stacked bars.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Values">Its points in each week.</param>
internal sealed record Part(string Name, IReadOnlyList<decimal> Values);

/// <summary>
/// Points week by week, stacked by what gave them; losses hang below the zero line, which is the darkest one.
/// </summary>
/// <param name="parts">What is stacked, from the zero line on.</param>
/// <param name="width">How wide it is; <see cref="Sketch.Phone"/> makes it a drawing for a telephone.</param>
internal sealed class StackedBars(IReadOnlyList<CourseWeek> weeks, IReadOnlyList<Part> parts, decimal width)
{
    private const decimal Left = 38m, Right = 6m, Top = 28m, Foot = 26m, Letter = 12m;
    private const int MostSteps = 5;

    private readonly decimal highest = Math.Max(0m, Enumerable.Range(0, weeks.Count).Max(week => Over(parts, week)));
    private readonly decimal lowest = Math.Min(0m, Enumerable.Range(0, weeks.Count).Min(week => Under(parts, week)));

    private bool IsPhone => width == Sketch.Phone;

    private decimal Height => IsPhone ? 230m : 260m;

    private decimal Span => highest == lowest ? 1m : highest - lowest;

    private decimal Slot => (width - Left - Right) / weeks.Count;

    /// <summary>The drawing.</summary>
    /// <param name="id">What it is known by on the page.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="told">The same in numbers.</param>
    /// <param name="mark">Words above a week; null for none.</param>
    public string Draw(string id, string title, string told, (int Week, string Text)? mark)
    {
        var sketch = new Sketch(width, Height);
        foreach (var value in Axis.Steps(lowest, highest, Axis.Step(Span, MostSteps)))
        {
            sketch.Text(Left - 6m, Y(value) + 4m, $"{Value.Of(value)}".Replace('-', '−'), "", "end");
            if (value != 0m)
            {
                sketch.Line(Left, Y(value), width - Right, Y(value), "grid");
            }
        }

        for (var week = 0; week < weeks.Count; week++)
        {
            Bar(sketch, week);
        }

        sketch.Line(Left, Y(0m), width - Right, Y(0m), "zero");
        foreach (var (x, label) in Axis.Months(weeks, week => Left + week * Slot, width))
        {
            sketch.Text(x, Height - 6m, label);
        }

        if (mark is var (at, text))
        {
            var half = Sketch.WidthOf(text, Letter) / 2m;
            var x = Math.Clamp(Left + (at + 0.5m) * Slot, Left + half, width - half);
            sketch.Text(x, Y(Over(parts, at)) - 7m, text, "b h", "middle");
        }

        return sketch.Svg($"{id}{(IsPhone ? "n" : "w")}", IsPhone ? "phone" : "desk", title, told);
    }

    private void Bar(Sketch sketch, int week)
    {
        var wide = Math.Min(Slot * 0.72m, 40m);
        var x = Left + (week + 0.5m) * Slot - wide / 2m;
        var (up, down) = (0m, 0m);
        for (var i = 0; i < parts.Count; i++)
        {
            var (value, style) = (parts[i].Values[week], StyleOf(i));
            if (value > 0m)
            {
                sketch.Box(x, Y(up + value), wide, Y(up) - Y(up + value), style);
                up += value;
            }
            else
            {
                sketch.Box(x, Y(down), wide, Y(down + value) - Y(down), style);
                down += value;
            }
        }
    }

    /// <summary>The class of the colour of a part, by its place.</summary>
    public static string StyleOf(int part) => $"f{Value.Of(part + 1)}";

    private decimal Y(decimal value) => Top + (highest - value) / Span * (Height - Top - Foot - 6m);

    private static decimal Over(IReadOnlyList<Part> parts, int week) =>
        parts.Sum(one => Math.Max(0m, one.Values[week]));

    private static decimal Under(IReadOnlyList<Part> parts, int week) =>
        parts.Sum(one => Math.Min(0m, one.Values[week]));
}
