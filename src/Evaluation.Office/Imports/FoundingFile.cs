using Evaluation.Office.Mandates;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Imports;

/// <summary>A sheet of the workbook with which a district begins.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, all of which must be there.</param>
public sealed record FoundingSheet(string Name, IReadOnlyList<string> Columns);

/// <summary>Units, leaders and people with which a district begins, row by row.</summary>
/// <param name="Units">Units in protocol order.</param>
/// <param name="Leaders">Who leads which unit.</param>
/// <param name="People">Who is what, one row for each role of a person.</param>
public sealed record FoundingList(
    IReadOnlyList<RosterRow> Units, IReadOnlyList<LeaderRow> Leaders, IReadOnlyList<PersonRow> People);

/// <summary>What could be read of a list.</summary>
/// <param name="List">The rows in which nothing is wrong, but for those of units of which something is.</param>
/// <param name="Faults">What is wrong; with one of them nothing may be taken.</param>
public sealed record FoundingRead(FoundingList List, IReadOnlyList<Fault> Faults);

/// <summary>The workbook with which a district begins: three sheets in the words of the office.</summary>
public static class FoundingFile
{
    /// <summary>The sheets.</summary>
    public const string Units = "单位", Leaders = "领导", People = "人员";

    /// <summary>Columns of the sheets.</summary>
    public const string Short = "简称", Name = "名称", Kind = "类别", Group = "组别", From = "起始日期", Unit = "单位",
        Person = "姓名", Post = "职务", Account = "登录名", Role = "角色";

    /// <summary>The most rows of a sheet; a district has fewer units than a county has towns and departments.</summary>
    public const int MostRows = 1000;

    private static readonly Dictionary<string, string> PostWords = new(StringComparer.Ordinal)
    {
        ["党政一把手"] = "top",
        ["班子成员"] = "member",
    };

    private static readonly Dictionary<string, string> RoleWords =
        MandateRoll.Roles.ToDictionary(MandateRoll.LabelOf, role => role, StringComparer.Ordinal);

    /// <summary>The three sheets with their columns.</summary>
    public static IReadOnlyList<FoundingSheet> Sheets { get; } =
    [
        new(Units, [Short, Name, Kind, Group, From]), new(Leaders, [Unit, Person, Post, From]),
        new(People, [Person, Account, Role, Unit]),
    ];

    /// <summary>The words for posts and for roles, in the order in which they are offered.</summary>
    public static IReadOnlyCollection<string> Posts => PostWords.Keys;

    /// <summary>The words for roles.</summary>
    public static IReadOnlyCollection<string> Roles => RoleWords.Keys;

    /// <summary>What faults call a sheet.</summary>
    public static string Called(string sheet) => $"“{sheet}”";

    /// <summary>Reads the sheets of a workbook (.xlsx); those that it does not have are left out.</summary>
    public static IReadOnlyDictionary<string, TextTable> Workbook(byte[] bytes)
    {
        var tables = new Dictionary<string, TextTable>(StringComparer.Ordinal);
        foreach (var sheet in Sheets)
        {
            if (TextTable.Sheet(Called(sheet.Name), bytes, sheet.Name) is { } table)
            {
                tables[sheet.Name] = table;
                if (table.Columns.Count == 0 && table.Faults.Count > 0)
                {
                    return tables; // A file that cannot be read has one fault and not three.
                }
            }
        }

        return tables;
    }

    /// <summary>Reads rows that were pasted from a spreadsheet, with or without the names of the columns.</summary>
    /// <param name="sheet">The sheet that they belong to.</param>
    /// <param name="text">The rows; cells are parted by tabs or commas.</param>
    public static TextTable Pasted(FoundingSheet sheet, string text)
    {
        var first = text.TrimStart('\r', '\n').Split('\n')[0];
        var separator = first.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
        return TextTable.Csv(
            Called(sheet.Name),
            first.Split(separator).Any(cell => sheet.Columns.Contains(cell.Trim()))
                ? text
                : $"{string.Join(separator, sheet.Columns)}\n{text}");
    }

    /// <summary>The rows of a table as <see cref="Pasted"/> reads them, each in the line of its number.</summary>
    public static string TextOf(TextTable table)
    {
        var (lines, at) = (new List<string>(), table.Account.Header);
        lines.AddRange(Enumerable.Repeat("", at - 1).Append(CsvRow.Of(table.Columns)));
        foreach (var row in table.Rows.Take(MostRows))
        {
            lines.AddRange(Enumerable.Repeat("", Math.Clamp(row.Location.Row - lines.Count - 1, 0, MostRows)));
            lines.Add(CsvRow.Of(row.Cells.Select(cell => cell.ReplaceLineEndings(" "))));
        }

        return string.Join('\n', lines);
    }

    /// <summary>Reads the rows of the sheets that there are.</summary>
    public static FoundingRead Read(IReadOnlyDictionary<string, TextTable> tables)
    {
        var faults = new List<Fault>();
        var list = new FoundingList(
            Rows(tables, 0, UnitOf, faults, Short), Rows(tables, 1, LeaderOf, faults),
            Rows(tables, 2, PersonOf, faults));
        if (tables.Count == 0)
        {
            faults.Add(new Fault(
                "工作簿", 0, "", $"没有名为“{string.Join("”“", Sheets.Select(one => one.Name))}”的工作表。",
                "请下载模板，填写后上传。"));
        }

        faults.AddRange(TwoNames(list.People));
        return new FoundingRead(Sound(list, tables, faults), faults);
    }

    // What can be looked at further, so that all faults are named at once and none because of another.
    private static FoundingList Sound(
        FoundingList list, IReadOnlyDictionary<string, TextTable> tables, List<Fault> faults)
    {
        var wrong = faults.Select(fault => new RowLocation(fault.File, fault.Row)).ToHashSet();
        if (!wrong.IsSubsetOf(tables.Values.SelectMany(table => table.Rows).Select(row => row.Location)))
        {
            return new FoundingList([], [], []);
        }

        var units = list.Units.Where(row => wrong.Contains(row.Location)).Select(row => row.Unit).ToHashSet();
        return new FoundingList(
            [.. list.Units.Where(row => !wrong.Contains(row.Location) && !units.Contains(row.Unit))],
            [.. list.Leaders.Where(row => !wrong.Contains(row.Location) && !units.Contains(row.Unit))],
            [.. list.People.Where(row => !wrong.Contains(row.Location) && !units.Contains(row.Unit ?? ""))]);
    }

    private static IReadOnlyList<T> Rows<T>(
        IReadOnlyDictionary<string, TextTable> tables, int at, Func<TextRow, T> read, List<Fault> faults,
        string? unique = null)
    {
        var sheet = Sheets[at];
        if (!tables.TryGetValue(sheet.Name, out var table))
        {
            return [];
        }

        if (table.Rows.Count > MostRows)
        {
            table.Find(0, "", $"超过{MostRows}行。", "请删去与本范围无关的行。");
        }

        var imported = Imported<T>.Of(table.Expect(sheet.Columns, []), read, unique);
        faults.AddRange(imported.Faults);
        return imported.Rows;
    }

    private static RosterRow UnitOf(TextRow row) => new(
        row.Location, Named(row, Short), row.Text(Name), row.Text(Kind), row.Text(Group), row.Date(From), null);

    private static LeaderRow LeaderOf(TextRow row) => new(
        row.Location, row.Text(Unit), row.Text(Person),
        PostWords.GetValueOrDefault(row.OneOf(Post, PostWords.Keys), ""), row.Date(From), null);

    private static PersonRow PersonOf(TextRow row) => new(
        row.Location, Typed.Narrow(row.Text(Account)), row.Text(Person),
        RoleWords.GetValueOrDefault(row.OneOf(Role, RoleWords.Keys), ""), row.TextOrNull(Unit));

    // It stands in addresses.
    private static string Named(TextRow row, string column)
    {
        var text = row.Text(column);
        if (text.Any(letter => letter is '/' or '\\' or '?' or '#' or '%'))
        {
            row.Find(column, $"“{text}”含有不能用于简称的符号。", "请只用汉字、字母、数字和连字符。");
        }

        return text;
    }

    private static IEnumerable<Fault> TwoNames(IReadOnlyList<PersonRow> people) =>
        from same in people.Where(row => row.Account.Length > 0).GroupBy(row => row.Account, StringComparer.Ordinal)
        let first = same.First()
        from other in same.Where(row => row.Name != first.Name)
        select new Fault(
            other.Location.File, other.Location.Row, Account,
            $"登录名“{other.Account}”在第{first.Location.Row}行属于“{first.Name}”。", "同一登录名只能是一个人。");
}
