namespace Evaluation.LocalPostgres;

/// <summary>Where installers of PostgreSQL put its executables.</summary>
internal static class InstallFolders
{
    /// <summary>The folders of PATH, then every usual folder that exists.</summary>
    public static IReadOnlyList<string> All() => [.. OfPath(), .. Usual().Where(Directory.Exists)];

    /// <summary>The folders of PATH.</summary>
    public static IEnumerable<string> OfPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(Path.IsPathFullyQualified);

    private static IEnumerable<string> Usual()
    {
        if (OperatingSystem.IsWindows())
        {
            var programs = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles);
            return Below(Path.Combine(programs, "PostgreSQL"), "*");
        }

        return OperatingSystem.IsMacOS()
            ? [
                .. Below("/opt/homebrew/opt", "postgresql*"),
                .. Below("/usr/local/opt", "postgresql*"),
                .. Below("/Applications/Postgres.app/Contents/Versions", "*"),
                .. Below("/Library/PostgreSQL", "*"),
            ]
            : [
                .. Below("/usr/lib/postgresql", "*"),
                .. Below("/usr", "pgsql-*"),
                .. Below("/usr/libexec", "postgresql*", ""),
                .. Below("/home/linuxbrew/.linuxbrew/opt", "postgresql*"),
                "/usr/local/pgsql/bin",
            ];
    }

    private static IEnumerable<string> Below(string parent, string pattern, string bin = "bin")
    {
        try
        {
            return Directory.Exists(parent)
                ? Directory.GetDirectories(parent, pattern).Select(folder => Path.Combine(folder, bin))
                : [];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }
}
