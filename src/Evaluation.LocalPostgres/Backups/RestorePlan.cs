using System.Buffers.Binary;
using System.IO.Compression;

namespace Evaluation.LocalPostgres.Backups;

/// <summary>Which base back-up a restore begins with, and the files of the log that follow it without a gap.</summary>
/// <param name="Base">The base back-up.</param>
/// <param name="Log">The files of the log, in order; the first one makes the base consistent.</param>
/// <param name="Gap">The first file that is missing although later ones are there; null without a gap.</param>
internal sealed record RestorePlan(
    BackupRecord Base, IReadOnlyList<(LogSegment Segment, string File)> Log, LogSegment? Gap)
{
    // The address of a page of the log, 8 bytes at this place, says where in the log the page belongs.
    private const int PageAddress = 8;

    /// <summary>Chooses the newest base back-up that was complete at a moment, or of all.</summary>
    /// <exception cref="BackupException">There is none.</exception>
    public static RestorePlan Of(BackupFolder folder, DateTimeOffset? until)
    {
        var all = folder.All();
        if (all.LastOrDefault(record => until is null || record.Ended <= until) is not { } newest)
        {
            throw new BackupException(all.Count == 0
                ? $"{folder.Root} holds no back-up. Name the folder that `evaluation backup --to` was given."
                : $"The oldest back-up in {folder.Root} was complete at {all[0].Ended:yyyy-MM-dd'T'HH:mm:sszzz}; "
                    + "an earlier state cannot be restored. Choose a later --until.");
        }

        var (log, at) = (new List<(LogSegment, string)>(), newest.Last);
        for (; folder.Find(at) is { } file; at = at.Next)
        {
            log.Add((at, file));
        }

        // Without the file that holds the end of the base there is nothing to continue with.
        var gap = folder.HasBehind(at) ? at : (LogSegment?)null;
        return new RestorePlan(newest, log, gap);
    }

    /// <summary>Bytes of the log when it is unpacked.</summary>
    public long LogSize => Log.Count * (long)Base.SegmentSize;

    /// <summary>Unpacks the log into a data folder and checks that each file is the one that its name says.</summary>
    /// <exception cref="BackupException">A file is damaged; it is named.</exception>
    public async Task UnpackLogAsync(string into, CancellationToken ct)
    {
        foreach (var (segment, file) in Log)
        {
            var target = Path.Combine(into, "pg_wal", segment.Name);
            try
            {
                await using var from = File.OpenRead(file);
                await using var plain = BackupFolder.IsPacked(file)
                    ? new GZipStream(from, CompressionMode.Decompress) : (Stream)from;
                await using var to = File.Create(target);
                await plain.CopyToAsync(to, ct);
            }
            catch (InvalidDataException failure)
            {
                throw BackupManifest.Damaged(file, "it cannot be unpacked", failure);
            }

            await CheckAsync(segment, file, target, ct);
        }
    }

    private static async Task CheckAsync(LogSegment segment, string file, string target, CancellationToken ct)
    {
        var head = new byte[PageAddress * 2];
        await using (var stream = File.OpenRead(target))
        {
            if (stream.Length != (long)segment.Size)
            {
                throw BackupManifest.Damaged(file, $"it has {stream.Length} bytes and not {segment.Size}");
            }

            await stream.ReadExactlyAsync(head, ct);
        }

        // The last file may have been made and nothing written to it yet.
        var address = BinaryPrimitives.ReadUInt64LittleEndian(head.AsSpan(PageAddress));
        if (head.All(one => one == 0) && !BackupFolder.IsPacked(file))
        {
            File.Delete(target);
        }
        else if (address != segment.Start.Bytes)
        {
            throw BackupManifest.Damaged(file, "it is another part of the log than its name says");
        }
    }
}
