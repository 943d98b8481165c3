using System.Collections.Immutable;
using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Office.Tests.Imports;

/// <summary>The files in `Field`, each made after a report of what went wrong in an office.</summary>
internal static class FieldFile
{
    /// <summary>The kind of fact that these files hold.</summary>
    public static readonly ImmutableArray<KindDefinition> Kinds =
    [
        new("note", "事项",
        [
            new FieldDefinition("name", "名称", FieldType.Text, true),
            new FieldDefinition("amount", "金额", FieldType.Money, false),
            new FieldDefinition("n", "数", FieldType.Decimal, false),
            new FieldDefinition("started_on", "开工日期", FieldType.Date, false),
            new FieldDefinition("yes", "是否", FieldType.Flag, false),
        ]),
    ];

    /// <summary>The bytes of a file, for example `csv-forms/semi.csv`.</summary>
    public static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(
        Sample.Root(), "tests", "Evaluation.Office.Tests", "Imports", "Field", file));

    /// <summary>A file as a table.</summary>
    public static TextTable Table(string file) => file.EndsWith(".xlsx", StringComparison.Ordinal)
        ? TextTable.Workbook(file, Bytes(file), TimeSpan.FromHours(8))
        : TextTable.Csv(file, PlainText.Read(file, Bytes(file), TextSort.Table).Value);

    /// <summary>A file of notes with the given header behind its first five columns, and one row.</summary>
    public static TextTable Notes(string header, params string[] rows) => TextTable.Csv(
        "notes.csv", $"id,kind,unit,occurred_on,recorded_at,name{header}\n{string.Join('\n', rows)}\n");
}
