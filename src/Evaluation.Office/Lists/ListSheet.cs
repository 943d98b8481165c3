using DocumentFormat.OpenXml.Packaging;

namespace Evaluation.Office.Lists;

/// <summary>A list that becomes a sheet of a workbook beside others.</summary>
public sealed class ListSheet
{
    private readonly Action<WorksheetPart> write;

    private ListSheet(string name, Action<WorksheetPart> write) => (Name, this.write) = (name, write);

    /// <summary>What the sheet is called.</summary>
    public string Name { get; }

    /// <summary>A list with its columns.</summary>
    /// <param name="name">What the sheet is called, at most 31 characters.</param>
    /// <param name="rows">At most a million.</param>
    public static ListSheet Of<T>(string name, IReadOnlyList<ListColumn<T>> columns, IReadOnlyList<T> rows) =>
        new(name, part => ListFile.WriteSheet(part, columns, rows));

    internal void WriteTo(WorksheetPart part) => write(part);
}
