using System.Globalization;

namespace Evaluation.Office.Publication;

/// <summary>The one form in which rows of CSV leave the program.</summary>
public static class CsvRow
{
    /// <summary>
    /// The cells as a row, without its line end. A cell that begins like a formula is marked as text, so that a
    /// spreadsheet does not run it; numbers stay numbers.
    /// </summary>
    public static string Of(IEnumerable<string> cells) => string.Join(',', cells.Select(AsText).Select(Quoted));

    private static string AsText(string cell) =>
        cell.Length > 0 && ("=+@\t\r".Contains(cell[0], StringComparison.Ordinal)
            || (cell[0] == '-' && !IsNumber(cell)))
            ? $"'{cell}"
            : cell;

    private static bool IsNumber(string cell) =>
        decimal.TryParse(
            cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out _);

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny("\",\n\r") >= 0
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}
