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

    /// <summary>
    /// The accounts known for a district; null when no folder names any, none when its file cannot be read, which is
    /// said.
    /// </summary>
    public static async Task<IReadOnlyList<PersonRow>?> PeopleAsync(Shell shell, string district, CancellationToken ct)
    {
        foreach (var folder in All(shell.Seeds))
        {
            var people = Path.Combine(folder, "people.csv");
            if (await RowsAsync(shell, Path.Combine(folder, "district.csv"), HistoryFiles.District, ct) is [{ } row]
                && row.District == district && File.Exists(people))
            {
                return await RowsAsync(shell, people, HistoryFiles.People, ct);
            }
        }

        return null;
    }

    private static async Task<IReadOnlyList<T>> RowsAsync<T>(
        Shell shell, string file, Func<TextTable, Imported<T>> read, CancellationToken ct)
    {
        if ((await TextFiles.ReadAsync(file, TextSort.Table, ct)).TryGet(out var text, out var refusal))
        {
            return read(TextTable.Csv(file, text)).Rows;
        }

        shell.Say($"{file}：{refusal.What}{refusal.Remedy}");
        return [];
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
