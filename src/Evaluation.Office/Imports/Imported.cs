namespace Evaluation.Office.Imports;

/// <summary>The rows of a file and what is wrong with it. Rows may be used only when nothing is.</summary>
public sealed record Imported<T>(IReadOnlyList<T> Rows, IReadOnlyList<Fault> Faults)
{
    /// <summary>
    /// Which column holds what, to name the cell of a fault that is found later; null where names do.
    /// </summary>
    public FactColumns? Columns { get; init; }

    /// <summary>Reads each row of a table that has the expected columns; with other columns no row is read.</summary>
    internal static Imported<T> Of(TextTable table, Func<TextRow, T> read, string? unique = null)
    {
        if (table.Faults.Count > 0)
        {
            return new Imported<T>([], table.Faults);
        }

        if (unique is not null)
        {
            table.Unique(unique);
        }

        var rows = table.Rows.Select(read).ToList();
        return new Imported<T>(rows, table.Faults.OrderBy(fault => fault.Row).ToList());
    }
}
