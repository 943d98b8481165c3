using System.Globalization;

namespace Evaluation.Faults.Parts;

/// <summary>
/// The server's clock goes forward by hours and days and back by minutes. Further back is left out: `verify` rightly
/// objects to an event that is more than ten minutes older than the one before it.
/// </summary>
internal static class ClockJumps
{
    private const int Hour = 3600;
    private const int Back = 5 * 60;

    private static readonly string[] Folders =
        ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib"];

    /// <summary>Runs the part.</summary>
    public static async Task<Figures> RunAsync(Run run)
    {
        const string part = "clock";
        if (Library() is not { } library)
        {
            return Figures.Without(part, "libfaketimeMT.so.1 is not installed (package libfaketime).");
        }

        var (file, offset) = (Path.Combine(run.Arena.Folder, "clock"), 0);
        await SetAsync(file, offset);
        var environment = new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = library,
            ["FAKETIME_TIMESTAMP_FILE"] = file,
            ["FAKETIME_NO_CACHE"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["DONT_FAKE_MONOTONIC"] = "1",
            ["NO_FAKE_STAT"] = "1",
        };
        await using var scene = await Scene.OpenAsync(run, part, new Setting { Environment = environment });
        return await scene.StrikeAsync(run.Strikes(24, 4), async i =>
        {
            await scene.Staff.AnsweredAsync(20, run.Ct);
            offset += i % 2 == 1 ? -Back : i % 4 == 0 ? Hour : 24 * Hour;
            await SetAsync(file, offset);
            scene.Staff.Book.Strike();
            await scene.Staff.AnsweredAsync(20, run.Ct);
            await Task.Delay(TimeSpan.FromSeconds(2), run.Ct);
        });
    }

    // Replaced at once, so that nobody reads half of it.
    private static async Task SetAsync(string file, int seconds)
    {
        await File.WriteAllTextAsync($"{file}.new", seconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture));
        File.Move($"{file}.new", file, overwrite: true);
    }

    private static string? Library() => Folders.Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(
            folder, "libfaketimeMT.so.1",
            new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 }))
        .FirstOrDefault();
}
