using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Imports;

/// <summary>
/// Which column of a file holds what of a claim. A column is headed by the word for programs or by the label in print;
/// one label may stand for different fields of different kinds.
/// </summary>
public sealed class FactColumns
{
    private static readonly (string Name, string Label)[] Common =
    [
        (Id, "编号"), (Kind, "类别"), (Unit, "单位"), (Day, "发生日期"), ("recorded_at", "填报时间"),
        ("recorded_by", "填报账号"), ("shares", "分成"), ("evidence", "佐证材料"), ("verified_at", "认定时间"),
        ("verified_by", "认定账号"), ("note", "认定说明"),
    ];

    private readonly TextTable table;
    private readonly IReadOnlyList<KindDefinition> kinds;
    private readonly Dictionary<string, string> heads = new(StringComparer.Ordinal);

    /// <summary>Finds the columns of a file.</summary>
    /// <param name="kinds">The kinds that it may hold.</param>
    public FactColumns(TextTable table, IReadOnlyList<KindDefinition> kinds)
    {
        (this.table, this.kinds) = (table, kinds);
        foreach (var head in table.Columns.Where(head => head.Length > 0))
        {
            heads.TryAdd(Form(head), head);
        }
    }

    /// <summary>Columns that every kind has.</summary>
    public const string Id = "id", Kind = "kind", Unit = "unit", Day = "occurred_on";

    /// <summary>The label of a column that every kind has; null for another name.</summary>
    public static string? LabelOf(string name) => Common.FirstOrDefault(one => one.Name == name).Label;

    /// <summary>
    /// The head under which a field of a kind stands in print: its label, or its name where the label is another
    /// column's.
    /// </summary>
    public static string HeadOf(KindDefinition kind, FieldDefinition field) =>
        Common.Any(one => Form(one.Label) == Form(field.Label))
        || kind.Fields.First(one => Form(one.Label) == Form(field.Label)).Name != field.Name
            ? field.Name
            : field.Label;

    /// <summary>The head in this file of a column that every kind has; null when the file has no such column.</summary>
    public string? HeadOf(string name) => Found(name, LabelOf(name));

    /// <summary>The head in this file of a column of a kind; null when the file has no such column.</summary>
    /// <param name="kind">The kind; null while it is not known.</param>
    /// <param name="name">The word for programs.</param>
    public string? HeadOf(KindDefinition? kind, string name) =>
        LabelOf(name) is { } label ? Found(name, label)
        : kind?.Fields.FirstOrDefault(one => one.Name == name) is { } field ? Found(name, HeadOf(kind, field))
        : table.IndexOf(name) >= 0 ? name
        : null;

    /// <summary>Leaves a fault for each column that is missing, not known, or there twice.</summary>
    /// <param name="required">The names of the columns that must be there.</param>
    public void Check(IEnumerable<string> required)
    {
        var known = Common.SelectMany(one => (string[])[one.Name, one.Label]).Concat(kinds.SelectMany(kind =>
            kind.Fields.SelectMany(field => (string[])[HeadOf(kind, field), field.Name])))
            .ToHashSet(StringComparer.Ordinal);
        var forms = known.Select(Form).ToHashSet(StringComparer.Ordinal);
        table.Expect(
            [.. required.Select(name => HeadOf(name) ?? LabelOf(name)!)],
            [.. known.Concat(table.Columns.Where(head => head.Length > 0 && forms.Contains(Form(head))))]);
        foreach (var (name, label) in Common.Concat(kinds.SelectMany(kind => kind.Fields.Select(
            field => (field.Name, HeadOf(kind, field))))).Distinct())
        {
            if (table.IndexOf(name) >= 0 && heads.TryGetValue(Form(label), out var head) && head != name)
            {
                table.Find(table.Account.Header, head, $"列“{name}”和“{head}”说的是同一项。", "请只保留一列。");
            }
        }
    }

    /// <summary>A fault as this file names its column, with its cell.</summary>
    /// <param name="fault">The fault; its column is a name or a head.</param>
    /// <param name="kind">The kind of the row; null when it is not known.</param>
    public Fault Placed(Fault fault, KindDefinition? kind = null)
    {
        var head = HeadOf(kind, fault.Column) ?? fault.Column;
        var at = table.IndexOf(head);
        return fault with
        {
            // A column that the file does not have is called as it would be headed.
            Column = at >= 0 ? head
                : LabelOf(head) ?? kind?.Fields.FirstOrDefault(field => field.Name == head)?.Label ?? head,
            Cell = at >= 0 ? $"{WorkbookReader.Letters(at)}{fault.Row}"
                : head is [>= 'A' and <= 'Z', ..] && head.All(char.IsAsciiLetterUpper) ? $"{head}{fault.Row}"
                : "",
        };
    }

    /// <summary>The heads of columns that are of a kind and not among some others.</summary>
    internal IEnumerable<string> Further(IReadOnlySet<string> others) => table.Columns.Where(head =>
        head.Length > 0 && !others.Contains(head) && !Common.Any(one => HeadOf(one.Name) == head));

    private string? Found(string name, string? label) =>
        table.IndexOf(name) >= 0 ? name : label is null ? null : heads.GetValueOrDefault(Form(label));

    // A star marks what must be filled.
    private static string Form(string head) => Sameness.Of(head.TrimEnd('*', '＊', ' '));
}
