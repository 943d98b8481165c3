using System.Globalization;
using System.Security;
using System.Text;
using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Benchmarks.Sheets;

/// <summary>The weekly table as an office keeps it: facts, points for each kind, and a sum for each unit and week.</summary>
internal static class SheetFile
{
    private const string Names = """
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3"
        office:mimetype="application/vnd.oasis.opendocument.spreadsheet"
        """;

    /// <summary>Writes the table without any result, as flat OpenDocument.</summary>
    public static void Write(
        string path, IReadOnlyList<string> units, int weeks, DateOnly from, IReadOnlyList<Fact> facts, IReadOnlyDictionary<string, decimal> points)
    {
        using var file = new StreamWriter(path, false, new UTF8Encoding(false));
        file.Write($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document {Names}><office:body><office:spreadsheet>");
        file.Write("<table:table table:name=\"weeks\">");
        Row(file, [Text(""), .. Enumerable.Range(1, weeks).Select(week => Number(week))]);
        for (var i = 0; i < units.Count; i++)
        {
            var row = i + 2;
            Row(file,
            [
                Text(units[i]),
                .. Enumerable.Range(1, weeks).Select(week => Formula(
                    $"SUMIFS([facts.$E$1:.$E${facts.Count}];[facts.$A$1:.$A${facts.Count}];[.$A{row}];"
                    + $"[facts.$B$1:.$B${facts.Count}];[.{Column(week)}$1])")),
            ]);
        }

        file.Write("</table:table><table:table table:name=\"facts\">");
        for (var i = 0; i < facts.Count; i++)
        {
            var week = (facts[i].OccurredOn.DayNumber - from.DayNumber) / 7 + 1;
            Row(file,
            [
                Text(facts[i].Unit), Number(week), Text(facts[i].Kind), Number(facts[i].Part),
                Formula($"[.D{i + 1}]*VLOOKUP([.C{i + 1}];[points.$A$1:.$B${points.Count}];2;0)"),
            ]);
        }

        file.Write("</table:table><table:table table:name=\"points\">");
        foreach (var (kind, worth) in points)
        {
            Row(file, [Text(kind), Number(worth)]);
        }

        file.Write("</table:table></office:spreadsheet></office:body></office:document>");
    }

    private static void Row(StreamWriter file, IReadOnlyList<string> cells) =>
        file.Write($"<table:table-row>{string.Concat(cells)}</table:table-row>");

    private static string Text(string text) =>
        $"<table:table-cell office:value-type=\"string\"><text:p>{SecurityElement.Escape(text)}</text:p></table:table-cell>";

    private static string Number(decimal number) =>
        $"<table:table-cell office:value-type=\"float\" office:value=\"{number.ToString(CultureInfo.InvariantCulture)}\"/>";

    private static string Formula(string formula) => $"<table:table-cell table:formula=\"of:={formula}\"/>";

    // The first column holds the units.
    private static string Column(int after)
    {
        var name = "";
        for (var left = after + 1; left > 0; left = (left - 1) / 26)
        {
            name = (char)('A' + (left - 1) % 26) + name;
        }

        return name;
    }
}
