namespace Evaluation.Office.Imports;

/// <summary>One text for all cells that say the same: units, kinds and days fill most of a large file.</summary>
internal sealed class CellPool
{
    private const int Longest = 40;
    private const int Most = 10_000;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> texts =
        new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text of some letters.</summary>
    public string Take(char[] letters, int from, int length)
    {
        var cell = letters.AsSpan(from, length);
        if (length == 0 || length > Longest)
        {
            return cell.ToString();
        }

        if (!texts.TryGetValue(cell, out var text) && texts.Set.Count < Most)
        {
            texts.Add(cell);
            texts.TryGetValue(cell, out text);
        }

        return text ?? cell.ToString();
    }
}
