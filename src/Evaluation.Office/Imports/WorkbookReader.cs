using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Evaluation.Office.Imports;

/// <summary>
/// Reads a sheet of a workbook into a table: what a person sees. Nothing that the workbook refers to is opened.
/// </summary>
/// <param name="table">The table to fill.</param>
/// <param name="offset">The time zone in which moments are meant.</param>
/// <param name="sheet">The name of the sheet; null for the first visible one.</param>
/// <param name="hidden">Whether the sheet of that name may be hidden.</param>
internal sealed class WorkbookReader(
    TextTable table, TimeSpan offset, string? sheet = null, bool hidden = false)
{
    /// <summary>The most that a workbook may unpack to, in bytes.</summary>
    public const int LargestContent = 100 << 20;

    private const int MostRows = 100_000;
    private const int LastRow = 1 << 20;
    private const int MostParts = 1000;
    private const int MostColumns = 200;
    private const int LargestDirectory = 1 << 20;
    private const int MostMerged = 10;

    private CellTexts texts = null!;
    private int row;

    /// <summary>Whether the workbook has no sheet of the name that is asked for.</summary>
    public bool Missing { get; private set; }

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
            && zip.Entries.All(part => part.Length <= LargestDirectory || !IsDirectory(part.FullName))
            || Fault($"工作簿展开后超过{LargestContent >> 20}MB。", "请删去与数据无关的工作表和图片，或另存为CSV。");
    }

    private static bool IsDirectory(string part) =>
        part.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)
        || part.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase);

    private bool Read(MemoryStream stream)
    {
        stream.Position = 0;
        using var document = SpreadsheetDocument.Open(stream, isEditable: false, new OpenSettings { AutoSave = false });
        if (document.WorkbookPart is not { } book)
        {
            return Fault("该文件损坏、已加密或不是.xlsx工作簿。", "请在表格软件中打开，另存为未加密的.xlsx后重试。");
        }

        var (sheets, from1904) = Sheets(book);
        var first = sheets.FindIndex(
            one => one.Part is not null && (sheet is null ? !one.Hidden : one.Name.Trim() == sheet));
        if (first < 0 && sheet is not null)
        {
            Missing = true;
            return false;
        }

        if (first < 0)
        {
            return Fault(
                $"没有可见的工作表（{string.Join('、', sheets.Select(one => $"“{one.Name}”"))}）。",
                "请取消隐藏要读的工作表，第一行为列名。");
        }

        if (sheets[first].Hidden && !hidden)
        {
            return Fault(
                $"工作表“{sheets[first].Name}”是隐藏的，没有读。", "请取消隐藏并核对内容，或删去该表，然后重新上传。");
        }

        table.Account.Sheet = sheets[first].Name;
        var own = sheets.Exists(one => one.Hidden && one.Name == ClaimTemplate.Mark);
        foreach (var other in sheets.Where((one, i) =>
            sheet is null && i != first && !(own && one.Hidden && ClaimTemplate.Sheets.Contains(one.Name))))
        {
            table.Account.Remark($"{(other.Hidden ? "隐藏的" : "")}工作表“{other.Name}”未读");
        }

        texts = new CellTexts(book, from1904, offset);
        return Rows(sheets[first].Part!);
    }

    private static (List<(string Name, bool Hidden, WorksheetPart? Part)> Sheets, bool From1904) Sheets(
        WorkbookPart book)
    {
        var (sheets, from1904) = (new List<(string, bool, WorksheetPart?)>(), false);
        using var xml = PartXml.Open(book, LargestContent);
        foreach (var element in PartXml.Each(xml, "sheet", "workbookPr"))
        {
            if (element.LocalName == "workbookPr")
            {
                from1904 = PartXml.IsOn(element, "date1904");
                continue;
            }

            if (sheets.Count == MostParts)
            {
                throw new InvalidDataException("Too many sheets.");
            }

            var (name, hidden) = (element.GetAttribute("name") ?? "", element.GetAttribute("state") is "hidden"
                or "veryHidden");
            var part = LinkOf(element) is { } link && book.TryGetPartById(link, out var found) ? found : null;
            sheets.Add((PartXml.Unescaped(name), hidden, part as WorksheetPart));
        }

        return (sheets, from1904);
    }

    // The attribute `id` that has a prefix: its namespace is another in strict workbooks.
    private static string? LinkOf(XmlReader element)
    {
        string? link = null;
        for (var found = element.MoveToFirstAttribute(); found; found = element.MoveToNextAttribute())
        {
            link = element is { LocalName: "id", Prefix.Length: > 0 } ? element.Value : link;
        }

        element.MoveToElement();
        return link;
    }

    private bool Rows(WorksheetPart part)
    {
        var (rows, hiddenColumns, merged) = (0, new List<string>(), new List<string>());
        using var xml = PartXml.Open(part, LargestContent);
        foreach (var element in PartXml.Each(xml, "col", "row", "mergeCell"))
        {
            if (element.LocalName == "mergeCell")
            {
                merged.Add(element.GetAttribute("ref") ?? "");
                continue;
            }

            if (element.LocalName == "col")
            {
                hiddenColumns.AddRange(HiddenColumns(element));
                continue;
            }

            row = Whole(element.GetAttribute("r")) ?? row + 1;
            if (row > LastRow)
            {
                throw new InvalidDataException("A row lies below the last one.");
            }

            var unseen = PartXml.IsOn(element, "hidden") || IsNothing(element.GetAttribute("ht"));
            var (cells, doubts) = Cells(element, unseen);
            if (cells.Count > 0 && unseen)
            {
                table.Hide(row);
                continue;
            }

            if (cells.Count > 0 && ++rows > MostRows)
            {
                return Fault($"超过{MostRows}行。", "请拆成几个文件。");
            }

            table.Add(row, cells, doubts);
        }

        if (hiddenColumns.Count > 0)
        {
            table.Account.Remark($"隐藏的列{string.Join('、', hiddenColumns)}也已读入");
        }

        if (merged.Count > 0)
        {
            var rest = merged.Count > MostMerged ? $"等{merged.Count}处" : "";
            table.Account.Remark(
                $"合并的单元格{string.Join('、', merged.Take(MostMerged))}{rest}只有左上一格有内容，其余各格按空读");
        }

        return true;
    }

    // One element describes a range of columns.
    private static IEnumerable<string> HiddenColumns(XmlReader element)
    {
        if ((!PartXml.IsOn(element, "hidden") && !IsNothing(element.GetAttribute("width")))
            || Whole(element.GetAttribute("min")) is not { } from)
        {
            return [];
        }

        var to = Math.Min(Whole(element.GetAttribute("max")) ?? from, MostColumns);
        return to < from ? [] : Enumerable.Range(from - 1, to - from + 1).Select(Letters);
    }

    private static bool IsNothing(string? size) =>
        decimal.TryParse(size, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == 0m;

    private (List<string> Cells, List<(int Column, CellDoubt Doubt)>? Doubts) Cells(XmlReader xml, bool unseen)
    {
        var (cells, doubts) = (new List<string>(), (List<(int, CellDoubt)>?)null);
        if (xml.IsEmptyElement)
        {
            return (cells, doubts);
        }

        var (depth, at, wide) = (xml.Depth, -1, false);
        while (PartXml.Next(xml) && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
            {
                continue;
            }

            at = xml.GetAttribute("r") is { } reference ? ColumnOf(reference) : at + 1;
            var read = texts.Of(Cell(xml));
            if (read.Wrong is { } wrong && !unseen)
            {
                table.Find(row, NameOf(at), wrong, "请改正该单元格。");
            }

            if (read.Text.Length == 0)
            {
                continue;
            }

            if (at >= MostColumns)
            {
                if (!wide)
                {
                    table.Find(row, NameOf(at), $"超过{MostColumns}列。", "请删去多余的列。");
                }

                wide = true;
                continue;
            }

            while (cells.Count <= at)
            {
                cells.Add("");
            }

            cells[at] = read.Text;
            if (read.Doubt is { } doubt)
            {
                (doubts ??= []).Add((at, doubt));
            }
        }

        return (cells, doubts);
    }

    private static StoredCell Cell(XmlReader xml)
    {
        var (type, style) = (xml.GetAttribute("t"), Whole(xml.GetAttribute("s")) ?? 0);
        var (content, formula) = ("", false);
        if (xml.IsEmptyElement)
        {
            return new StoredCell(type, style, content, formula);
        }

        var depth = xml.Depth;
        while (PartXml.Next(xml) && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "f")
            {
                formula = true;
            }
            else if (xml.LocalName == (type == "inlineStr" ? "is" : "v"))
            {
                content = PartXml.Plain(xml);
            }
        }

        return new StoredCell(type, style, content, formula);
    }

    private bool Fault(string what, string remedy)
    {
        table.Find(row, "", what, remedy);
        return false;
    }

    private static int? Whole(string? attribute) =>
        attribute is null ? null : int.Parse(attribute, NumberStyles.None, CultureInfo.InvariantCulture);

    // B12 is the second column.
    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetter))
        {
            column = checked(column * 26 + (letter & 31));
        }

        return column > 0 ? column - 1 : throw new FormatException("A cell names no column.");
    }

    // Before the header is known, and beyond it, a column is named as the spreadsheet does.
    private string NameOf(int column) => column < table.Columns.Count ? table.Columns[column] : Letters(column);

    /// <summary>A column as the spreadsheet names it: 0 is A, 26 is AA.</summary>
    public static string Letters(int column)
    {
        var name = "";
        for (var left = column + 1; left > 0; left = (left - 1) / 26)
        {
            name = (char)('A' + (left - 1) % 26) + name;
        }

        return name;
    }
}
