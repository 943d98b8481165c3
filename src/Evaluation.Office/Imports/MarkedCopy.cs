namespace Evaluation.Office.Imports;

/// <summary>Something to look at in a row that may be taken in all the same.</summary>
/// <param name="Row">The row, as a spreadsheet counts.</param>
/// <param name="Text">One Chinese sentence.</param>
public sealed record RowRemark(int Row, string Text);

/// <summary>
/// A copy of a file of rows in which every faulty cell is marked and says what to do: the cells stay where they are, so
/// that the copy is put right and sent again.
/// </summary>
public static class MarkedCopy
{
    /// <summary>Makes the copy.</summary>
    /// <param name="table">The file as it was read.</param>
    /// <param name="faults">What is wrong, with cells where they are known.</param>
    /// <param name="remarks">What should be looked at.</param>
    /// <param name="mark">The mark of the file, if it was a template.</param>
    public static byte[] Make(
        TextTable table, IEnumerable<Fault> faults, IEnumerable<RowRemark> remarks, TemplateMark? mark)
    {
        var sheet = new ClaimSheet
        {
            Name = table.Account.Sheet is { Length: > 0 } name ? name : "填报",
            HeadRow = table.Account.Header,
            Columns = [.. table.Columns.Select(head => new SheetColumn(head, CellLook.Text))],
            Mark = mark is null ? [] : ClaimTemplate.Marked(mark),
        };
        foreach (var row in table.Rows)
        {
            sheet.Add(row.Location.Row, row.Cells);
        }

        foreach (var fault in faults)
        {
            sheet.MarkCell(
                Math.Max(fault.Row, table.Account.Header), ColumnOf(fault, table), fault.What + fault.Remedy,
                wrong: true);
        }

        foreach (var remark in remarks)
        {
            sheet.MarkCell(remark.Row, 0, remark.Text, wrong: false);
        }

        return sheet.ToBytes();
    }

    // What is about no single cell stands at the first one of its row.
    private static int ColumnOf(Fault fault, TextTable table)
    {
        var column = 0;
        foreach (var letter in fault.Cell.TakeWhile(char.IsAsciiLetterUpper))
        {
            column = (column * 26) + (letter - 'A') + 1;
        }

        return column > 0 ? column - 1 : Math.Max(0, table.IndexOf(fault.Column));
    }
}
