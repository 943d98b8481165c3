using System.Security.Cryptography;
using System.Text.Json;

namespace Evaluation.LocalPostgres.Backups;

/// <summary>PostgreSQL's list of the files of a base back-up, with the size and the SHA-256 of each.</summary>
/// <param name="Files">By path within the data folder.</param>
/// <param name="Timeline">The history of the log that the back-up belongs to.</param>
/// <param name="From">The first position of the log that it needs.</param>
/// <param name="To">The position that makes it consistent.</param>
internal sealed record BackupManifest(
    IReadOnlyDictionary<string, (long Size, string Hash)> Files, uint Timeline, string From, string To)
{
    /// <summary>The file's name.</summary>
    public const string File = "backup_manifest";

    private const string List = "Files";
    private const string History = "Timeline";

    /// <summary>Reads the list and checks it against its own checksum.</summary>
    /// <exception cref="BackupException">It is missing or damaged.</exception>
    public static async Task<BackupManifest> ReadAsync(string folder, CancellationToken ct)
    {
        var file = Path.Combine(folder, File);
        try
        {
            var bytes = await System.IO.File.ReadAllBytesAsync(file, ct);
            using var json = JsonDocument.Parse(bytes);
            var root = json.RootElement;

            // The last line holds the checksum of everything before it.
            var body = bytes.AsSpan(0, bytes.AsSpan().TrimEnd((byte)'\n').LastIndexOf((byte)'\n') + 1);
            if (Hex(SHA256.HashData(body)) != root.GetProperty("Manifest-Checksum").GetString())
            {
                throw Damaged(file, "its checksum does not match");
            }

            var range = root.GetProperty("WAL-Ranges").EnumerateArray().Last();
            return new BackupManifest(
                root.GetProperty(List).EnumerateArray().ToDictionary(PathOf, one => (
                    one.GetProperty("Size").GetInt64(), one.GetProperty("Checksum").GetString()!)),
                range.GetProperty(History).GetUInt32(), range.GetProperty("Start-LSN").GetString()!,
                range.GetProperty("End-LSN").GetString()!);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or FileNotFoundException)
        {
            throw Damaged(file, "it is missing or not whole", failure);
        }
    }

    /// <summary>A refusal that names the file.</summary>
    public static BackupException Damaged(string file, string how, Exception? inner = null) => new(
        $"{file} is damaged: {how}. Nothing was changed. Move that back-up away, then the one before it is used.",
        inner!);

    /// <summary>Lower-case hexadecimal, as the list writes it.</summary>
    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    // A name that is not UTF-8 is written in hexadecimal.
    private static string PathOf(JsonElement one) => one.TryGetProperty("Path", out var path)
        ? path.GetString()!
        : System.Text.Encoding.Latin1.GetString(Convert.FromHexString(one.GetProperty("Encoded-Path").GetString()!));
}
