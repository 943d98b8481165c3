using System.IO.Compression;
using System.Security;

namespace Evaluation.Office.Tests.Imports;

/// <summary>Makes small workbooks, cell by cell as spreadsheets store them.</summary>
internal static class Workbook
{
    /// <summary>
    /// The styles: 1 a day, 2 a moment, 3 a Chinese day, 4 an own day with print in it, 5 hours gone by, 6 as given.
    /// </summary>
    private const string Styles = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="3">
        <numFmt numFmtId="170" formatCode="[$-804]yyyy&quot;年h&quot;m\hd;@"/><numFmt numFmtId="171" formatCode="[h]:mm"/>
        <numFmt numFmtId="172" formatCode="OWN"/></numFmts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="31"/><xf numFmtId="170"/><xf numFmtId="171"/>
        <xf numFmtId="172"/></cellXfs></styleSheet>
        """;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>A workbook whose first sheet has the given XML between `sheetData`.</summary>
    /// <param name="shared">The shared texts.</param>
    /// <param name="from1904">Whether days are counted from 1904.</param>
    /// <param name="format">The code of the format of style 6.</param>
    /// <param name="columns">What the sheet says of its columns.</param>
    /// <param name="sheets">Name and state of the sheets, all with these rows; one, visible, when not given.</param>
    public static byte[] Of(
        string rows, string shared = "", bool from1904 = false, string format = "General",
        string columns = "", params IReadOnlyList<(string Name, string State)> sheets)
    {
        sheets = sheets.Count > 0 ? sheets : [("一", "visible")];
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "[Content_Types].xml", $"""
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="{Type("sheet.main")}"/>
                <Override PartName="/xl/sheet1.xml" ContentType="{Type("worksheet")}"/>
                <Override PartName="/xl/sharedStrings.xml" ContentType="{Type("sharedStrings")}"/>
                <Override PartName="/xl/styles.xml" ContentType="{Type("styles")}"/></Types>
                """);
            Write(zip, "_rels/.rels", Relations(("officeDocument", "xl/workbook.xml")));
            Write(zip, "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Links}\"><workbookPr date1904=\"{(from1904 ? 1 : 0)}\"/>"
                + $"<sheets>{string.Concat(sheets.Select((sheet, i) => $"<sheet name=\"{sheet.Name}\" "
                    + $"state=\"{sheet.State}\" sheetId=\"{i + 1}\" r:id=\"r1\"/>"))}</sheets></workbook>");
            Write(zip, "xl/_rels/workbook.xml.rels", Relations(
                ("worksheet", "sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")));
            Write(
                zip, "xl/sheet1.xml",
                $"<worksheet xmlns=\"{Main}\">{(columns.Length == 0 ? "" : $"<cols>{columns}</cols>")}"
                + $"<sheetData>{rows}</sheetData></worksheet>");
            Write(zip, "xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{shared}</sst>");
            Write(
                zip, "xl/styles.xml",
                Styles.Replace("OWN", SecurityElement.Escape(format), StringComparison.Ordinal));
        }

        return bytes.ToArray();
    }

    /// <summary>
    /// A workbook that holds a CSV text as a person would type it: days, moments and numbers are typed.
    /// </summary>
    public static byte[] OfCsv(string csv, TimeSpan offset) => Of(string.Concat(
        csv.Trim().Split('\n')
            .Select(line =>
                $"<row>{string.Concat(line.Trim('\r').Split(',').Select(text => Cell(text, offset)))}</row>")));

    private static string Cell(string text, TimeSpan offset)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, default, out var day))
        {
            return string.Create(
                culture, $"<c s=\"1\"><v>{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>");
        }

        if (text.Contains('T') && DateTimeOffset.TryParse(text, culture, default, out var moment))
        {
            var since = moment.ToOffset(offset).DateTime - new DateTime(1899, 12, 30);
            return string.Create(culture, $"<c s=\"2\"><v>{(decimal)since.Ticks / TimeSpan.TicksPerDay}</v></c>");
        }

        return decimal.TryParse(text, culture, out _) ? $"<c><v>{text}</v></c>"
            : $"<c t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>";
    }

    private static string Type(string part) =>
        $"application/vnd.openxmlformats-officedocument.spreadsheetml.{part}+xml";

    private static string Relations(params (string Type, string Target)[] all) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(
            all.Select(
                (one, i) => $"<Relationship Id=\"r{i + 1}\" Type=\"{Links}/{one.Type}\" Target=\"{one.Target}\"/>"))
        + "</Relationships>";

    private static void Write(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }
}
