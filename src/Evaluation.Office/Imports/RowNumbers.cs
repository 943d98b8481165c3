using System.Globalization;

namespace Evaluation.Office.Imports;

/// <summary>Numbers of rows in rising order, kept and printed as ranges.</summary>
internal sealed class RowNumbers
{
    private const int MostRanges = 20;

    private readonly List<(int First, int Last)> ranges = [];

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the rows from one to another; none when the other lies before it.</summary>
    public void Add(int first, int last)
    {
        Count += Math.Max(0, last - first + 1);
        if (ranges.Count > 0 && ranges[^1].Last == first - 1)
        {
            ranges[^1] = (ranges[^1].First, Math.Max(ranges[^1].Last, last));
        }
        else if (last >= first && ranges.Count <= MostRanges)
        {
            ranges.Add((first, last));
        }
    }

    /// <summary>For example 第2、5至9行; beyond twenty ranges only the first ones.</summary>
    public override string ToString()
    {
        var shown = ranges.Take(MostRanges).Select(range => range.First == range.Last
            ? range.First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{range.First}至{range.Last}"));
        return $"第{string.Join('、', shown)}行{(ranges.Count > MostRanges ? "等" : "")}";
    }
}
