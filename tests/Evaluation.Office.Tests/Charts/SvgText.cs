using System.Globalization;
using System.Xml.Linq;

namespace Evaluation.Office.Tests.Charts;

/// <summary>A text in a drawing, with the box that it takes.</summary>
internal sealed record SvgText(string Text, decimal Left, decimal Top, decimal Right, decimal Bottom)
{
    /// <summary>All texts of a drawing.</summary>
    public static IReadOnlyList<SvgText> In(XElement svg) => [.. svg.Elements("text").Select(Of)];

    /// <summary>Whether two texts lie on each other.</summary>
    public bool Touches(SvgText other) =>
        Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    /// <summary>A number in an attribute.</summary>
    public static decimal Number(XElement of, string name) =>
        decimal.Parse(of.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static SvgText Of(XElement text)
    {
        var size = (text.Attribute("class")?.Value ?? "").Split(' ').Contains("l") ? 13m : 12m;
        var wide = text.Value.Sum(letter => letter > 0x2E7F ? 1m : 0.57m) * size;
        var (x, y) = (Number(text, "x"), Number(text, "y"));
        var left = text.Attribute("text-anchor")?.Value switch
        {
            "end" => x - wide,
            "middle" => x - wide / 2m,
            _ => x,
        };
        return new SvgText(text.Value, left, y - 0.8m * size, left + wide, y + 0.1m * size);
    }
}
