using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Evaluation.LocalPostgres.Backups;

/// <summary>PostgreSQL's own programs for back-ups, `pg_basebackup` and `pg_receivewal`.</summary>
/// <param name="folder">Where they are.</param>
internal sealed partial class BackupPrograms(string folder)
{
    private const string Base = "pg_basebackup";
    private const string Receive = "pg_receivewal";

    /// <summary>
    /// Finds programs that fit a server: those beside the server's own, else the lowest version that is not older.
    /// </summary>
    /// <exception cref="BackupException">There are none; the sentence says what to install.</exception>
    public static async Task<BackupPrograms> FindAsync(BackupSource source, CancellationToken ct)
    {
        var named = Environment.GetEnvironmentVariable(PostgresOptions.BinVariable);
        var found = new List<(string Folder, int Major)>();
        foreach (var at in new[] { named, source.Own?.Bin }.OfType<string>().Concat(InstallFolders.All()).Distinct())
        {
            if (await MajorAsync(at, ct) is { } major && major >= source.Major)
            {
                found.Add((at, major));
            }
        }

        // A distribution may put wrappers on PATH that look for a server of their own.
        var best = found.OrderBy(one => one.Major).ThenBy(one => File.Exists(PathOf(one.Folder, "postgres")) ? 0 : 1)
            .FirstOrDefault();
        return best.Folder is not null
            ? new BackupPrograms(best.Folder)
            : throw new BackupException(
                $"{Base} and {Receive} of PostgreSQL {source.Major} or later are not found. Install them (Debian and "
                + $"Ubuntu: postgresql-client-{source.Major}, or postgresql-{source.Major}), or set "
                + $"{PostgresOptions.BinVariable} to their folder.");
    }

    /// <summary>Starts a base back-up into a new folder.</summary>
    public Process TakeBase(BackupSource source, string into, string label) => Start(
        Base, source,
        [
            "-D", into, "--format=tar", "--compress=1", "--wal-method=stream", "--checkpoint=fast",
            "--manifest-checksums=SHA256", "--no-password", "--progress", "--label", label,
        ]);

    /// <summary>Starts to receive the log; ends with the connection.</summary>
    public Process ReceiveLog(BackupSource source, string into) => Start(
        Receive, source, ["-D", into, "--synchronous", "--no-loop", "--no-password"]);

    /// <summary>Ends a process that an earlier program left receiving, if the number still belongs to one.</summary>
    public static void EndLeftOver(string numberFile)
    {
        if (!File.Exists(numberFile)
            || !int.TryParse(File.ReadAllText(numberFile), CultureInfo.InvariantCulture, out var number))
        {
            return;
        }

        try
        {
            using var process = Process.GetProcessById(number);
            if (process.ProcessName.StartsWith(Receive, StringComparison.Ordinal))
            {
                process.Kill();
                process.WaitForExit();
            }
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It has ended.
        }
    }

    private Process Start(string program, BackupSource source, IReadOnlyList<string> arguments)
    {
        var info = ChildProcess.Describe(PathOf(folder, program), arguments, Path.GetTempPath(), null);
        foreach (var (name, value) in source.Environment().Where(pair => !string.IsNullOrEmpty(pair.Value)))
        {
            info.Environment[name] = value;
        }

        var process = Process.Start(info)!;
        process.StandardInput.Close();
        return process;
    }

    private static async Task<int?> MajorAsync(string at, CancellationToken ct)
    {
        if (!File.Exists(PathOf(at, Base)) || !File.Exists(PathOf(at, Receive)))
        {
            return null;
        }

        var outcome = await ChildProcess.RunAsync(
            PathOf(at, Base), ["--version"], Path.GetTempPath(), null, TimeSpan.FromSeconds(20), ct);
        var match = VersionText().Match(outcome.Output);
        return outcome.Done && match.Success
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;
    }

    private static string PathOf(string at, string name) =>
        Path.Combine(at, OperatingSystem.IsWindows() ? name + ".exe" : name);

    [GeneratedRegex(@"\(PostgreSQL\)\s+(\d+)")]
    private static partial Regex VersionText();
}
