using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Evaluation.LocalPostgres.Backups;

/// <summary>The packed files of a base back-up, read from end to end: checked, and written out if wanted.</summary>
/// <param name="folder">The folder of the base back-up.</param>
internal sealed partial class BaseFiles(string folder)
{
    private const int Buffer = 1 << 17;

    /// <summary>Reads everything.</summary>
    /// <param name="into">The data folder to write; null to check only.</param>
    /// <param name="progress">Receives packed bytes read, of all.</param>
    /// <exception cref="BackupException">A file is damaged; it is named.</exception>
    public async Task ReadAsync(string? into, IProgress<(long Done, long Total)> progress, CancellationToken ct)
    {
        var manifest = await BackupManifest.ReadAsync(folder, ct);
        var (data, log) = (Path.Combine(folder, "base.tar.gz"), Path.Combine(folder, "pg_wal.tar.gz"));
        var missing = manifest.Files.Keys.ToHashSet(StringComparer.Ordinal);
        var total = Length(data) + Length(log);
        await EachAsync(data, read => progress.Report((read, total)), async entry =>
        {
            var name = Inside(data, entry.Name);
            if (entry.EntryType == TarEntryType.Directory)
            {
                Make(into, name);
                return;
            }

            if (!manifest.Files.TryGetValue(name, out var listed) || !missing.Remove(name))
            {
                throw BackupManifest.Damaged(data, $"it holds {name}, which is not in {BackupManifest.File}");
            }

            if (await CopyAsync(entry, into, name, ct) is var (size, hash)
                && (size != listed.Size || hash != listed.Hash))
            {
                throw BackupManifest.Damaged(data, $"{name} in it differs from {BackupManifest.File}");
            }
        }, ct);
        if (missing.Count > 0)
        {
            throw BackupManifest.Damaged(data, $"{missing.Order(StringComparer.Ordinal).First()} is missing in it");
        }

        await ReadLogAsync(log, manifest, into, read => progress.Report((Length(data) + read, total)), ct);
    }

    private static async Task ReadLogAsync(
        string log, BackupManifest manifest, string? into, Action<long> read, CancellationToken ct)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        await EachAsync(log, read, async entry =>
        {
            var name = Inside(log, entry.Name);
            if (LogFile().IsMatch(name))
            {
                found[name] = (await CopyAsync(entry, into, "pg_wal/" + name, ct)).Size;
            }
        }, ct);

        // The list has no line for these files; which of them are needed follows from the range that it names.
        var size = (ulong)found.Values.DefaultIfEmpty().Max();
        if (size == 0)
        {
            throw BackupManifest.Damaged(log, "it is empty");
        }

        var end = new LogPosition(LogPosition.Parse(manifest.To).Bytes - 1);
        var last = LogSegment.Holding(end, manifest.Timeline, size);
        for (var at = LogSegment.Holding(LogPosition.Parse(manifest.From), manifest.Timeline, size);
            at.Number <= last.Number; at = at.Next)
        {
            if (found.GetValueOrDefault(at.Name) != (long)size)
            {
                throw BackupManifest.Damaged(log, $"{at.Name} is missing in it or not whole");
            }
        }
    }

    private static async Task EachAsync(
        string archive, Action<long> read, Func<TarEntry, Task> work, CancellationToken ct)
    {
        try
        {
            await using var file = new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.Read, Buffer);
            await using var plain = new GZipStream(file, CompressionMode.Decompress);
            await using var tar = new TarReader(plain);
            while (await tar.GetNextEntryAsync(copyData: false, ct) is { } entry)
            {
                await work(entry);
                read(file.Position);
            }

            // What follows the last file is read for the checksum of the packing.
            await plain.CopyToAsync(Stream.Null, ct);
            read(file.Length);
        }
        catch (Exception failure) when (failure is InvalidDataException or FormatException or FileNotFoundException
            or EndOfStreamException)
        {
            throw BackupManifest.Damaged(archive, "it is missing or not whole", failure);
        }
    }

    private static async Task<(long Size, string Hash)> CopyAsync(
        TarEntry entry, string? into, string name, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var target = into is null ? Stream.Null : Open(Path.Combine(into, name));
        var (bytes, size) = (new byte[Buffer], 0L);
        while (entry.DataStream is { } data && await data.ReadAsync(bytes, ct) is > 0 and var count)
        {
            hash.AppendData(bytes, 0, count);
            await target.WriteAsync(bytes.AsMemory(0, count), ct);
            size += count;
        }

        return (size, BackupManifest.Hex(hash.GetHashAndReset()));
    }

    private static FileStream Open(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(file, options);
    }

    private static void Make(string? into, string name)
    {
        if (into is null)
        {
            return;
        }

        var folder = Path.Combine(into, name);
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

    // A path that stays inside of the folder.
    private static string Inside(string archive, string name)
    {
        var plain = name.StartsWith("./", StringComparison.Ordinal) ? name[2..].TrimEnd('/') : name.TrimEnd('/');
        return Path.IsPathRooted(plain) || plain.Split('/').Contains("..")
            ? throw BackupManifest.Damaged(archive, $"it holds {name}")
            : plain;
    }

    private static long Length(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;

    [GeneratedRegex("^[0-9A-F]{24}$|^[0-9A-F]{8}\\.history$")]
    private static partial Regex LogFile();
}
