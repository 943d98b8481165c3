using System.Globalization;
using System.Text.Json;

namespace Evaluation.LocalPostgres.Backups;

/// <summary>What is known of a base back-up; its file `backup.json` is written last and makes it one.</summary>
/// <param name="Name">Its folder's name: the time at which it began, in UTC.</param>
/// <param name="Began">When it began.</param>
/// <param name="Ended">When it was complete. It can be restored to this moment or, with the log, a later one.</param>
/// <param name="Major">The major version of PostgreSQL, which alone can start it.</param>
/// <param name="Identity">PostgreSQL's number of the cluster.</param>
/// <param name="Timeline">The history of the log that it belongs to.</param>
/// <param name="From">The first position of the log that it needs.</param>
/// <param name="To">The position of the log that makes it consistent.</param>
/// <param name="SegmentSize">Bytes in a file of the log.</param>
/// <param name="Settings">Settings of the server that a recovery must not go below.</param>
public sealed record BackupRecord(
    string Name, DateTimeOffset Began, DateTimeOffset Ended, int Major, string Identity, uint Timeline, string From,
    string To, ulong SegmentSize, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The file's name.</summary>
    public const string File = "backup.json";

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    internal LogSegment First => LogSegment.Holding(LogPosition.Parse(From), Timeline, SegmentSize);

    internal LogSegment Last => LogSegment.Holding(LogPosition.Parse(To), Timeline, SegmentSize);

    /// <summary>The name of a back-up that begins now.</summary>
    internal static string NameOf(DateTimeOffset began) =>
        began.UtcDateTime.ToString("yyyy-MM-dd'T'HH-mm-ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a base back-up's record; null when the folder holds none that is complete.</summary>
    internal static BackupRecord? Read(string folder)
    {
        var file = Path.Combine(folder, File);
        try
        {
            return JsonSerializer.Deserialize<BackupRecord>(System.IO.File.ReadAllText(file), Shape);
        }
        catch (IOException failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            // Never complete, or meanwhile renamed by the process that completes it or taken away as too old.
            return null;
        }
        catch (JsonException failure)
        {
            throw new BackupException(
                $"{file} is damaged. Move {folder} away to use the other back-ups.", failure);
        }
    }

    // Another process may read the folder meanwhile and must not meet a half of it.
    internal async Task WriteAsync(string folder, CancellationToken ct)
    {
        var written = Path.Combine(folder, $"{File}.new");
        await ClusterFile.OwnerOnlyAsync(written, JsonSerializer.Serialize(this, Shape), ct);
        System.IO.File.Move(written, Path.Combine(folder, File), overwrite: true);
    }
}
