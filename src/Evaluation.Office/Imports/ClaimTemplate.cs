using System.Collections.Immutable;
using System.Globalization;
using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Office.Imports;

/// <summary>What a template offers and by what it is known again.</summary>
/// <param name="District">The district's short name.</param>
/// <param name="Edition">The number of the rulebook's edition; 0 without one.</param>
public sealed record TemplateWords(string District, int Edition)
{
    /// <summary>The units that may be named; empty where only one may report, which need not be named.</summary>
    public ImmutableArray<string> Units { get; init; } = [];

    /// <summary>All units of the roster.</summary>
    public ImmutableArray<string> Roster { get; init; } = [];

    /// <summary>The names of firms.</summary>
    public ImmutableArray<string> Firms { get; init; } = [];

    /// <summary>The names of projects, or the codes of those without a name of their own.</summary>
    public ImmutableArray<string> Projects { get; init; } = [];

    /// <summary>A day for the example.</summary>
    public DateOnly Day { get; init; } = new(2023, 7, 11);
}

/// <summary>The mark of a template.</summary>
/// <param name="District">The district for which it was made.</param>
/// <param name="Kind">The name of its only kind; empty for all kinds.</param>
/// <param name="Edition">The edition of the rulebook for which it was made; 0 for none.</param>
public sealed record TemplateMark(string District, string Kind, int Edition);

/// <summary>
/// The workbook into which claims are written: the columns of a kind or of all kinds, lists to choose from, formats, a
/// note at each head, an example that is never taken over, and a hidden sheet by which the workbook is known again.
/// </summary>
public static class ClaimTemplate
{
    /// <summary>The hidden sheets: what is offered, and the mark.</summary>
    internal const string Lists = "列表", Mark = "模板";

    private const string Version = "1";
    private const string DistrictHead = "范围", KindHead = "类别", EditionHead = "办法版次", VersionHead = "模板版本";
    private const int LongestName = 25;

    internal static readonly string[] Sheets = [Lists, Mark];

    /// <summary>Makes the workbook.</summary>
    /// <param name="kinds">The kind, or all kinds.</param>
    /// <param name="words">What it offers.</param>
    public static byte[] Make(IReadOnlyList<KindDefinition> kinds, TemplateWords words)
    {
        var only = kinds.Count == 1 ? kinds[0] : null;
        var (columns, examples) = (new List<SheetColumn>(), new List<string>());
        Add(Common(FactColumns.Id, CellLook.Text, "可不填：不填的自动编号，同一行再传不会重复登记。"
            + "外出批次写一个编号，拜访的“所属批次”写同一个编号。写“示例”的行不接收。"), ClaimsFile.Example);
        if (only is null)
        {
            Add(Common(FactColumns.Kind, CellLook.Text, "从下拉列表中选择；各类别只填用到的列，其余留空。") with
            {
                Words = [.. kinds.Select(kind => kind.Label)],
                OnlyWords = true,
            }, kinds[0].Label);
        }

        if (words.Units.Length > 0)
        {
            Add(Common(FactColumns.Unit, CellLook.Text, "填报的单位，从下拉列表中选择。") with
            {
                Words = words.Units,
                OnlyWords = true,
            }, words.Units[0]);
        }

        Add(Common(FactColumns.Day, CellLook.Day, "事情发生的日期，例如 2023-7-11；外出批次写返回的日期。"),
            words.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        foreach (var (column, example) in FieldsOf(kinds, words))
        {
            Add(column, example);
        }

        Add(Common("evidence", CellLook.Text, kinds.Any(kind => kind.Evidence)
            ? "佐证材料的文件名，几个用分号隔开；要求附材料的类别必填。"
            : "可不填：佐证材料的文件名，几个用分号隔开。"), "");
        var sheet = new ClaimSheet
        {
            Name = only is null ? "填报" : NameOf(only.Label),
            Columns = columns,
            Mark = Marked(new TemplateMark(words.District, only?.Name ?? "", words.Edition)),
        };
        sheet.AddExample(2, examples);
        return sheet.ToBytes();

        void Add(SheetColumn column, string example)
        {
            columns.Add(column);
            examples.Add(example);
        }
    }

    /// <summary>The mark of a workbook that was made here; null for any other file.</summary>
    public static TemplateMark? MarkOf(byte[] bytes) =>
        bytes.AsSpan().StartsWith("PK"u8) && TextTable.Hidden(bytes, Mark) is { Rows: [var row, ..] } table
        && table.Columns.Contains(DistrictHead) && table.Columns.Contains(KindHead)
            ? new TemplateMark(
                row[DistrictHead], row[KindHead],
                int.TryParse(row[EditionHead], NumberStyles.None, CultureInfo.InvariantCulture, out var edition)
                    ? edition : 0)
            : null;

    // What the hidden sheet says.
    internal static IReadOnlyList<(string Head, string Value)> Marked(TemplateMark mark) =>
    [
        (VersionHead, Version), (DistrictHead, mark.District), (KindHead, mark.Kind),
        (EditionHead, mark.Edition.ToString(CultureInfo.InvariantCulture)),
    ];

    // Of kinds that call different fields alike the column is one; what it must hold depends on the row.
    private static IEnumerable<(SheetColumn Column, string Example)> FieldsOf(
        IReadOnlyList<KindDefinition> kinds, TemplateWords words) =>
        kinds.SelectMany(kind => kind.Fields.Select(field => (Kind: kind, Field: field,
                Head: FactColumns.HeadOf(kind, field))))
            .GroupBy(one => one.Head)
            .Select(column =>
            {
                var types = column.Select(one => one.Field.Type).Distinct().ToList();
                var offered = column.Select(one => OfferedFor(one.Field, words)).ToList();
                var first = column.First();
                return (
                    new SheetColumn(column.Key, types is [FieldType.Date] ? CellLook.Day
                        : types is [FieldType.Integer] ? CellLook.Number : CellLook.Text)
                    {
                        Note = string.Join('\n', column.GroupBy(one => NoteOf(one.Field)).Select(note =>
                            kinds.Count == 1 ? note.Key
                                : $"{string.Join('、', note.Select(one => one.Kind.Label))}：{note.Key}")),
                        Words = [.. offered.SelectMany(one => one).Distinct()],
                        OnlyWords = types.TrueForAll(
                            type => type is FieldType.Choice or FieldType.Flag or FieldType.Unit),
                    },
                    first.Kind == kinds[0] ? ExampleOf(first.Field, words) : "");
            });

    private static ImmutableArray<string> OfferedFor(FieldDefinition field, TemplateWords words) => field.Type switch
    {
        FieldType.Choice => [.. field.Choices.Select(choice => choice.Label)],
        FieldType.Flag => ["是", "否"],
        FieldType.Unit => words.Roster,
        FieldType.Enterprise => words.Firms,
        FieldType.Project => words.Projects,
        _ => [],
    };

    private static string NoteOf(FieldDefinition field) => (field.Required ? "必填。" : "可不填。") + field.Type switch
    {
        FieldType.Money => "写明单位，例如 3000万元、1.2亿元。",
        FieldType.Integer => field.Negative ? "整数，可为负。" : "不小于0的整数。",
        FieldType.Decimal => field.Negative ? "数字，可为负。" : "不小于0的数字。",
        FieldType.Date => "日期，例如 2023-7-11。",
        FieldType.Flag => "是或否。",
        FieldType.Choice => $"从中选一：{string.Join('、', field.Choices.Select(choice => choice.Label))}。",
        FieldType.Unit => "名册上的单位。",
        FieldType.Enterprise => "已登记企业的名称、别名、代号或统一社会信用代码。",
        FieldType.Project => "已登记项目的名称或代号。",
        FieldType.Claim => "外出批次的编号。",
        _ => "不超过200个字。",
    };

    private static string ExampleOf(FieldDefinition field, TemplateWords words) => field.Type switch
    {
        FieldType.Money => "3000万元",
        FieldType.Integer => "1",
        FieldType.Decimal => "0.5",
        FieldType.Date => words.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldType.Claim => "",
        FieldType.Enterprise => words.Firms.FirstOrDefault("某某有限公司"),
        FieldType.Project => words.Projects.FirstOrDefault("某某项目"),
        FieldType.Text => "文字",
        _ => OfferedFor(field, words).FirstOrDefault(""),
    };

    private static SheetColumn Common(string name, CellLook look, string note) =>
        new(FactColumns.LabelOf(name)!, look) { Note = note };

    // The name of a sheet has at most 31 characters and none of these.
    private static string NameOf(string label) =>
        string.Concat(label.Where(letter => !"[]:*?/\\'".Contains(letter)).Take(LongestName));
}
