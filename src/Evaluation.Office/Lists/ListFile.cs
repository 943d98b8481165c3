using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Lists;

/// <summary>
/// Lists as files. A text is never a formula: in a workbook it is a text by its type, in CSV it is marked as one.
/// </summary>
public static class ListFile
{
    private const uint Bold = 1, Day = 2;

    // A sheet holds 1,048,576 rows and a cell 32,767 characters.
    private const int MostRows = 1_000_000, LongestText = 32_767;

    private static readonly DateOnly Zero = new(1899, 12, 30);

    /// <summary>The rows as CSV in UTF-8 with its mark, so that Excel reads Chinese.</summary>
    public static async Task WriteCsvAsync<T>(
        Stream to, IReadOnlyList<ListColumn<T>> columns, IEnumerable<T> rows, CancellationToken ct)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(true), leaveOpen: true);
        await writer.WriteAsync(CsvRow.Of(columns.Select(column => column.Heading)) + "\r\n");
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            await writer.WriteAsync(CsvRow.Of(columns.Select(column => column.Text(row))) + "\r\n");
        }
    }

    /// <summary>The rows as a workbook; more than a sheet holds go on in the next one.</summary>
    public static void WriteWorkbook<T>(
        Stream to, string name, IReadOnlyList<ListColumn<T>> columns, IEnumerable<T> rows) => WriteWorkbook(
        to, rows.Chunk(MostRows).DefaultIfEmpty([]).Select((chunk, i) => ListSheet.Of(
            i == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{i + 1}"), columns, chunk)));

    /// <summary>Several lists as the sheets of one workbook.</summary>
    public static void WriteWorkbook(Stream to, IEnumerable<ListSheet> lists)
    {
        using var document = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        var sheets = new Sheets();
        foreach (var (i, list) in lists.Index())
        {
            var part = book.AddNewPart<WorksheetPart>();
            list.WriteTo(part);
            sheets.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)i + 1, Name = list.Name });
        }

        book.Workbook = new Workbook(sheets);
    }

    internal static void WriteSheet<T>(WorksheetPart part, IReadOnlyList<ListColumn<T>> columns, IEnumerable<T> rows)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(new Pane
        {
            VerticalSplit = 1,
            TopLeftCell = "A2",
            ActivePane = PaneValues.BottomLeft,
            State = PaneStateValues.Frozen,
        })
        {
            WorkbookViewId = 0,
        }));
        writer.WriteElement(new Columns(columns.Select((column, i) => new Column
        {
            Min = (uint)i + 1,
            Max = (uint)i + 1,
            Width = column.Width,
            CustomWidth = true,
        })));
        writer.WriteStartElement(new SheetData());
        writer.WriteElement(new Row(columns.Select(column => Text(column.Heading, Bold))));
        foreach (var row in rows)
        {
            writer.WriteElement(new Row(columns.Select(column => Cell(column, row))));
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static Cell Cell<T>(ListColumn<T> column, T row) =>
        column.Day is { } day
            ? new Cell(new CellValue(day(row).DayNumber - Zero.DayNumber)) { StyleIndex = Day }
        : column.Number is { } number && number(row) is { } amount ? new Cell(new CellValue(amount))
        : Text(column.Text(row), 0);

    // What XML cannot hold would make the whole file unreadable.
    private static Cell Text(string text, uint style) => new(
        new InlineString(new Text(Characters.Short(Characters.Shown(text, lines: true), LongestText - 1))
        {
            Space = SpaceProcessingModeValues.Preserve,
        }))
    {
        DataType = CellValues.InlineString,
        StyleIndex = style,
    };

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy\\-mm\\-dd" }) { Count = 1 },
        new Fonts(new Font(), new Font(new Bold())) { Count = 2 },
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }))
        {
            Count = 2,
        },
        new Borders(new Border()) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(
            new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true })
        {
            Count = 3,
        });
}
