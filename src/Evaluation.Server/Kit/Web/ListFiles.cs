using Evaluation.Office.Lists;

namespace Evaluation.Server.Kit.Web;

/// <summary>Lists as files: exactly the rows that are asked for, all of them.</summary>
public static class ListFiles
{
    /// <summary>The media type of a workbook.</summary>
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The rows as CSV.</summary>
    /// <param name="name">What the list is called, in print.</param>
    public static IResult Csv<T>(string name, IReadOnlyList<ListColumn<T>> columns, IEnumerable<T> rows) =>
        Results.Stream(
            stream => ListFile.WriteCsvAsync(stream, columns, rows, CancellationToken.None),
            "text/csv; charset=utf-8", $"{name}.csv");

    /// <summary>The rows as a workbook.</summary>
    /// <param name="name">What the list is called, in print; also the name of its sheet.</param>
    public static IResult Xlsx<T>(string name, IReadOnlyList<ListColumn<T>> columns, IEnumerable<T> rows) =>
        Packed(name, file => ListFile.WriteWorkbook(file, name, columns, rows));

    /// <summary>Several lists as the sheets of one workbook.</summary>
    /// <param name="name">What the workbook is called, in print.</param>
    public static IResult Xlsx(string name, IEnumerable<ListSheet> lists) =>
        Packed(name, file => ListFile.WriteWorkbook(file, lists));

    private static IResult Packed(string name, Action<Stream> write)
    {
        // A workbook is a packed file whose parts are written one after another: it cannot go out as it is made.
        var file = new MemoryStream();
        write(file);
        file.Position = 0;
        return Results.Stream(file, Workbook, $"{name}.xlsx");
    }
}
