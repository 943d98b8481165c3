using System.Globalization;
using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Words;
using Sylvan.Data.Csv;

namespace Evaluation.Office.Imports;

/// <summary>A file of rows under a header, read with faults instead of exceptions.</summary>
public sealed partial class TextTable
{
    /// <summary>The longest row that is read, in characters.</summary>
    public const int LongestRow = 1 << 20;

    /// <summary>The largest workbook that is read, in bytes.</summary>
    public const int LargestWorkbook = 20 << 20;

    // As many as a cell of a spreadsheet holds.
    private const int LongestCell = 32_767;

    private const string Separate = "请用同一种分隔符（半角逗号）分开各格，或另存为“.xlsx”后重试。";

    private readonly List<Fault> faults = [];

    private readonly List<TextRow> rows = [];

    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);

    private readonly Dictionary<(int Row, int Column), CellDoubt> doubts = [];

    private readonly Lazy<int?> onlyYear;

    private int seen;

    private TextTable(string file) => (Account, onlyYear) = (new Account(file), new Lazy<int?>(YearOfAll));

    /// <summary>The file's name, as faults name it.</summary>
    public string File => Account.File;

    /// <summary>How the file was read, for the answer.</summary>
    public Account Account { get; }

    /// <summary>The names in the header.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The rows below the header; rows without any content are left out.</summary>
    public IReadOnlyList<TextRow> Rows => rows;

    /// <summary>What was found wrong so far.</summary>
    public IReadOnlyList<Fault> Faults => faults;

    /// <summary>Reads a CSV file.</summary>
    /// <param name="file">Its name, for faults.</param>
    /// <param name="text">Its text, with or without a byte order mark.</param>
    public static TextTable Csv(string file, string text)
    {
        var (table, form) = (new TextTable(file), CsvForm.Of(text));
        if (form.Wrong is { } wrong)
        {
            table.Find(1, "", wrong, Separate);
            return table;
        }

        try
        {
            if (table.Load(form))
            {
                table.End();
            }
        }
        catch (CsvFormatException broken)
        {
            table.Find(
                broken.RowNumber, "", "该行的引号不成对，或内容超长。", "请检查引号；单元格内的引号应写成两个。");
        }

        return table;
    }

    /// <summary>Reads a CSV file from the text of a file; says when it is not in UTF-8.</summary>
    public static TextTable Csv(string file, PlainText text)
    {
        var table = Csv(file, text.Text);
        if (text.Encoding is { } encoding)
        {
            table.Account.Remark(encoding);
        }

        return table;
    }

    /// <summary>Reads a file of rows by what it holds, whatever it is called: a workbook (.xlsx), else text.</summary>
    /// <param name="file">Its name, for faults.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="offset">The time zone in which a workbook's moments are meant.</param>
    public static TextTable Of(string file, byte[] bytes, TimeSpan offset)
    {
        if (bytes.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            return Workbook(file, bytes, offset);
        }

        if (PlainText.Read(file, bytes, TextSort.Table).TryGet(out var text, out var refusal))
        {
            return Csv(file, text);
        }

        var table = new TextTable(file);
        table.Find(0, "", refusal.What, refusal.Remedy);
        return table;
    }

    /// <summary>Reads the first visible sheet of a workbook (.xlsx).</summary>
    /// <param name="file">Its name, for faults.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="offset">The time zone in which its moments are meant.</param>
    public static TextTable Workbook(string file, byte[] bytes, TimeSpan offset)
    {
        var table = new TextTable(file);
        if (new WorkbookReader(table, offset).Read(bytes))
        {
            table.End();
        }

        return table;
    }

    /// <summary>Reads a sheet of a workbook (.xlsx) by its name; null when there is none of that name.</summary>
    /// <param name="file">What faults call it.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="sheet">The name of the sheet.</param>
    public static TextTable? Sheet(string file, byte[] bytes, string sheet)
    {
        var table = new TextTable(file);
        var reader = new WorkbookReader(table, TimeSpan.Zero, sheet);
        if (reader.Read(bytes))
        {
            table.End();
        }

        return reader.Missing ? null : table;
    }

    // A hidden sheet by its name, of which nothing is said; null when there is none that can be read.
    internal static TextTable? Hidden(byte[] bytes, string sheet)
    {
        var table = new TextTable(sheet);
        return new WorkbookReader(table, TimeSpan.Zero, sheet, hidden: true).Read(bytes) ? table : null;
    }

    /// <summary>Leaves a fault for each required column that is missing and each column that is not known.</summary>
    public TextTable Expect(IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        if (Columns.Count == 0)
        {
            return this; // An empty file, or one that cannot be read, has its fault already.
        }

        foreach (var column in required.Where(column => !Columns.Contains(column)))
        {
            var near = Columns
                .Where(one => one.Length > 0 && !required.Contains(one) && !optional.Contains(one)).ToList();
            Find(
                Account.Header, column, $"缺少列“{column}”。",
                near.Count > 0 ? $"现有列：{string.Join('、', near)}，请核对列名。" : "请补上该列。");
        }

        foreach (var column in Columns.Where(column => !required.Contains(column) && !optional.Contains(column)))
        {
            Find(
                Account.Header, column, column.Length == 0 ? "有一列没有列名。" : $"没有列“{column}”。",
                Finding.Nearest(column, required.Concat(optional)));
        }

        foreach (var twice in Columns.GroupBy(column => column).Where(same => same.Key.Length > 0 && same.Count() > 1))
        {
            Find(Account.Header, twice.Key, $"列“{twice.Key}”出现两次。", "请只保留一列。");
        }

        return this;
    }

    /// <summary>Leaves a fault for each row whose value in a column was used by an earlier row.</summary>
    /// <param name="passed">Rows that do not count; none when not given.</param>
    public void Unique(string column, Func<TextRow, bool>? passed = null)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in Rows.Where(row => row[column].Length > 0 && passed?.Invoke(row) != true))
        {
            if (!first.TryAdd(row[column], row.Location.Row))
            {
                row.Find(column, $"“{row[column]}”与第{first[row[column]]}行重复。", "请另编号，或删去重复的行。");
            }
        }
    }

    // The first column of that name; -1 for none.
    internal int IndexOf(string column) => indexes.GetValueOrDefault(column, -1);

    // The year of every day and moment in the file; null when there are several, or none.
    internal int? OnlyYear => onlyYear.Value;

    // What a cell shows and what it stores, when these differ.
    internal CellDoubt? DoubtOf(int row, string column) =>
        doubts.TryGetValue((row, IndexOf(column)), out var doubt) ? doubt : null;

    // A row as it is in the file; the first one that is not empty holds the names of the columns.
    internal void Add(
        int number, IReadOnlyList<string> texts, IReadOnlyList<(int Column, CellDoubt Doubt)>? doubted = null)
    {
        // Spreadsheets write empty cells behind the last column.
        var last = texts.Count - 1;
        while (last >= 0 && string.IsNullOrWhiteSpace(texts[last]))
        {
            last--;
        }

        // Rows that a sheet leaves out are as blank as those that it writes.
        Account.PassBlank(seen + 1, last < 0 ? number : number - 1);
        seen = number;
        if (last < 0)
        {
            return;
        }

        var cells = new string[last + 1];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Fitting(number, i, texts[i].Trim());
        }

        if (Columns.Count == 0)
        {
            Columns = cells;
            Account.ReadHeader(number);
            for (var i = 0; i < cells.Length; i++)
            {
                indexes.TryAdd(cells[i], i);
            }

            return;
        }

        rows.Add(Row(number, cells));
        Account.Read();
        foreach (var (column, doubt) in doubted ?? [])
        {
            doubts[(number, column)] = doubt;
            if (doubt.Meant is { } meant && column < Columns.Count)
            {
                Account.Understand(number, Columns[column], doubt.Shown, meant);
            }
        }
    }

    // A row that nobody sees is passed over.
    internal void Hide(int number)
    {
        Account.PassBlank(seen + 1, number - 1);
        Account.PassHidden(number);
        seen = number;
    }

    internal void Find(int row, string column, string what, string remedy) =>
        faults.Add(new Fault(File, row, column, LongQuote().Replace(what, "“$1……”"), remedy));

    // A giant cell is somebody's mistake, and no reader of single columns need be ready for it.
    private string Fitting(int row, int column, string cell)
    {
        if (cell.Length <= LongestCell)
        {
            return cell;
        }

        Find(
            row, column < Columns.Count ? Columns[column] : "", $"该单元格有{cell.Length}个字符，超过{LongestCell}个。",
            "请检查引号是否成对，或缩短内容。");
        return "";
    }

    private int? YearOfAll()
    {
        var years = rows.Where(row => row.Cells[0] != ClaimsFile.Example).SelectMany(row => row.Cells)
            .Select(cell => Typed.Day(cell)?.Year ?? TextRow.ReadTime(cell)?.Year).OfType<int>().Distinct().Take(2);
        return years.ToList() is [var only] ? only : null;
    }

    private bool Load(CsvForm form)
    {
        var options = new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = form.Delimiter,
            MaxBufferSize = LongestRow,
            Culture = CultureInfo.InvariantCulture,
            StringFactory = new CellPool().Take,
        };
        using var source = new StringReader(form.Text);
        using var reader = CsvDataReader.Create(source, options);
        while (reader.Read())
        {
            var cells = new string[reader.RowFieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = reader.GetString(i);
            }

            Add(reader.RowNumber, cells);
        }

        if (form.Separator != ',')
        {
            Account.Remark($"分隔符为{CsvForm.NameOf(form.Separator)}");
        }

        // One fault in the place of one for every row.
        var single = rows.Where(row => row.Cells.Count == 1).Select(row => row.Cells[0]).ToList();
        if (Columns.Count < 2 || single.Count < rows.Count || form.OtherIn(single) is not { } other)
        {
            return true;
        }

        var first = rows[0].Location.Row;
        Columns = [];
        rows.Clear();
        faults.Clear();
        Find(
            first, "", $"各行的分隔符是{CsvForm.NameOf(other)}，表头的分隔符却是{CsvForm.NameOf(form.Separator)}。",
            Separate);
        return false;
    }

    private void End()
    {
        if (Columns.Count == 0)
        {
            Find(
                1, "", Account.Sheet is { } sheet ? $"工作表“{sheet}”没有内容。" : "文件没有内容。",
                "第一行应为列名。");
        }
    }

    private TextRow Row(int number, string[] cells)
    {
        if (cells.Length > Columns.Count)
        {
            Find(
                number, "", $"该行有{cells.Length}格，表头只有{Columns.Count}列。",
                "含分隔符（如逗号）的内容请加双引号。");
        }

        return new TextRow(this, new RowLocation(File, number), cells);
    }

    [GeneratedRegex("“([^”]{60})[^”]+”")]
    private static partial Regex LongQuote();
}
