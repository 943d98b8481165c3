namespace Evaluation.Office.Lists;

/// <summary>An order of a list.</summary>
/// <param name="Name">Its word in addresses.</param>
/// <param name="By">What a row is sorted by, as a text that compares by its code points.</param>
/// <param name="Id">A row's number, which parts equals.</param>
/// <param name="Falling">Whether the last comes first.</param>
public sealed record ListOrder<T>(string Name, Func<T, string> By, Func<T, string> Id, bool Falling = false)
{
    /// <summary>The word with its direction, as an address holds it: `-day` is the newest first.</summary>
    public string Word => Falling ? $"-{Name}" : Name;

    /// <summary>A page of rows in this order.</summary>
    /// <param name="rows">All rows of the list, in any order.</param>
    /// <param name="after">The place after which the page begins; null for the beginning.</param>
    /// <param name="most">How many rows it holds at most.</param>
    public ListPage<T> Page(IEnumerable<T> rows, ListKey? after, int most)
    {
        var sorted = Sorted(rows);
        var start = after is { } place ? sorted.FindIndex(row => Follows(row.Key, place)) : 0;
        start = start < 0 ? sorted.Count : start;
        var page = sorted.GetRange(start, Math.Min(most, sorted.Count - start));
        return new ListPage<T>(
            page.ConvertAll(row => row.Row), sorted.Count, start,
            start > most ? sorted[start - most - 1].Key : null,
            start + page.Count < sorted.Count && page.Count > 0 ? page[^1].Key : null);
    }

    /// <summary>All rows in this order.</summary>
    public IEnumerable<T> All(IEnumerable<T> rows) => Sorted(rows).Select(row => row.Row);

    /// <summary>The first row after a place; default for none.</summary>
    /// <param name="sorted">Rows in this order.</param>
    public T? After(IEnumerable<T> sorted, ListKey place) => sorted.FirstOrDefault(row => Follows(KeyOf(row), place));

    /// <summary>The place of a row.</summary>
    public ListKey KeyOf(T row) => new(By(row), Id(row));

    private bool Follows(ListKey key, ListKey place) =>
        Falling ? key.CompareTo(place) < 0 : key.CompareTo(place) > 0;

    private List<(ListKey Key, T Row)> Sorted(IEnumerable<T> rows)
    {
        var sorted = rows.Select(row => (Key: KeyOf(row), Row: row)).ToList();

        // Most lists come in the order of days already.
        if (!IsRising(sorted))
        {
            sorted.Sort((one, other) => one.Key.CompareTo(other.Key));
        }

        if (Falling)
        {
            sorted.Reverse();
        }

        return sorted;
    }

    private static bool IsRising(List<(ListKey Key, T Row)> rows)
    {
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i - 1].Key.CompareTo(rows[i].Key) > 0)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>The orders of a list.</summary>
public static class ListOrders
{
    /// <summary>The order that an address names among some; the first of them when it names none.</summary>
    public static ListOrder<T> Of<T>(IReadOnlyList<ListOrder<T>> orders, string? word)
    {
        var falling = word?.StartsWith('-') == true;
        return orders.FirstOrDefault(one => one.Name == (falling ? word![1..] : word)) is { } named
            ? named with { Falling = falling }
            : orders[0];
    }
}
