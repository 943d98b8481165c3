using System.Globalization;

namespace Evaluation.Office.Lists;

/// <summary>
/// A place in a list: after which row one goes on. It stays where it is when rows come, go or change.
/// </summary>
/// <param name="Sorted">What the row is sorted by, as it was then.</param>
/// <param name="Id">The row's number, which parts equals.</param>
public readonly record struct ListKey(string Sorted, string Id)
{
    /// <summary>The place as an address holds it.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Sorted.Length}.{Sorted}{Id}");

    /// <summary>The place that a text names; null for none.</summary>
    public static ListKey? Parse(string? text) =>
        text?.IndexOf('.', StringComparison.Ordinal) is { } point and > 0
        && int.TryParse(text.AsSpan(0, point), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
        && length < text.Length - point - 1
            ? new ListKey(text.Substring(point + 1, length), text[(point + 1 + length)..])
            : null;

    /// <summary>Which of two places comes first, by code points: less than 0 for this one.</summary>
    public int CompareTo(ListKey other) =>
        string.CompareOrdinal(Sorted, other.Sorted) is var by and not 0 ? by : string.CompareOrdinal(Id, other.Id);
}
