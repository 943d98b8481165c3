using System.Security.Cryptography;
using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Evidence;

/// <summary>
/// The folder of files: `files` holds each content once under its hash, `views` the pictures as others see them, which
/// can be made again, `incoming` what is still being received, `swept` what nothing names any more.
/// </summary>
/// <param name="settings">Where it is.</param>
public sealed class EvidenceStore(EvidenceSettings settings)
{
    private const int Chunk = 1 << 17;

    /// <summary>The folder.</summary>
    public string Folder => settings.Folder;

    /// <summary>Where the contents are, each under its hash below the first two digits of it.</summary>
    public string Files => Path.Combine(Folder, "files");

    private string Views => Path.Combine(Folder, "views");

    private string Incoming => Path.Combine(Folder, "incoming");

    private string Swept => Path.Combine(Folder, "swept");

    /// <summary>Where a content lies, or would.</summary>
    /// <exception cref="ArgumentException">It is no hash, and might lead anywhere.</exception>
    public string PathOf(string hash) => EvidenceFile.IsHash(hash)
        ? Path.Combine(Files, hash[..2], hash)
        : throw new ArgumentException("It is no hash.", nameof(hash));

    /// <summary>Makes the folder, for the owner alone.</summary>
    public void Make()
    {
        foreach (var folder in (string[])[Folder, Files, Views, Incoming, Swept])
        {
            MakeFolder(folder);
        }
    }

    /// <summary>
    /// Keeps a file for good: when this returns a file, its content is on the disk whole and under its hash, so that an
    /// event may name it.
    /// </summary>
    /// <param name="content">The content, read to its end once.</param>
    /// <param name="name">Its name as it was sent.</param>
    /// <param name="ct">Gives up; nothing is left.</param>
    public async Task<Result<EvidenceFile>> KeepAsync(Stream content, string name, CancellationToken ct)
    {
        string? fresh = null;
        try
        {
            Make();
            fresh = Path.Combine(Incoming, Guid.NewGuid().ToString("n"));
            return await KeepAsync(content, name, fresh, ct);
        }
        catch (Exception failed) when (
            failed is IOException or UnauthorizedAccessException && failed is not BadHttpRequestException)
        {
            return new Refusal(
                "files-not-kept", "文件没有存下，服务器的存储空间可能已满。", "files", "请告知管理员，稍后再试。")
            {
                Kind = RefusalKind.Unavailable,
            };
        }
        finally
        {
            if (fresh is not null && File.Exists(fresh))
            {
                File.Delete(fresh);
            }
        }
    }

    /// <summary>Keeps a content from being swept for another day.</summary>
    /// <returns>Whether it is there.</returns>
    public bool Touch(string hash)
    {
        try
        {
            File.SetLastWriteTimeUtc(PathOf(hash), DateTime.UtcNow);
            return true;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return File.Exists(PathOf(hash));
        }
    }

    /// <summary>The content of a file as it was sent; null when it is not there.</summary>
    public Stream? Open(string hash) => File.Exists(PathOf(hash))
        ? new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read, Chunk, useAsync: true)
        : null;

    /// <summary>A picture as others see it, JPEG; made again when it is missing. Null when it cannot be.</summary>
    /// <param name="file">A file that is a picture.</param>
    /// <param name="small">Whether it is shown beside a claim, or by itself.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<byte[]?> ViewAsync(EvidenceFile file, bool small, CancellationToken ct)
    {
        var path = ViewOf(file.Sha256, small);
        if (File.Exists(path))
        {
            return await File.ReadAllBytesAsync(path, ct);
        }

        if (!File.Exists(PathOf(file.Sha256))
            || !(await EvidencePictures.MakeAsync(PathOf(file.Sha256), file.Name, ct)).TryGet(out var made, out _))
        {
            return null;
        }

        try
        {
            await KeepViewsAsync(file.Sha256, made, ct);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            // It is made again the next time.
        }

        return small ? made.Small : made.Large;
    }

    /// <summary>
    /// Puts aside what nothing names and nobody sent for a day; deletes what lay aside for another day and is named by
    /// nothing still; brings back what is named after all.
    /// </summary>
    /// <param name="named">The hashes that events name.</param>
    /// <param name="now">The time against which ages are held.</param>
    /// <returns>How many contents were put aside or deleted.</returns>
    public int Sweep(IReadOnlySet<string> named, DateTimeOffset now)
    {
        Make();
        var (before, swept) = (now.UtcDateTime.AddDays(-1), 0);
        foreach (var left in Directory.EnumerateFiles(Incoming).Where(file => File.GetLastWriteTimeUtc(file) < before))
        {
            File.Delete(left);
        }

        foreach (var aside in Directory.EnumerateFiles(Swept))
        {
            var hash = Path.GetFileName(aside);
            if (named.Contains(hash))
            {
                MakeFolder(Path.GetDirectoryName(PathOf(hash))!);
                File.Move(aside, PathOf(hash), overwrite: true);
            }
            else if (File.GetLastWriteTimeUtc(aside) < before)
            {
                File.Delete(aside);
                swept++;
            }
        }

        foreach (var kept in Directory.EnumerateFiles(Files, "*", SearchOption.AllDirectories)
            .Where(file => !named.Contains(Path.GetFileName(file)) && File.GetLastWriteTimeUtc(file) < before).ToList())
        {
            var hash = Path.GetFileName(kept);
            File.Move(kept, Path.Combine(Swept, hash), overwrite: true);
            File.SetLastWriteTimeUtc(Path.Combine(Swept, hash), now.UtcDateTime);
            foreach (var view in new[] { ViewOf(hash, true), ViewOf(hash, false) }.Where(File.Exists))
            {
                File.Delete(view);
            }

            swept++;
        }

        return swept;
    }

    private async Task<Result<EvidenceFile>> KeepAsync(
        Stream content, string name, string fresh, CancellationToken ct)
    {
        if (!(await ReceiveAsync(content, name, fresh, ct)).TryGet(out var received, out var refusal)
            || !TypeOf(fresh, name).TryGet(out var type, out refusal))
        {
            return refusal;
        }

        PictureViews? views = null;
        if (type.IsPicture && !(await EvidencePictures.MakeAsync(fresh, name, ct)).TryGet(out views, out refusal))
        {
            return refusal;
        }

        // Flushed again under its name, so that the disk has the name too before an event says it.
        var (hash, size) = received;
        MakeFolder(Path.GetDirectoryName(PathOf(hash))!);
        File.Move(fresh, PathOf(hash), overwrite: true);
        await using (var kept = new FileStream(PathOf(hash), FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
        {
            kept.Flush(flushToDisk: true);
        }

        if (views is not null)
        {
            await KeepViewsAsync(hash, views, ct);
        }

        return new EvidenceFile(hash, EvidenceFile.Cleaned(name, type), size, type.Media);
    }

    private async Task<Result<(string Hash, long Size)>> ReceiveAsync(
        Stream content, string name, string fresh, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(fresh, OfOwner());
        var (buffer, size) = (new byte[Chunk], 0L);
        for (int count; (count = await content.ReadAsync(buffer, ct)) > 0; size += count)
        {
            if (size + count > settings.MostBytes)
            {
                return new Refusal(
                    "file-too-large",
                    $"“{Characters.Short(name)}”超过{EvidenceSettings.Printed(settings.MostBytes)}。", "files",
                    "请压缩或分成几个文件后提交。");
            }

            hash.AppendData(buffer, 0, count);
            await file.WriteAsync(buffer.AsMemory(0, count), ct);
        }

        file.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), size);
    }

    private static Result<EvidenceType> TypeOf(string path, string name)
    {
        using var file = File.OpenRead(path);
        return EvidenceType.Of(file, name);
    }

    // Beside their place first, so that nobody is shown half of one.
    private async Task KeepViewsAsync(string hash, PictureViews views, CancellationToken ct)
    {
        foreach (var (path, bytes) in new[] { (ViewOf(hash, true), views.Small), (ViewOf(hash, false), views.Large) })
        {
            MakeFolder(Path.GetDirectoryName(path)!);
            var fresh = $"{path}.{Guid.NewGuid():n}";
            await File.WriteAllBytesAsync(fresh, bytes, ct);
            File.Move(fresh, path, overwrite: true);
        }
    }

    private string ViewOf(string hash, bool small) =>
        Path.Combine(Views, hash[..2], hash + (small ? ".small.jpg" : ".jpg"));

    // For the owner alone.
    private static FileStreamOptions OfOwner()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static void MakeFolder(string folder)
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
