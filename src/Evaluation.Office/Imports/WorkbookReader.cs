using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Evaluation.Office.Imports;

/// <summary>Reads the first sheet of a workbook into a table. Nothing that the workbook refers to is opened.</summary>
/// <param name="table">The table to fill.</param>
/// <param name="offset">The time zone in which moments are meant.</param>
internal sealed class WorkbookReader(TextTable table, TimeSpan offset)
{
    private const int MostRows = 100_000;
    private const int LargestContent = 100 << 20;
    private const int MostParts = 1000;
    private const int MostColumns = 200;

    private CellTexts texts = null!;
    private int row;

    /// <summary>Fills the table; false after a fault that leaves nothing to read.</summary>
    public bool Read(byte[] bytes)
    {
        if (bytes.Length > TextTable.LargestWorkbook)
        {
            return Fault(
                $"文件超过{TextTable.LargestWorkbook >> 20}MB。", "请拆成几个文件，或删去与数据无关的工作表和图片。");
        }

        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            return Unpacks(stream) && Read(stream);
        }
        catch (Exception damaged) when (damaged is OpenXmlPackageException or InvalidDataException
            or FileFormatException or XmlException or FormatException or ArgumentException
            or InvalidOperationException or OverflowException or IOException or NotSupportedException)
        {
            return Fault("该文件损坏、已加密或不是.xlsx工作簿。", "请在表格软件中打开，另存为未加密的.xlsx后重试。");
        }
    }

    // A small file may unpack to more than any memory holds.
    private bool Unpacks(MemoryStream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        return zip.Entries.Count <= MostParts && zip.Entries.Sum(part => part.Length) <= LargestContent
            || Fault($"工作簿展开后超过{LargestContent >> 20}MB。", "请删去与数据无关的工作表和图片，或另存为CSV。");
    }

    private bool Read(MemoryStream stream)
    {
        stream.Position = 0;
        var settings = new OpenSettings { AutoSave = false, MaxCharactersInPart = LargestContent };
        using var document = SpreadsheetDocument.Open(stream, isEditable: false, settings);
        var book = document.WorkbookPart;
        var first = book?.Workbook?.Sheets?.Elements<Sheet>().FirstOrDefault()?.Id?.Value;
        if (first is null || book!.GetPartById(first) is not WorksheetPart sheet)
        {
            return Fault("第一张工作表没有单元格。", "请把数据放在第一张工作表，第一行为列名。");
        }

        texts = new CellTexts(book, offset);
        var rows = 0;
        foreach (var element in Each<Row>(sheet))
        {
            row = element.RowIndex?.Value is { } index ? checked((int)index) : row + 1;
            var cells = Cells(element);
            if (cells.Count > 0 && ++rows > MostRows)
            {
                return Fault($"超过{MostRows}行。", "请拆成几个文件。");
            }

            table.Add(row, cells);
        }

        return true;
    }

    /// <summary>The elements of a type, one after the other, so that a large part is never held whole.</summary>
    public static IEnumerable<T> Each<T>(OpenXmlPart part) where T : OpenXmlElement
    {
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(T) && reader.IsStartElement)
            {
                yield return (T)reader.LoadCurrentElement()!;
            }
        }
    }

    private List<string> Cells(Row element)
    {
        var cells = new List<string>();
        var at = -1;
        foreach (var cell in element.Elements<Cell>())
        {
            at = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : at + 1;
            var (text, wrong) = texts.Of(cell);
            if (wrong is not null)
            {
                table.Find(row, NameOf(at), wrong, "请改正该单元格。");
            }

            if (text.Length == 0)
            {
                continue;
            }

            if (at >= MostColumns)
            {
                table.Find(row, NameOf(at), $"超过{MostColumns}列。", "请删去多余的列。");
                break;
            }

            while (cells.Count <= at)
            {
                cells.Add("");
            }

            cells[at] = text;
        }

        return cells;
    }

    private bool Fault(string what, string remedy)
    {
        table.Find(row, "", what, remedy);
        return false;
    }

    // B12 is the second column.
    private static int ColumnOf(string reference) =>
        reference.TakeWhile(char.IsAsciiLetter).Aggregate(0, (column, letter) => column * 26 + (letter & 31)) - 1;

    // Before the header is known, and beyond it, a column is named as the spreadsheet does.
    private string NameOf(int column)
    {
        if (column < table.Columns.Count)
        {
            return table.Columns[column];
        }

        var name = "";
        for (var left = column + 1; left > 0; left = (left - 1) / 26)
        {
            name = (char)('A' + (left - 1) % 26) + name;
        }

        return name;
    }
}
