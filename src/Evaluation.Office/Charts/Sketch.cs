using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Evaluation.Office.Charts;

/// <summary>
/// Writes a drawing as SVG. Coordinates have one decimal; colours and letters are classes of the style sheet.
/// </summary>
/// <param name="width">How wide it is in its own units, which on a screen are about pixels.</param>
/// <param name="height">How high it is.</param>
internal sealed class Sketch(decimal width, decimal height)
{
    /// <summary>How wide drawings for a desk and for a telephone are.</summary>
    public const decimal Desk = 1040m, Phone = 326m;

    // Chinese characters are as wide as they are high, others a little more than half of it.
    private const decimal Narrow = 0.6m;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly HtmlEncoder Plain = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder drawn = new();

    /// <summary>How wide a text is.</summary>
    /// <param name="size">The height of its letters.</param>
    public static decimal WidthOf(string text, decimal size) =>
        text.Sum(letter => letter > 0x2E7F ? 1m : Narrow) * size;

    /// <summary>A line.</summary>
    public void Line(decimal x1, decimal y1, decimal x2, decimal y2, string style) =>
        drawn.Append(
            Invariant, $"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" class=\"{style}\"/>");

    /// <summary>A rectangle; none without a size.</summary>
    public void Box(decimal x, decimal y, decimal w, decimal h, string style)
    {
        if (N(w) != "0" && N(h) != "0")
        {
            drawn.Append(
                Invariant,
                $"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(w)}\" height=\"{N(h)}\" class=\"{style}\"/>");
        }
    }

    /// <summary>A dot.</summary>
    public void Dot(decimal x, decimal y, decimal radius, string style) =>
        drawn.Append(Invariant, $"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\" class=\"{style}\"/>");

    /// <summary>A text as far as there is room for it.</summary>
    public static string Fitting(string text, decimal size, decimal room)
    {
        while (text.Length > 1 && WidthOf(text, size) > room)
        {
            text = $"{text.TrimEnd('…')[..^1]}…";
        }

        return text;
    }

    /// <summary>What is drawn once and used at several places.</summary>
    public void Group(string id, Action draw)
    {
        drawn.Append(Invariant, $"<defs><g id=\"{id}\">");
        draw();
        drawn.Append("</g></defs>");
    }

    /// <summary>A group at a place.</summary>
    public void Use(string id, decimal x, decimal y, string style) =>
        drawn.Append(Invariant, $"<use href=\"#{id}\" x=\"{N(x)}\" y=\"{N(y)}\" class=\"{style}\"/>");

    /// <summary>A line through points; a missing one is a gap.</summary>
    /// <param name="style">Its class; null within a group, which takes that of its use.</param>
    public void Path(IEnumerable<(decimal X, decimal Y)?> points, string? style)
    {
        var run = new List<(decimal X, decimal Y)>();
        foreach (var point in points.Append(null))
        {
            if (point is { } there)
            {
                run.Add(there);
                continue;
            }

            if (run.Count > 1)
            {
                var all = string.Join(' ', run.Select(one => $"{N(one.X)},{N(one.Y)}"));
                var of = style is null ? "" : $" class=\"{style}\"";
                drawn.Append(Invariant, $"<polyline points=\"{all}\"{of}/>");
            }

            run.Clear();
        }
    }

    /// <summary>A text on its base line.</summary>
    /// <param name="anchor">`start`, `middle` or `end`: which part of it stands at the place.</param>
    public void Text(decimal x, decimal y, string text, string style = "", string anchor = "start")
    {
        var at = anchor == "start" ? "" : $" text-anchor=\"{anchor}\"";
        var of = style.Length == 0 ? "" : $" class=\"{style}\"";
        drawn.Append(Invariant, $"<text x=\"{N(x)}\" y=\"{N(y)}\"{of}{at}>{Plain.Encode(text)}</text>");
    }

    /// <summary>The drawing.</summary>
    /// <param name="id">What its title is known by on the page.</param>
    /// <param name="screen">`desk` or `phone`; empty for every screen.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="told">The same in numbers, for who does not see it.</param>
    public string Svg(string id, string screen, string title, string told) =>
        $"<svg viewBox=\"0 0 {N(width)} {N(height)}\" role=\"img\" aria-labelledby=\"{id}t {id}d\""
        + (screen.Length == 0 ? ">" : $" class=\"{screen}\">")
        + $"<title id=\"{id}t\">{Plain.Encode(title)}</title>"
        + $"<desc id=\"{id}d\">{Plain.Encode(told)}</desc>{drawn}</svg>";

    private static string N(decimal number) =>
        Math.Round(number, 1, MidpointRounding.AwayFromZero).ToString("0.#", Invariant);
}
