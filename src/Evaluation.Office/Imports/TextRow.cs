using System.Globalization;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Imports;

/// <summary>One row of a file. A cell that cannot be read leaves a fault and gives the type's zero.</summary>
public sealed class TextRow
{
    private static readonly string[] TimeForms = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mmzzz"];

    private readonly TextTable table;
    private readonly string[] cells;

    internal TextRow(TextTable table, RowLocation location, string[] cells) =>
        (this.table, Location, this.cells) = (table, location, cells);

    /// <summary>The row's location.</summary>
    public RowLocation Location { get; }

    /// <summary>The text of a cell; empty when the column is missing or the row is short.</summary>
    public string this[string column]
    {
        get
        {
            var at = table.IndexOf(column);
            return at >= 0 && at < cells.Length ? cells[at] : "";
        }
    }

    /// <summary>A text that must be given.</summary>
    public string Text(string column)
    {
        var text = this[column];
        if (text.Length == 0 && table.Columns.Contains(column))
        {
            Find(column, $"“{column}”没有填写。", "请补填。");
        }

        return text;
    }

    /// <summary>A text; null when the cell is empty.</summary>
    public string? TextOrNull(string column) => this[column] is { Length: > 0 } text ? text : null;

    /// <summary>A day that must be given.</summary>
    public DateOnly Date(string column) => Text(column) is { Length: > 0 } ? DateOrNull(column) ?? default : default;

    /// <summary>A day; null when the cell is empty.</summary>
    public DateOnly? DateOrNull(string column)
    {
        var text = this[column];
        if (text.Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Find(column, $"“{text}”不是日期。", "请按 年-月-日 填写，例如 2023-03-01。");
        return null;
    }

    /// <summary>A moment with its offset from universal time, which must be given.</summary>
    public DateTimeOffset Time(string column)
    {
        var text = Text(column);
        var moment = ReadTime(text);
        if (moment is null && text.Length > 0)
        {
            Find(column, $"“{text}”不是带时区的时间。", "请按 2023-03-01T09:30:00+08:00 填写。");
        }

        return moment ?? default;
    }

    /// <summary>A moment with its offset from universal time; null when the text is none.</summary>
    internal static DateTimeOffset? ReadTime(string text) =>
        DateTimeOffset.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
            : null;

    /// <summary>An exact number that must be given.</summary>
    public decimal Number(string column)
    {
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        var text = Text(column);
        if (text.Length is > 0 and <= 20
            && decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        if (text.Length > 0)
        {
            Find(column, $"“{text}”不是数字。", "请填写数字，例如 -0.5。");
        }

        return 0m;
    }

    /// <summary>An amount of money with its unit, in yuan; 0 when the cell is empty.</summary>
    public decimal MoneyOrZero(string column)
    {
        var text = this[column];
        if (text.Length == 0)
        {
            return 0m;
        }

        if (Money.Parse(text, out var why) is { } yuan)
        {
            return yuan;
        }

        Find(column, why, "请写明单位，例如 3000万、1.2亿。");
        return 0m;
    }

    /// <summary>Yes or no, which must be given.</summary>
    public bool Flag(string column)
    {
        var text = Text(column);
        if (text.Length > 0 && text is not ("true" or "false" or "是" or "否"))
        {
            Find(column, $"“{text}”不是“是”或“否”。", "请填写 true 或 false（是、否亦可）。");
        }

        return text is "true" or "是";
    }

    /// <summary>One of some words, which must be given.</summary>
    public string OneOf(string column, IReadOnlyCollection<string> words)
    {
        var text = Text(column);
        if (text.Length > 0 && !words.Contains(text))
        {
            Find(column, $"“{column}”不能是“{text}”。", Finding.Nearest(text, words));
        }

        return text;
    }

    /// <summary>A week by its name, which must be given.</summary>
    public Week Week(string column, DayOfWeek firstDay)
    {
        var text = Text(column);
        var week = Evaluation.Rulebooks.Words.Week.Parse(text, firstDay);
        if (week is null && text.Length > 0)
        {
            Find(column, $"“{text}”不是一周的名称。", "请按 2023-W05 填写。");
        }

        return week ?? default;
    }

    /// <summary>Several texts in one cell, parted by semicolons.</summary>
    public IReadOnlyList<string> Several(string column) =>
        this[column].Split(';', '；').Select(text => text.Trim()).Where(text => text.Length > 0).ToList();

    /// <summary>Several pairs in one cell: `name:value` or `name=value`, parted by semicolons.</summary>
    public IReadOnlyList<(string Name, string Value)> Pairs(string column, char between)
    {
        var pairs = new List<(string, string)>();
        foreach (var text in Several(column))
        {
            var at = text.IndexOf(between, StringComparison.Ordinal);
            if (at > 0)
            {
                pairs.Add((text[..at].Trim(), text[(at + 1)..].Trim()));
            }
            else
            {
                Find(column, $"“{text}”中没有“{between}”。", $"请写成 名称{between}内容，多项以分号隔开。");
            }
        }

        return pairs;
    }

    /// <summary>Shares such as `永安镇:0.6;新区投资促进局:0.4`; none when the cell is empty.</summary>
    public IReadOnlyList<Share> Shares(string column)
    {
        var pairs = Pairs(column, ':');
        if (pairs.Count == 0)
        {
            return [];
        }

        const NumberStyles styles = NumberStyles.AllowDecimalPoint;
        var shares = pairs.Select(pair => new Share(
            pair.Name,
            decimal.TryParse(pair.Value, styles, CultureInfo.InvariantCulture, out var part) ? part : 0m)).ToList();
        if (Share.Check(shares) is { } refusal)
        {
            Find(column, refusal.What, refusal.Remedy);
        }

        return shares;
    }

    /// <summary>Leaves a fault at a cell of this row.</summary>
    public void Find(string column, string what, string remedy) => table.Find(Location.Row, column, what, remedy);
}
