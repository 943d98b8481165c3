using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Evaluation.Office.Tests.Imports;

/// <summary>Writes into a template as a person does: from the third row on, below the example.</summary>
internal static class FilledTemplate
{
    private const int FirstRow = 3;
    private const uint Day = 3;

    /// <summary>
    /// The workbook with cells filled in, each `C3=text`; `#45118` is a number, `@2023-07-11` a day, `=A1` a formula
    /// that was never computed, `!#REF!` an error.
    /// </summary>
    public static byte[] With(byte[] template, params IEnumerable<string> cells)
    {
        using var bytes = new MemoryStream();
        bytes.Write(template);
        using (var document = SpreadsheetDocument.Open(bytes, isEditable: true))
        {
            var part = SheetOf(document);
            var data = part.Worksheet!.GetFirstChild<SheetData>()!;
            foreach (var row in cells.Select(Parse).GroupBy(cell => cell.Row).OrderBy(row => row.Key))
            {
                var there = data.Elements<Row>().FirstOrDefault(one => one.RowIndex! == (uint)row.Key)
                    ?? data.AppendChild(new Row { RowIndex = (uint)row.Key });
                foreach (var cell in row)
                {
                    there.Elements<Cell>().FirstOrDefault(one => one.CellReference == cell.Reference)?.Remove();
                }

                var all = there.Elements<Cell>().Concat(row.Select(cell => cell.Made))
                    .OrderBy(cell => cell.CellReference!.Value!.Length)
                    .ThenBy(cell => cell.CellReference!.Value, StringComparer.Ordinal).ToList();
                there.RemoveAllChildren();
                there.Append(all);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The cells of rows below the example.</summary>
    public static IEnumerable<string> Rows(params IEnumerable<string[]> rows) => rows.SelectMany((row, i) =>
        row.Select((text, column) => string.Create(
            CultureInfo.InvariantCulture, $"{(char)('A' + column)}{FirstRow + i}={text}")))
        .Where(cell => !cell.EndsWith('='));

    /// <summary>The sheet that is filled in.</summary>
    public static WorksheetPart SheetOf(SpreadsheetDocument document) => (WorksheetPart)document.WorkbookPart!
        .GetPartById(document.WorkbookPart.Workbook!.Sheets!.Elements<Sheet>().First().Id!);

    private static (int Row, string Reference, Cell Made) Parse(string cell)
    {
        var found = Regex.Match(cell, "^([A-Z]+)([0-9]+)=(.*)$", RegexOptions.Singleline);
        var (reference, text) = (found.Groups[1].Value + found.Groups[2].Value, found.Groups[3].Value);
        Cell made = text switch
        {
            ['#', .. var number] when decimal.TryParse(number, CultureInfo.InvariantCulture, out _) =>
                new Cell(new CellValue(number)),
            ['@', .. var day] => new Cell(new CellValue(
                (DateOnly.Parse(day, CultureInfo.InvariantCulture).DayNumber - new DateOnly(1899, 12, 30).DayNumber)
                .ToString(CultureInfo.InvariantCulture)))
            {
                StyleIndex = Day,
            },
            ['=', .. var formula] => new Cell(new CellFormula(formula)),
            ['!', .. var error] => new Cell(new CellValue(error)) { DataType = CellValues.Error },
            _ => new Cell(new InlineString(new Text(text))) { DataType = CellValues.InlineString },
        };
        made.CellReference = reference;
        return (int.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture), reference, made);
    }
}
