using System.Text;

namespace Evaluation.Office.Imports;

/// <summary>
/// How a file was read, so that a person can hold it against what the screen shows: which sheet, how many rows, what
/// was passed over, and how cells were understood that do not say it themselves.
/// </summary>
public sealed class Account
{
    private const int ShownOfColumn = 20;

    private readonly RowNumbers blank = new();
    private readonly RowNumbers hidden = new();
    private readonly RowNumbers examples = new();
    private readonly List<string> remarks = [];
    private readonly Dictionary<(int Row, string Column), (string Shown, string Understood)> understood = [];
    private int header;
    private int read;

    internal Account(string file) => File = file;

    /// <summary>The file's name.</summary>
    public string File { get; }

    /// <summary>Whether every row was read, and every cell as it says itself.</summary>
    public bool IsPlain => blank.Count + hidden.Count + examples.Count + remarks.Count + understood.Count == 0;

    /// <summary>The sheet that is read; null for a file without sheets.</summary>
    public string? Sheet { get; internal set; }

    /// <summary>How many rows were read.</summary>
    public int RowsRead => read;

    /// <summary>First the rows, then for each column the cells that were understood in some way.</summary>
    public IReadOnlyList<string> Sentences => [Rows(), .. understood
        .GroupBy(one => one.Key.Column, one => (one.Key.Row, one.Value.Shown, one.Value.Understood))
        .Select(column => Cells(column.Key, [.. column.OrderBy(one => one.Row)]))];

    // The row with the names of the columns.
    internal int Header => Math.Max(header, 1);

    internal void ReadHeader(int row) => header = row;

    internal void Read() => read++;

    // A row that shows how the others are filled in.
    internal void PassExample(int row)
    {
        read--;
        examples.Add(row, row);
    }

    internal void PassBlank(int first, int last) => blank.Add(first, last);

    internal void PassHidden(int row) => hidden.Add(row, row);

    internal void Remark(string sentence) => remarks.Add(sentence);

    // Of two ways in which a cell was understood the later one counts: first its look is known, then its column.
    internal void Understand(int row, string column, string shown, string meant) =>
        understood[(row, column)] = (shown, meant);

    private string Rows()
    {
        var text = new StringBuilder($"{File}：").Append(Sheet is null ? "" : $"工作表“{Sheet}”，")
            .Append(header == 0 ? $"读入{read}行" : $"读入{read}行，第{header}行为列名").Append('；');
        text.Append(blank.Count == 0 ? "" : $"空行{blank.Count}行未读（{blank}）；");
        text.Append(hidden.Count == 0 ? "" : $"隐藏行{hidden.Count}行未读（{hidden}）；");
        text.Append(examples.Count == 0 ? "" : $"示例行未读（{examples}）；");
        text.AppendJoin("", remarks.Select(remark => $"{remark}；"));
        text[^1] = '。';
        return text.ToString();
    }

    private string Cells(string column, IReadOnlyList<(int Row, string Shown, string Understood)> cells)
    {
        var shown = cells.Take(ShownOfColumn).Select(one => $"第{one.Row}行“{one.Shown}”按{one.Understood}理解");
        var rest = cells.Count > ShownOfColumn ? $"；等共{cells.Count}格" : "";
        return $"{File}“{column}”：{string.Join('；', shown)}{rest}。";
    }
}
