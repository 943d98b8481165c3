using System.Text.Encodings.Web;
using System.Text.Json;
using Evaluation.Office.Publication;
using Evaluation.Server.Kit.Store;
using Spectre.Console;

namespace Evaluation.Server.Kit.Cli;

/// <summary>Results as tables, JSON or CSV.</summary>
internal static class Output
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Chinese stays readable.
        WriteIndented = true,
        Converters = { new EnumWords() },
    };

    /// <summary>JSON.</summary>
    public static void Json(Shell shell, object value) =>
        shell.Out.WriteLine(JsonSerializer.Serialize(value, Readable));

    /// <summary>CSV with a header.</summary>
    public static void Csv(Shell shell, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        foreach (var row in rows.Prepend(header))
        {
            shell.Out.WriteLine(CsvRow.Of(row));
        }
    }

    /// <summary>A table; headings that begin with `&gt;` are set to the right.</summary>
    public static void Table(
        Shell shell, string title, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = shell.Interactive ? TableBorder.Rounded : TableBorder.Simple };
        shell.Out.WriteLine(title);
        foreach (var heading in header)
        {
            var right = heading.StartsWith('>');
            table.AddColumn(new TableColumn(Markup.Escape(right ? heading[1..] : heading))
            {
                Alignment = right ? Justify.Right : Justify.Left,
                NoWrap = right && !shell.Interactive,
            });
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        shell.Write(table);
        shell.Out.WriteLine();
    }

    /// <summary>Rows of texts in one of the formats.</summary>
    public static void Rows<T>(
        Shell shell, string format, string what,
        IReadOnlyList<(string Name, string Heading, Func<T, string> Cell)> columns, IReadOnlyList<T> rows)
    {
        var cells = rows.Select(row => columns.Select(column => column.Cell(row)).ToArray());
        switch (format)
        {
            case Ask.Json:
                Json(shell, new Dictionary<string, object>
                {
                    [what] = rows.Select(
                        row => columns.ToDictionary(column => column.Name, column => column.Cell(row))),
                });
                break;
            case Ask.Csv:
                Csv(shell, [.. columns.Select(column => column.Name)], cells);
                break;
            default:
                Table(shell, $"共{rows.Count}行", [.. columns.Select(column => column.Heading)], cells);
                break;
        }
    }
}
