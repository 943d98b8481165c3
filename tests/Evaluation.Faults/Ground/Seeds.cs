namespace Evaluation.Faults.Ground;

/// <summary>Small districts: rules, roster and people of one of the repository's, a few firms, no history.</summary>
internal static class Seeds
{
    /// <summary>How many firms are on file.</summary>
    public const int Firms = 12;

    /// <summary>The names of the districts.</summary>
    public static readonly IReadOnlyList<string> Districts = ["one", "two", "three"];

    private static readonly string[] Kept = ["people.csv", "roster.csv", "calendar.csv", "rulebook-2023.yaml"];

    /// <summary>Writes the districts.</summary>
    /// <param name="from">The district of the repository.</param>
    /// <param name="to">Where they are to lie, each in a folder.</param>
    public static async Task WriteAsync(string from, string to)
    {
        foreach (var district in Districts)
        {
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(to, district, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                await File.WriteAllLinesAsync(
                    copy, Of(Path.GetFileName(file), await File.ReadAllLinesAsync(file), district));
            }
        }
    }

    /// <summary>Reads a column of a file of a district, without its heading.</summary>
    public static IReadOnlyList<string[]> Rows(string from, string file) =>
        [.. File.ReadLines(Path.Combine(from, file)).Skip(1).Select(line => line.Split(','))];

    private static IEnumerable<string> Of(string file, string[] lines, string district) => file switch
    {
        "district.csv" => [lines[0], $"{district}{lines[1][lines[1].IndexOf(',', StringComparison.Ordinal)..]}"],
        "enterprises.csv" => lines.Take(1 + Firms),
        _ => Kept.Contains(file) ? lines : lines.Take(1),
    };
}
