using System.Globalization;
using Evaluation.Rulebooks.Words;
using Sylvan.Data.Csv;

namespace Evaluation.Office.Imports;

/// <summary>A file of rows under a header, read with faults instead of exceptions.</summary>
public sealed class TextTable
{
    /// <summary>The longest row that is read, in characters.</summary>
    public const int LongestRow = 1 << 20;

    /// <summary>The largest workbook that is read, in bytes.</summary>
    public const int LargestWorkbook = 20 << 20;

    private readonly List<Fault> faults = [];

    private readonly List<TextRow> rows = [];

    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);

    private TextTable(string file) => File = file;

    /// <summary>The file's name, as faults name it.</summary>
    public string File { get; }

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
        var table = new TextTable(file);
        try
        {
            table.Load(text.TrimStart('\uFEFF'));
            table.End();
        }
        catch (CsvFormatException wrong)
        {
            table.Find(wrong.RowNumber, "", "该行的引号不成对，或内容超长。", "请检查引号；单元格内的引号应写成两个。");
        }

        return table;
    }

    /// <summary>Reads the first sheet of a workbook (.xlsx).</summary>
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
                1, column, $"缺少列“{column}”。",
                near.Count > 0 ? $"现有列：{string.Join('、', near)}，请核对列名。" : "请补上该列。");
        }

        foreach (var column in Columns.Where(column => !required.Contains(column) && !optional.Contains(column)))
        {
            Find(
                1, column, column.Length == 0 ? "有一列没有列名。" : $"没有列“{column}”。",
                Finding.Nearest(column, required.Concat(optional)));
        }

        foreach (var twice in Columns.GroupBy(column => column).Where(same => same.Key.Length > 0 && same.Count() > 1))
        {
            Find(1, twice.Key, $"列“{twice.Key}”出现两次。", "请只保留一列。");
        }

        return this;
    }

    /// <summary>Leaves a fault for each row whose value in a column was used by an earlier row.</summary>
    public void Unique(string column)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in Rows.Where(row => row[column].Length > 0))
        {
            if (!first.TryAdd(row[column], row.Location.Row))
            {
                row.Find(column, $"“{row[column]}”与第{first[row[column]]}行重复。", "请另编号，或删去重复的行。");
            }
        }
    }

    // The first column of that name; -1 for none.
    internal int IndexOf(string column) => indexes.GetValueOrDefault(column, -1);

    // A row as it is in the file; the first one that is not empty holds the names of the columns.
    internal void Add(int number, IEnumerable<string> texts)
    {
        // Spreadsheets write empty cells behind the last column.
        var cells = texts.Select(cell => cell.Trim()).ToArray();
        cells = cells[..(Array.FindLastIndex(cells, cell => cell.Length > 0) + 1)];
        if (Columns.Count == 0)
        {
            Columns = cells;
            for (var i = 0; i < cells.Length; i++)
            {
                indexes.TryAdd(cells[i], i);
            }
        }
        else if (cells.Length > 0)
        {
            rows.Add(Row(number, cells));
        }
    }

    internal void Find(int row, string column, string what, string remedy) =>
        faults.Add(new Fault(File, row, column, what, remedy));

    private void Load(string text)
    {
        var options = new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = ',',
            MaxBufferSize = LongestRow,
            Culture = CultureInfo.InvariantCulture,
            StringFactory = new CellPool().Take,
        };
        using var source = new StringReader(text);
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
    }

    private void End()
    {
        if (Columns.Count == 0)
        {
            Find(1, "", "文件没有内容。", "第一行应为列名。");
        }
    }

    private TextRow Row(int number, string[] cells)
    {
        if (cells.Length > Columns.Count)
        {
            Find(number, "", $"该行有{cells.Length}格，表头只有{Columns.Count}列。", "含逗号的内容请加双引号。");
        }

        return new TextRow(this, new RowLocation(File, number), cells);
    }
}
