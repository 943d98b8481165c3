using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Evaluation.Office.Imports;

namespace Evaluation.Server.Tests.Founding;

/// <summary>The template of a district's list, filled in as a spreadsheet stores it.</summary>
internal static class FilledList
{
    private static readonly string[] Towns = ["东塘", "西岭", "南陂", "北埗", "上沙", "下涌", "石湾", "竹园"];
    private static readonly string[] Offices = ["发改局", "科工局", "教育局", "财政局", "住建局"];

    /// <summary>The units: eight towns and five departments.</summary>
    public static IReadOnlyList<string> Units { get; } = [.. Towns.Select(town => $"{town}镇"), .. Offices];

    /// <summary>The office's people with their roles.</summary>
    public static IReadOnlyList<(string Person, string Account, string Role)> Office { get; } =
    [
        ("梁晓彤", "liang", "核验员"), ("苏如意", "su", "考评办经办"), ("邓丽珍", "deng", "考评办经办"),
        ("谢承泽", "xie", "签发人"), ("罗耀辉", "luo", "委员会"),
    ];

    /// <summary>The account that reports for a unit.</summary>
    /// <param name="prefix">What the accounts of a test begin with.</param>
    /// <param name="unit">The unit's place.</param>
    public static string Reporter(string prefix, int unit) => $"{prefix}.unit{unit}";

    /// <summary>Makes the workbook.</summary>
    /// <param name="prefix">What the accounts begin with.</param>
    /// <param name="from">The first day of the units.</param>
    /// <param name="wrong">A role that is none in the last row; null for a right one.</param>
    public static byte[] Make(string prefix, DateOnly from, string? wrong = null)
    {
        using var bytes = new MemoryStream();
        bytes.Write(FoundingTemplate.Make());
        using (var document = SpreadsheetDocument.Open(bytes, isEditable: true))
        {
            var day = $"{from.DayNumber - new DateOnly(1899, 12, 30).DayNumber}";
            Fill(document, FoundingFile.Units, Units.Select((unit, i) => i < Towns.Length
                ? (string[])[unit, $"新区{unit}", "镇街", "镇街", day] : [unit, $"新区{unit}", "部门", "部门", day]));
            Fill(document, FoundingFile.Leaders, Units.Select((unit, i) =>
                (string[])[unit, $"领导{i}", "党政一把手", day]));
            Fill(
                document, FoundingFile.People,
                Units.Select((unit, i) => (string[])[$"填报{i}", Reporter(prefix, i), "填报员", unit]).Concat(
                    Office.Select(one => (string[])
                    [
                        one.Person, $"{prefix}.{one.Account}", one.Account == "luo" ? wrong ?? one.Role : one.Role, "",
                    ])));
        }

        return bytes.ToArray();
    }

    private static void Fill(SpreadsheetDocument document, string sheet, IEnumerable<string[]> rows)
    {
        var book = document.WorkbookPart!;
        var found = book.Workbook!.Descendants<Sheet>().Single(one => one.Name == sheet);
        var data = ((WorksheetPart)book.GetPartById(found.Id!)).Worksheet!.GetFirstChild<SheetData>()!;
        foreach (var (cells, i) in rows.Select((cells, i) => (cells, (uint)i + 2)))
        {
            var row = new Row { RowIndex = i };
            row.Append(cells.Select((text, at) => new Cell
            {
                CellReference = $"{(char)('A' + at)}{i}",
                StyleIndex = text.All(char.IsDigit) && text.Length > 0 ? 2u : 3u,
                DataType = text.All(char.IsDigit) && text.Length > 0 ? CellValues.Number : CellValues.String,
                CellValue = new CellValue(text),
            }));
            data.Append(row);
        }
    }
}
