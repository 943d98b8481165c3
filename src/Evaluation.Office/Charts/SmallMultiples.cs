namespace Evaluation.Office.Charts;

/// <summary>A unit's points of the year to date.</summary>
/// <param name="Name">Its place and name.</param>
/// <param name="Totals">Its points week by week; null where it is not ranked.</param>
/// <param name="Told">The last ones in print.</param>
internal sealed record Total(string Name, IReadOnlyList<decimal?> Totals, string Told);

/// <summary>
/// A small drawing for each of many units, all on one scale: the unit's own line dark, those of all others grey behind.
/// </summary>
/// <param name="weeks">The weeks, at least two.</param>
/// <param name="units">The units, in order.</param>
/// <param name="width">How wide it is; <see cref="Sketch.Phone"/> makes it a drawing for a telephone.</param>
internal sealed class SmallMultiples(IReadOnlyList<CourseWeek> weeks, IReadOnlyList<Total> units, decimal width)
{
    private const decimal Head = 26m, Tall = 52m, Foot = 24m, ValueWidth = 56m;

    private readonly decimal highest = units.Max(unit => unit.Totals.Max() ?? 0m);
    private readonly decimal lowest = Math.Min(0m, units.Min(unit => unit.Totals.Min() ?? 0m));

    private bool IsPhone => width == Sketch.Phone;

    private int Across => IsPhone ? 2 : 5;

    private decimal Gap => IsPhone ? 12m : 20m;

    // Long names of offices need every pixel of a telephone.
    private decimal Letter => IsPhone ? 12m : 13m;

    private decimal Cell => (width - (Across - 1) * Gap) / Across;

    private decimal Span => highest == lowest ? 1m : highest - lowest;

    /// <summary>The drawing.</summary>
    /// <param name="id">What it is known by on the page.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="told">The same in numbers.</param>
    public string Draw(string id, string title, string told)
    {
        var own = $"{id}{(IsPhone ? "n" : "w")}";
        var sketch = new Sketch(width, (units.Count + Across - 1) / Across * (Head + Tall + Foot));
        sketch.Group($"{own}all", () =>
        {
            foreach (var unit in units)
            {
                sketch.Path(Points(unit, 0m, Head), null);
            }
        });
        for (var i = 0; i < units.Count; i++)
        {
            var (x, y) = (i % Across * (Cell + Gap), i / Across * (Head + Tall + Foot));
            sketch.Use($"{own}all", x, y, "ln thin");
            sketch.Line(x, y + Head + Y(0m), x + Cell - ValueWidth, y + Head + Y(0m), "tick");
            var points = Points(units[i], x, y + Head);
            sketch.Path(points, "ln blue");
            sketch.Text(x, y + 13m, Sketch.Fitting(units[i].Name, Letter, Cell), IsPhone ? "b" : "l b");
            if (points[^1] is var (endX, endY))
            {
                sketch.Dot(endX, endY, 3.5m, "f1");
                sketch.Text(endX + 7m, Math.Max(endY + 4m, y + 30m), units[i].Told, "b");
            }
        }

        foreach (var (x, label) in Axis.Months(weeks, X, Cell))
        {
            if (x == 0m)
            {
                sketch.Text(x, Head + Tall + 15m, label);
            }
        }

        return sketch.Svg(own, IsPhone ? "phone" : "desk", title, told);
    }

    private List<(decimal, decimal)?> Points(Total unit, decimal x, decimal y) =>
    [
        .. unit.Totals.Select((total, week) =>
            total is { } points ? (x + X(week), y + Y(points)) : ((decimal, decimal)?)null),
    ];

    private decimal X(int week) => week * (Cell - ValueWidth) / (weeks.Count - 1);

    private decimal Y(decimal value) => (highest - value) / Span * Tall;
}
