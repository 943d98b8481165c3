using System.Diagnostics;
using Evaluation.Faults.Ground;

namespace Evaluation.Faults.Parts;

/// <summary>
/// The database lies on a small disk of its own in memory, which is filled to the last byte while people work and gets
/// room again: the server and the keeper of the database must go on by themselves.
/// </summary>
internal static class DiskFull
{
    private const string Name = "disk-full";
    private const string Size = "500m";
    private const int Failures = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Nothing is kept of the log that is not needed, else the disk would be full of itself.
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["wal_keep_size"] = "0",
        ["max_wal_size"] = "64MB",
        ["min_wal_size"] = "32MB",
        ["shared_buffers"] = "64MB",
    };

    /// <summary>Runs the part.</summary>
    public static async Task<Figures> RunAsync(Run run)
    {
        var disk = Path.Combine(run.Arena.Folder, "disk");
        Directory.CreateDirectory(disk);
        if (await MountAsync("mount", "-t", "tmpfs", "-o", $"size={Size},mode=755", "faults", disk) is { } why)
        {
            return Figures.Without(Name, $"a disk in memory cannot be mounted here: {why}");
        }

        try
        {
            await using var site = await Site.StartAsync(Path.Combine(disk, "home"), Settings, run.Ct);
            await using var scene = await Scene.OpenAsync(run, Name, new Setting { Connection = site.Connection });
            return await scene.StrikeAsync(run.Strikes(10, 1), i => FillAsync(scene, disk, run.Ct));
        }
        finally
        {
            await MountAsync("umount", "--lazy", disk);
        }
    }

    private static async Task FillAsync(Scene scene, string disk, CancellationToken ct)
    {
        await scene.Staff.AnsweredAsync(50, ct);
        var (ballast, before) = (Path.Combine(disk, "ballast"), scene.Staff.Book.Failed);
        for (var watch = Stopwatch.StartNew(); scene.Staff.Book.Failed < before + Failures; await Task.Delay(100, ct))
        {
            // Again and again, since the database gives room back when it begins a new part of its log.
            Fill(ballast);
            if (watch.Elapsed > Patience)
            {
                throw new FaultsException("The disk is full, and people do not notice.");
            }
        }

        File.Delete(ballast);
        scene.Staff.Book.Strike();
        await scene.Staff.AnsweredAsync(10, ct);
    }

    private static void Fill(string file)
    {
        using var ballast = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in (int[])[1 << 20, 1 << 12])
        {
            try
            {
                while (true)
                {
                    ballast.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // Full, but for less than this.
            }
        }
    }

    private static async Task<string?> MountAsync(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var said = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? null : said.Trim();
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return missing.Message;
        }
    }
}
