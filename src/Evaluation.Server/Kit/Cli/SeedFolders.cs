using Evaluation.Office.Imports;

namespace Evaluation.Server.Kit.Cli;

/// <summary>The folders of the demonstration districts.</summary>
internal static class SeedFolders
{
    /// <summary>
    /// `seeds` in the repository that the program was built in or is called from; null when there is none.
    /// </summary>
    public static string? Find() => From(AppContext.BaseDirectory) ?? From(Environment.CurrentDirectory);

    /// <summary>The folders under `seeds` that hold a district.</summary>
    public static IReadOnlyList<string> All(string? seeds) => seeds is null || !Directory.Exists(seeds)
        ? []
        : [
            .. Directory.GetDirectories(seeds).Where(folder => File.Exists(Path.Combine(folder, "district.csv")))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The accounts known for a district; null when no folder names any.</summary>
    public static async Task<IReadOnlyList<PersonRow>?> PeopleAsync(
        string? seeds, string district, CancellationToken ct)
    {
        foreach (var folder in All(seeds))
        {
            var (about, people) = (Path.Combine(folder, "district.csv"), Path.Combine(folder, "people.csv"));
            var rows = HistoryFiles.District(TextTable.Csv(about, await File.ReadAllTextAsync(about, ct))).Rows;
            if (rows is [{ } row] && row.District == district && File.Exists(people))
            {
                return HistoryFiles.People(TextTable.Csv(people, await File.ReadAllTextAsync(people, ct))).Rows;
            }
        }

        return null;
    }

    private static string? From(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Evaluation.sln")))
            {
                return Path.Combine(at.FullName, "seeds");
            }
        }

        return null;
    }
}
