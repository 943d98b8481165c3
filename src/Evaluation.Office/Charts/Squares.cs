namespace Evaluation.Office.Charts;

/// <summary>One square for each unit, its colour a class of the style sheet; few enough to be counted.</summary>
internal static class Squares
{
    private const decimal Side = 12.5m, Pitch = 15.5m;
    private const int Across = 24;

    /// <summary>The drawing.</summary>
    /// <param name="id">What it is known by on the page.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="told">The same in numbers.</param>
    /// <param name="styles">The squares in order, at least one.</param>
    public static string Draw(string id, string title, string told, IReadOnlyList<string> styles)
    {
        var sketch = new Sketch(Across * Pitch, (styles.Count + Across - 1) / Across * Pitch);
        for (var i = 0; i < styles.Count; i++)
        {
            sketch.Box(i % Across * Pitch + 0.5m, i / Across * Pitch + 0.5m, Side, Side, styles[i]);
        }

        return sketch.Svg(id, "", title, told);
    }
}
