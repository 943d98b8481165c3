using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Evaluation.LocalPostgres.Backups;

/// <summary>Takes base back-ups.</summary>
public static partial class BaseBackup
{
    private const long Spare = 64 << 20;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Takes one, reads it back, and deletes all but the newest.</summary>
    /// <param name="database">The database; its whole server is backed up.</param>
    /// <param name="folder">Where back-ups are kept.</param>
    /// <param name="keep">How many base back-ups are kept, this one included.</param>
    /// <param name="progress">Receives steps done and all steps; taking and reading back count alike.</param>
    /// <exception cref="BackupException">It failed; nothing is left of it.</exception>
    public static async Task<BackupRecord> TakeAsync(
        DatabaseConnection database, BackupFolder folder, int keep, IProgress<(long Done, long Total)> progress,
        CancellationToken ct)
    {
        var source = await BackupSource.OfAsync(database, ct);
        folder.Make();
        return await TakeAsync(source, await BackupPrograms.FindAsync(source, ct), folder, keep, progress, ct);
    }

    internal static async Task<BackupRecord> TakeAsync(
        BackupSource source, BackupPrograms programs, BackupFolder folder, int keep,
        IProgress<(long Done, long Total)> progress, CancellationToken ct)
    {
        MustBeOfOneServer(source, folder);
        await using var held = folder.Lock();
        MustHaveRoom(source, folder);
        var began = DateTimeOffset.UtcNow;
        while (folder.All().Any(other => other.Name == BackupRecord.NameOf(began)))
        {
            await Task.Delay(Second, ct);
            began = DateTimeOffset.UtcNow;
        }

        var fresh = folder.Fresh(BackupRecord.NameOf(began));
        try
        {
            await RunAsync(programs.TakeBase(source, fresh, "evaluation"), new Half(progress, 0), ct);
            var ended = DateTimeOffset.UtcNow;
            await new BaseFiles(fresh).ReadAsync(into: null, new Half(progress, 1), ct);
            var manifest = await BackupManifest.ReadAsync(fresh, ct);
            var record = new BackupRecord(
                BackupRecord.NameOf(began), began, ended, source.Major, source.Identity, manifest.Timeline,
                manifest.From, manifest.To, source.SegmentSize, source.Settings);
            if (source.Own is { } own)
            {
                await own.SaveClusterFileAsync(fresh, ct);
            }

            await record.WriteAsync(fresh, ct);
            folder.Keep(fresh, record);
            folder.Prune(keep);
            return record;
        }
        finally
        {
            if (Directory.Exists(fresh))
            {
                Directory.Delete(fresh, recursive: true);
            }
        }
    }

    internal static void MustBeOfOneServer(BackupSource source, BackupFolder folder)
    {
        if (folder.All().FirstOrDefault(record => record.Identity != source.Identity) is { } other)
        {
            throw new BackupException(
                $"{folder.Root} holds back-ups of another database ({other.Name}). Give each database a folder of its "
                + "own.");
        }
    }

    // The last back-up shows how far the data can be packed; without one, no packing is counted on.
    private static void MustHaveRoom(BackupSource source, BackupFolder folder)
    {
        var needed = Spare + (folder.Newest() is { } last ? folder.Size(last) * 5 / 4 : source.Size);
        var free = new DriveInfo(folder.Root).AvailableFreeSpace;
        if (free < needed)
        {
            throw new BackupException(
                $"{folder.Root} has {free >> 20} MiB free, and a back-up needs about {needed >> 20} MiB. Free some "
                + "space or keep fewer back-ups (--keep).");
        }
    }

    private static async Task RunAsync(
        Process process, IProgress<(long Done, long Total)> progress, CancellationToken ct)
    {
        using (process)
        {
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var said = new List<string>();
            try
            {
                while (await process.StandardError.ReadLineAsync(ct) is { } line)
                {
                    if (Progress().Match(line) is { Success: true } match)
                    {
                        progress.Report((Number(match.Groups[1]), Number(match.Groups[2])));
                    }
                    else if (line.Trim().Length > 0)
                    {
                        said.Add(line.Trim());
                    }
                }

                await process.WaitForExitAsync(ct);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
                throw;
            }

            if (process.ExitCode != 0)
            {
                throw new BackupException(Explain(string.Join(' ', said.TakeLast(3))));
            }
        }
    }

    /// <summary>A sentence about what one of PostgreSQL's programs said, with the remedy where it is known.</summary>
    internal static string Explain(string said) =>
        said.Contains("pg_hba.conf", StringComparison.Ordinal)
            ? "The server does not let this user copy it: add a line for `replication` to its pg_hba.conf, for example "
                + $"`host replication evaluation 127.0.0.1/32 scram-sha-256`, and reload. ({said})"
        : said.Contains("replication role", StringComparison.Ordinal)
            || said.Contains("permission denied to start WAL sender", StringComparison.Ordinal)
            ? "The server does not let this user copy it: `alter role ... replication` allows it. "
                + $"({said})"
            : $"The back-up failed: {said}";

    private static long Number(Group digits) => long.Parse(digits.Value, CultureInfo.InvariantCulture);

    // `  37204/38117 kB (97%), 0/1 tablespace`
    [GeneratedRegex(@"^\s*(\d+)/(\d+) kB \(")]
    private static partial Regex Progress();

    // Two steps of one bar, in thousandths of each.
    private sealed class Half(IProgress<(long Done, long Total)> whole, int step) : IProgress<(long Done, long Total)>
    {
        private const int Parts = 1000;

        public void Report((long Done, long Total) value)
        {
            var part = value.Total == 0 ? 0 : Math.Min(Parts, Parts * value.Done / value.Total);
            whole.Report(((step * Parts) + part, 2 * Parts));
        }
    }
}
