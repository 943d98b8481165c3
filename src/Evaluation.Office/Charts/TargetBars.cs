namespace Evaluation.Office.Charts;

/// <summary>What was done of a target.</summary>
/// <param name="Label">The unit or the measure.</param>
/// <param name="Share">What was done as a share of the target; from 0.</param>
/// <param name="Amounts">What was done and the target, in print.</param>
internal sealed record TargetBar(string Label, decimal Share, string Amounts)
{
    /// <summary>53.6%（64.3/120亿元）.</summary>
    public string Told => $"{ChartWords.Percent(Share)}（{Amounts}）";
}

/// <summary>What was done of targets; the share of the time that is over is one mark across all bars.</summary>
/// <param name="bars">The bars, at least one.</param>
/// <param name="elapsed">The share of the time that is over, from 0 to 1.</param>
/// <param name="width">How wide it is; <see cref="Sketch.Phone"/> makes it a drawing for a telephone.</param>
internal sealed class TargetBars(IReadOnlyList<TargetBar> bars, decimal elapsed, decimal width)
{
    private const decimal Top = 20m, Thick = 14m, Letter = 13m;

    // What went far beyond its target must not press all others together; the number beside the bar says how far.
    private const decimal Farthest = 1.5m;

    private readonly decimal whole = Math.Clamp(bars.Max(bar => bar.Share), 1m, Farthest);

    private bool IsPhone => width == Sketch.Phone;

    // On a telephone the words stand above the bar.
    private decimal Pitch => IsPhone ? 44m : 30m;

    private decimal Left =>
        IsPhone ? 0m : Math.Min(width / 4m, bars.Max(bar => Sketch.WidthOf(bar.Label, Letter)) + 12m);

    private decimal Right =>
        IsPhone ? 0m : Math.Min(width / 3m, bars.Max(bar => Sketch.WidthOf(bar.Told, Letter)) + 16m);

    /// <summary>The drawing.</summary>
    /// <param name="id">What it is known by on the page.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="told">The same in numbers.</param>
    public string Draw(string id, string title, string told)
    {
        var height = Top + bars.Count * Pitch + 4m;
        var sketch = new Sketch(width, height);
        for (var i = 0; i < bars.Count; i++)
        {
            var (bar, y) = (bars[i], Top + i * Pitch + (IsPhone ? 22m : 8m));
            sketch.Box(Left, y, Full, Thick, "ft");
            sketch.Box(Left, y, Math.Clamp(bar.Share / whole, 0m, 1m) * Full, Thick, "f1");
            sketch.Text(
                0m, IsPhone ? y - 7m : y + 11.5m,
                Sketch.Fitting(bar.Label, Letter, IsPhone ? width - Sketch.WidthOf(bar.Told, Letter) - 12m : Left - 8m),
                "l");
            sketch.Text(width, IsPhone ? y - 7m : y + 11.5m, bar.Told, "l b", "end");
        }

        var x = Left + elapsed / whole * Full;
        for (var i = 0; i < bars.Count; i++)
        {
            var y = Top + i * Pitch + (IsPhone ? 22m : 8m);
            sketch.Line(x, y - 3m, x, y + Thick + 3m, "mark");
        }

        var label = $"时间进度{ChartWords.Percent(elapsed)}";
        var half = Sketch.WidthOf(label, Letter) / 2m;
        sketch.Text(Math.Clamp(x, half, width - half), 12m, label, "", "middle");
        return sketch.Svg($"{id}{(IsPhone ? "n" : "w")}", IsPhone ? "phone" : "desk", title, told);
    }

    private decimal Full => width - Left - Right;
}
