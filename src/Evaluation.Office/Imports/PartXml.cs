using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Evaluation.Office.Imports;

/// <summary>
/// Reads the parts of a workbook element by element: nothing is held whole, and neither size nor depth of a part can
/// exhaust memory or stack.
/// </summary>
internal static partial class PartXml
{
    private const int DeepestNesting = 64;

    /// <summary>Opens a part.</summary>
    /// <param name="longest">The most characters that are read.</param>
    public static XmlReader Open(OpenXmlPart part, long longest) => XmlReader.Create(
        part.GetStream(),
        new XmlReaderSettings
        {
            CloseInput = true,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = longest,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });

    /// <summary>Goes to the next node.</summary>
    /// <exception cref="InvalidDataException">The part is nested without end.</exception>
    public static bool Next(XmlReader xml)
    {
        var more = xml.Read();
        return xml.Depth <= DeepestNesting ? more : throw new InvalidDataException("A part is nested too deeply.");
    }

    /// <summary>The elements of a name, wherever they are, one after the other.</summary>
    public static IEnumerable<XmlReader> Each(XmlReader xml, params string[] names)
    {
        while (Next(xml))
        {
            if (xml.NodeType == XmlNodeType.Element && names.Contains(xml.LocalName))
            {
                yield return xml;
            }
        }
    }

    /// <summary>
    /// The text of the element at which the reader is, without the readings that some workbooks write above Chinese
    /// characters; the reader is at its end afterwards.
    /// </summary>
    public static string Plain(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var (depth, text, reading) = (xml.Depth, (string?)null, false);
        StringBuilder? more = null;
        while (Next(xml) && xml.Depth > depth)
        {
            if (xml.LocalName == "rPh" && xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                reading = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            }
            else if (!reading
                && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                more = text is null ? null : (more ?? new StringBuilder(text)).Append(xml.Value);
                text ??= xml.Value;
            }
        }

        return more?.ToString() ?? text ?? "";
    }

    /// <summary>The text with the escapes of workbooks undone: `_x000D_` ends a line, `_x005F_` is `_`.</summary>
    public static string Unescaped(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escape().Replace(text, found => ((char)Convert.ToUInt16(found.Groups[1].Value, 16)).ToString())
        : text;

    /// <summary>An attribute that is on: 1 or true.</summary>
    public static bool IsOn(XmlReader xml, string name) => xml.GetAttribute(name) is "1" or "true";

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
