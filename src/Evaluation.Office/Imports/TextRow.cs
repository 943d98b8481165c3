using System.Globalization;
using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Imports;

/// <summary>One row of a file. A cell that cannot be read leaves a fault and gives the type's zero.</summary>
public sealed partial class TextRow
{
    private static readonly string[] TimeForms = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mmzzz"];

    private readonly TextTable table;
    private readonly string[] cells;

    internal TextRow(TextTable table, RowLocation location, string[] cells) =>
        (this.table, Location, this.cells) = (table, location, cells);

    /// <summary>The row's location.</summary>
    public RowLocation Location { get; }

    /// <summary>The cells as they are, in the order of the file.</summary>
    public IReadOnlyList<string> Cells => cells;

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
    /// <param name="lines">Whether it is a text in sentences, which may have lines, and not a name.</param>
    public string Text(string column, bool lines = false)
    {
        var text = this[column];
        if (text.Length == 0 && table.Columns.Contains(column))
        {
            Find(column, $"“{column}”没有填写。", "请补填。");
        }

        return Printable(column, text, lines);
    }

    /// <summary>A name; null when the cell is empty.</summary>
    public string? TextOrNull(string column) =>
        this[column] is { Length: > 0 } text ? Printable(column, text, lines: false) : null;

    // What turns or breaks the line would be read as another name than is seen.
    private string Printable(string column, string text, bool lines)
    {
        if (Characters.Unprintable(text, lines) is { } character)
        {
            Find(
                column, $"“{column}”含有控制字符、换行、转向字符或残缺字符 U+{(int)character:X4}。",
                "请删去该字符后重新填写。");
        }

        return text;
    }

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

        if (Day(column) is { } day)
        {
            if (!Typed.IsInRange(day))
            {
                Find(column, $"日期{day:yyyy-MM-dd}超出范围。", $"请填写{Typed.Range}之间的日期。");
            }

            return day;
        }

        Find(
            column, $"“{text}”不是日期。",
            Typed.NamesNoYear(text) ? "请写明年份，例如 2023-03-01；全部日期在同一年的文件才可省略年份。"
            : SerialNumber().IsMatch(text) ? "请把该单元格设为日期格式，或按 年-月-日 填写，例如 2023-03-01。"
            : "请按 年-月-日 填写，例如 2023-03-01。");
        return null;
    }

    /// <summary>A last day; null when the cell is empty or says that there is none: 长期, 9999-12-31.</summary>
    public DateOnly? EndOrNull(string column)
    {
        if (!Typed.MeansNoEnd(this[column]))
        {
            return DateOrNull(column);
        }

        table.Account.Understand(Location.Row, column, this[column], "没有截止日期");
        return null;
    }

    /// <summary>A moment with its offset from universal time, which must be given.</summary>
    public DateTimeOffset Time(string column)
    {
        var text = Text(column);
        if (table.DoubtOf(Location.Row, column) is { Moment: { } behind } doubt)
        {
            table.Account.Understand(Location.Row, column, doubt.Shown, behind);
            text = behind;
        }

        var moment = ReadTime(text);
        if (moment is { } far && !Typed.IsInRange(DateOnly.FromDateTime(far.Date)))
        {
            Find(column, $"“{text}”超出范围。", $"请填写{Typed.Range}之间的时间。");
            return default;
        }

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
        var text = Text(column);
        if (Typed.Number(text, signed: true) is { } number)
        {
            Understand(column, FieldType.Decimal);
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
            Understand(column, FieldType.Money);
            return yuan;
        }

        Find(column, why, "请写明单位，写成 3000万、1.2亿 的样子。");
        return 0m;
    }

    /// <summary>Yes or no, which must be given.</summary>
    public bool Flag(string column)
    {
        var text = Text(column);
        var flag = Typed.Flag(text);
        if (flag is null && text.Length > 0)
        {
            Find(column, $"“{text}”不是“是”或“否”。", "请填写 true 或 false（是、否亦可）。");
        }

        Understand(column, FieldType.Flag);
        return flag == true;
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

    /// <summary>
    /// The text of a cell as a field of a type takes it, with a year where the file alone says which. What was
    /// understood and is not written so is left in the file's account.
    /// </summary>
    public string Understand(string column, FieldType type)
    {
        var text = this[column];
        var meant = type switch
        {
            _ when text.Length == 0 => null,
            FieldType.Date => Day(column)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            FieldType.Money => Money.IsPlain(text) ? null
                : Money.Parse(text, out _) is { } yuan ? Money.Format(yuan) : null,
            FieldType.Integer or FieldType.Decimal => PlainNumber().IsMatch(text) ? null
                : Typed.Number(text, signed: true)?.ToString(CultureInfo.InvariantCulture),
            FieldType.Flag => text is "true" or "false" or "是" or "否" ? null
                : Typed.Flag(text) is { } flag ? flag ? "是" : "否" : null,
            _ => null,
        };
        if (meant is not null && type != FieldType.Date)
        {
            table.Account.Understand(Location.Row, column, text, meant);
        }

        return meant is not null && type == FieldType.Date ? meant : text;
    }

    /// <summary>The code of what a cell calls by its name; the text of the cell when it is no such name.</summary>
    /// <param name="codes">Codes by name.</param>
    public string Called(string column, IReadOnlyDictionary<string, string> codes)
    {
        if (!codes.TryGetValue(Sameness.Of(this[column]), out var code))
        {
            return this[column];
        }

        table.Account.Understand(Location.Row, column, this[column], code);
        return code;
    }

    // A day that is not written as the files demand it is left in the account.
    private DateOnly? Day(string column)
    {
        var text = this[column];
        var doubt = table.DoubtOf(Location.Row, column);
        var day = Typed.Day(doubt?.Day ?? text, Typed.NamesNoYear(text) ? table.OnlyYear : null);
        if (day is { } read && (doubt?.Shown ?? text) is var shown
            && shown != read.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        {
            table.Account.Understand(
                Location.Row, column, shown, read.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        return day;
    }

    /// <summary>Leaves a fault at a cell of this row, with what the cell shows and stores when these differ.</summary>
    public void Find(string column, string what, string remedy) => table.Find(
        Location.Row, column,
        table.DoubtOf(Location.Row, column) is { } doubt
            ? $"{what.TrimEnd('。')}（该单元格显示“{doubt.Shown}”，存的是“{doubt.Stored}”）。" : what,
        remedy);

    // A day as a spreadsheet stores it.
    [GeneratedRegex("^[1-9][0-9]{4}([.][0-9]+)?$")]
    private static partial Regex SerialNumber();

    [GeneratedRegex("^-?[0-9]+([.][0-9]+)?$")]
    private static partial Regex PlainNumber();
}
