using System.Globalization;

namespace Evaluation.Office.Lists;

/// <summary>A column of a list that leaves the program as a file.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Width">How wide it is in a workbook, in characters.</param>
/// <param name="Text">The cell of a row as text; empty for none.</param>
public sealed record ListColumn<T>(string Heading, int Width, Func<T, string> Text)
{
    /// <summary>The day of a row, in a column of days; null in another one.</summary>
    public Func<T, DateOnly>? Day { get; internal init; }

    /// <summary>The number of a row, null for none, in a column of numbers; null in another one.</summary>
    public Func<T, decimal?>? Number { get; internal init; }
}

/// <summary>Columns that hold more than texts.</summary>
public static class ListColumns
{
    /// <summary>A column of days.</summary>
    public static ListColumn<T> OfDays<T>(string heading, Func<T, DateOnly> day) =>
        new(heading, 12, row => day(row).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) { Day = day };

    /// <summary>A column of numbers; a cell without one is empty.</summary>
    public static ListColumn<T> OfNumbers<T>(string heading, Func<T, decimal?> number) =>
        new(heading, 10, row => number(row)?.ToString(CultureInfo.InvariantCulture) ?? "") { Number = number };
}
