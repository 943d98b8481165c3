using System.Security.Cryptography;
using Evaluation.LocalPostgres.Backups;
using Evaluation.Office.Claims;

namespace Evaluation.Server.Backups;

/// <summary>
/// The files of claims in a folder of back-ups. A content never changes, so that one that is there is copied no more.
/// Nothing is taken away: a database that is restored to any moment finds what it names.
/// </summary>
internal sealed class EvidenceCopies
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly HashSet<string> there = new(StringComparer.Ordinal);

    /// <summary>Where they are in a folder of back-ups.</summary>
    public static string FolderIn(BackupFolder backups) => Path.Combine(backups.Root, "evidence");

    /// <summary>Copies whatever is not there yet, until stopped; what fails is said and tried again.</summary>
    /// <param name="from">The folder of files.</param>
    /// <param name="to">The folder in the back-ups.</param>
    /// <param name="say">Receives a sentence.</param>
    /// <param name="ct">Stops.</param>
    public async Task FollowAsync(string from, string to, Action<string> say, CancellationToken ct)
    {
        var failed = false;
        for (; ; await Task.Delay(Pause, ct))
        {
            try
            {
                await CopyAsync(from, to, ct);
                failed = false;
            }
            catch (Exception full) when (full is IOException or UnauthorizedAccessException)
            {
                if (!failed)
                {
                    say($"Files of claims are not copied: {full.Message} It is tried again.");
                }

                failed = true;
            }
        }
    }

    /// <summary>Copies whatever is not there, or there with another content than its name says.</summary>
    /// <param name="from">A folder of files.</param>
    /// <param name="to">Another one; made when something is to be copied.</param>
    /// <param name="ct">Stops between two files.</param>
    /// <returns>How many were copied, and the names of those whose own content is wrong.</returns>
    public async Task<(int Copied, IReadOnlyList<string> Wrong)> CopyAsync(
        string from, string to, CancellationToken ct)
    {
        var (copied, wrong) = (0, new List<string>());
        foreach (var file in Directory.Exists(from)
            ? Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories) : [])
        {
            var hash = Path.GetFileName(file);
            if (!EvidenceFile.IsHash(hash) || there.Contains(hash))
            {
                continue;
            }

            var target = Path.Combine(to, hash[..2], hash);
            if (!File.Exists(target) || await HashAsync(target, ct) != hash)
            {
                if (!await CopyAsync(file, target, hash, ct))
                {
                    wrong.Add(hash);
                    continue;
                }

                copied++;
            }

            there.Add(hash);
        }

        return (copied, wrong);
    }

    // Beside its place first, so that what has the name is whole; swept meanwhile, it is named by nothing.
    private static async Task<bool> CopyAsync(string file, string target, string hash, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var fresh = target + ".new";
        try
        {
            File.Copy(file, fresh, overwrite: true);
        }
        catch (FileNotFoundException)
        {
            return true;
        }

        if (await HashAsync(fresh, ct) != hash)
        {
            File.Delete(fresh);
            return false;
        }

        await using (var written = new FileStream(fresh, FileMode.Open, FileAccess.ReadWrite))
        {
            written.Flush(flushToDisk: true);
        }

        File.Move(fresh, target, overwrite: true);
        return true;
    }

    private static async Task<string> HashAsync(string file, CancellationToken ct)
    {
        await using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
    }
}
