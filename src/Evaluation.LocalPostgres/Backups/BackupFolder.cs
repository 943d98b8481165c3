namespace Evaluation.LocalPostgres.Backups;

/// <summary>
/// A folder of back-ups: `base` holds a folder for each base back-up, `wal` the files of the log that came after,
/// `wal/incoming` the one that is being received.
/// </summary>
public sealed class BackupFolder
{
    private const string Packed = ".gz";
    private const string Partial = ".partial";

    /// <summary>A folder, which need not exist yet.</summary>
    public BackupFolder(string path) => Root = Path.GetFullPath(path);

    /// <summary>Its absolute path.</summary>
    public string Root { get; }

    internal string Incoming => Path.Combine(Root, "wal", "incoming");

    internal string ReceiverFile => Path.Combine(Root, "receiver.pid");

    private string Bases => Path.Combine(Root, "base");

    private string Log => Path.Combine(Root, "wal");

    /// <summary>The base back-ups that are complete, oldest first.</summary>
    public IReadOnlyList<BackupRecord> All() => Directory.Exists(Bases)
        ? [
            .. Directory.GetDirectories(Bases).Select(BackupRecord.Read).OfType<BackupRecord>()
                .OrderBy(record => record.Ended),
        ]
        : [];

    /// <summary>The base back-up that was completed last; null without any.</summary>
    internal BackupRecord? Newest() => All() is [.., var last] ? last : null;

    /// <summary>Bytes of a base back-up on disk.</summary>
    public long Size(BackupRecord record) =>
        Directory.EnumerateFiles(FolderOf(record)).Sum(file => new FileInfo(file).Length);

    /// <summary>When something of the log arrived last; null without any.</summary>
    public DateTimeOffset? LastReceived() => LogFiles()
        .Select(file => (DateTimeOffset?)File.GetLastWriteTimeUtc(file)).Max();

    internal string FolderOf(BackupRecord record) => Path.Combine(Bases, record.Name);

    /// <summary>Makes what is not there yet, for the owner alone: back-ups hold all that the database holds.</summary>
    internal void Make()
    {
        try
        {
            foreach (var folder in (string[])[Root, Bases, Log, Incoming])
            {
                if (OperatingSystem.IsWindows())
                {
                    Directory.CreateDirectory(folder);
                }
                else
                {
                    Directory.CreateDirectory(
                        folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BackupException(
                $"{Root} cannot be used for back-ups: {failure.Message} Give a folder that you may write, on another "
                + "disk than the database.", failure);
        }
    }

    /// <summary>Holds the folder while a base back-up is taken or old ones are deleted.</summary>
    /// <exception cref="BackupException">Another process holds it.</exception>
    internal FileStream Lock() => FileLock.TryAlone(Path.Combine(Root, "backup.lock"))
        ?? throw new BackupException($"Another back-up into {Root} is running. Wait until it is done.");

    /// <summary>Holds the folder while its log is received.</summary>
    /// <exception cref="BackupException">Another process holds it.</exception>
    internal FileStream LockLog() => FileLock.TryAlone(Path.Combine(Root, "follow.lock"))
        ?? throw new BackupException(
            $"Another process already receives the log into {Root}: one `backup --follow` is enough.");

    /// <summary>An empty folder for a new base back-up, and none that an earlier attempt left.</summary>
    internal string Fresh(string name)
    {
        foreach (var left in Directory.GetDirectories(Bases, "new-*"))
        {
            Directory.Delete(left, recursive: true);
        }

        return Path.Combine(Bases, "new-" + name);
    }

    /// <summary>Gives a complete base back-up its name.</summary>
    internal void Keep(string fresh, BackupRecord record) => Directory.Move(fresh, FolderOf(record));

    /// <summary>Deletes all but the newest base back-ups, and the log that none of the others needs.</summary>
    /// <returns>How many base back-ups were deleted.</returns>
    internal int Prune(int keep)
    {
        var all = All();
        foreach (var old in all.SkipLast(keep))
        {
            Directory.Delete(FolderOf(old), recursive: true);
        }

        var needed = all.TakeLast(keep).Select(record => record.First).DefaultIfEmpty().MinBy(first => first.Number);
        foreach (var file in needed.Size == 0 ? [] : LogFiles())
        {
            if (LogSegment.Parse(NameOf(file), needed.Size) is { } segment && segment.Number < needed.Number)
            {
                File.Delete(file);
            }
        }

        return Math.Max(0, all.Count - keep);
    }

    /// <summary>Where a file of the log is kept, packed or as it arrived; null when it is not there.</summary>
    internal string? Find(LogSegment segment) =>
        new[]
        {
            // In the order of its life, so that one that moves on meanwhile is not missed.
            Path.Combine(Incoming, segment.Name + Partial), Path.Combine(Incoming, segment.Name),
            Path.Combine(Log, segment.Name + Packed),
        }.FirstOrDefault(File.Exists);

    /// <summary>Whether the log goes on behind a gap.</summary>
    internal bool HasBehind(LogSegment gap) => LogFiles().Any(file =>
        LogSegment.Parse(NameOf(file), gap.Size) is { } other
        && other.Timeline == gap.Timeline && other.Number > gap.Number);

    /// <summary>Where a file that arrived whole goes when it is packed.</summary>
    internal string PackedPath(string arrived) => Path.Combine(Log, Path.GetFileName(arrived) + Packed);

    /// <summary>Whether a file of the log is packed.</summary>
    internal static bool IsPacked(string file) => file.EndsWith(Packed, StringComparison.Ordinal);

    /// <summary>The files that arrived whole, in order.</summary>
    internal IReadOnlyList<string> Arrived(ulong size) =>
    [
        .. Directory.EnumerateFiles(Incoming).Where(file => LogSegment.Parse(Path.GetFileName(file), size) is not null)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Forgets what was being received: the server no longer has the rest of it.</summary>
    internal void BreakLog()
    {
        foreach (var file in Directory.EnumerateFiles(Incoming))
        {
            File.Delete(file);
        }
    }

    private IEnumerable<string> LogFiles() => Directory.Exists(Incoming)
        ? Directory.EnumerateFiles(Log).Concat(Directory.EnumerateFiles(Incoming))
        : [];

    private static string NameOf(string file) => Path.GetFileName(file)
        .Replace(Packed, "", StringComparison.Ordinal).Replace(Partial, "", StringComparison.Ordinal);
}
