namespace Evaluation.Office.Imports;

/// <summary>The location of a row.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Row">As a spreadsheet counts: the header is row 1.</param>
public readonly record struct RowLocation(string File, int Row)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File} 第{Row}行";
}

/// <summary>Something wrong in a file that is to be taken in.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Row">As a spreadsheet counts, the header is row 1; 0 when the whole file is meant.</param>
/// <param name="Column">The column's name; empty when the whole row is meant.</param>
/// <param name="What">What is wrong, one Chinese sentence.</param>
/// <param name="Remedy">What would be right.</param>
public sealed record Fault(string File, int Row, string Column, string What, string Remedy)
{
    /// <summary>
    /// The cell as a spreadsheet names it, for example C7; empty when no single cell is meant or known.
    /// </summary>
    public string Cell { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Row == 0 ? $"{File}：{What}{Remedy}"
        : Column.Length == 0 ? $"{File} 第{Row}行：{What}{Remedy}"
        : $"{File} 第{Row}行“{Column}”{(Cell.Length == 0 ? "" : $"（{Cell}）")}：{What}{Remedy}";
}
