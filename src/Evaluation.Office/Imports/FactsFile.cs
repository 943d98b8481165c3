using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Office.Imports;

/// <summary>Files of facts: `id,kind,unit,occurred_on,recorded_at` and the fields of the kinds they hold.</summary>
public static class FactsFile
{
    private static readonly string[] Required = ["id", "kind", "unit", "occurred_on", "recorded_at"];
    private static readonly string[] Optional = ["recorded_by", "shares", "evidence"];

    /// <summary>Reads a file of facts; each row is checked against its kind.</summary>
    /// <param name="kinds">
    /// The kinds that the file may hold, for example <see cref="KindSet.Reportable"/> of an edition; all built-in
    /// kinds when not given.
    /// </param>
    public static Imported<FactRow> Read(TextTable table, IReadOnlyList<KindDefinition>? kinds = null) =>
        Read(table, kinds ?? BuiltInKinds.BuiltIn, [], (_, fact) => fact);

    /// <summary>Reads a file whose rows hold more than the fact.</summary>
    internal static Imported<T> Read<T>(
        TextTable table, IReadOnlyList<KindDefinition> kinds, IReadOnlyList<string> more,
        Func<TextRow, FactRow, T> join)
    {
        var fields = kinds.SelectMany(kind => kind.Fields).Select(field => field.Name).Distinct().ToList();
        table.Expect(Required, [.. Optional, .. more, .. fields]);
        return Imported<T>.Of(table, row => join(row, Fact(row, fields, kinds)), "id");
    }

    private static FactRow Fact(TextRow row, List<string> fields, IReadOnlyList<KindDefinition> kinds)
    {
        var kind = row.OneOf("kind", kinds.Select(one => one.Name).ToList());
        var definition = kinds.FirstOrDefault(one => one.Name == kind);
        var types = definition?.Fields.ToDictionary(field => field.Name, field => field.Type, StringComparer.Ordinal);
        var given = fields.Where(field => row[field].Length > 0).ToDictionary(
            field => field, field => row.Understand(field, types?.GetValueOrDefault(field) ?? FieldType.Text),
            StringComparer.Ordinal);
        foreach (var fault in definition?.Bind(given).Refusal?.All ?? [])
        {
            row.Find(fault.Where, fault.What, fault.Remedy);
        }

        return new FactRow(
            row.Location, row.Text("id"), kind, row.Text("unit"), row.Date("occurred_on"), row.Time("recorded_at"),
            row.TextOrNull("recorded_by"), given, row.Shares("shares"), row.Several("evidence"));
    }
}
