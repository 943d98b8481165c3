using System.Diagnostics;
using System.Globalization;

namespace Evaluation.LocalPostgres;

/// <summary>
/// The main process of a cluster as its file `postmaster.pid` names it. The file outlives a killed process, and its
/// number may by now belong to another program, so neither is believed without a look.
/// </summary>
/// <param name="Port">Where it listens; null while it is starting.</param>
internal sealed record Postmaster(int Pid, int? Port)
{
    /// <summary>Reads the file; null when there is none.</summary>
    public static Postmaster? Read(string data)
    {
        try
        {
            var lines = File.ReadAllLines(FileIn(data));
            return lines.Length > 0 && Number(lines[0]) is { } pid
                ? new Postmaster(pid, lines.Length > 3 ? Number(lines[3]) : null)
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether a process of this number and of the right name is there: cheap enough to ask often.</summary>
    public bool IsAlive()
    {
        if (!OperatingSystem.IsLinux())
        {
            return NamedPostgres(Pid);
        }

        return Status(Pid) is { } status
            && status.State is not ('Z' or 'X')
            && status.Name.StartsWith("postgres", Same);
    }

    /// <summary>
    /// Whether the process may be the postmaster of this folder. Linux shows which folder a process works in, so there
    /// the answer is certain; elsewhere it goes by the program's name.
    /// </summary>
    /// <param name="data">The data folder.</param>
    /// <param name="user">The user the server runs as; null for the caller.</param>
    public async Task<bool> MayRunInAsync(string data, string? user, CancellationToken ct)
    {
        if (!IsAlive() || !OperatingSystem.IsLinux())
        {
            return IsAlive();
        }

        // The mark is looked for through the process's own working folder: right however many names lead to the
        // folder. It is the server's user who looks, because root in a container may not look into other users'
        // processes.
        using var mark = new Mark(data);
        var seen = $"/proc/{Pid}/cwd/{mark.Name}";
        return user is null
            ? File.Exists(seen)
            : (await ChildProcess.RunAsync(
                "/bin/sh", ["-c", "test -e \"$1\"", "sh", seen], "/", user, TimeSpan.FromSeconds(30), ct)).Done;
    }

    /// <summary>
    /// Takes the file away when its number belongs to some other process or to a dead one that nobody has reaped:
    /// PostgreSQL would take either for a live server and refuse to start. A number that belongs to nobody is left to
    /// PostgreSQL, which then also looks for left-over processes of the dead server.
    /// </summary>
    public void Forget(string data)
    {
        var taken = OperatingSystem.IsLinux() ? Status(Pid) is not null : Exists(Pid);
        if (taken)
        {
            File.Delete(FileIn(data));
        }
    }

    private const StringComparison Same = StringComparison.OrdinalIgnoreCase;

    private static string FileIn(string data) => Path.Combine(data, "postmaster.pid");

    private static int? Number(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // /proc/<pid>/stat is `12 (name, may hold spaces) S ...`.
    private static (string Name, char State)? Status(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var (open, close) = (text.IndexOf('(', StringComparison.Ordinal), text.LastIndexOf(')'));
            return (text[(open + 1)..close], text[close + 2]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool NamedPostgres(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.ProcessName.StartsWith("postgres", Same);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool Exists(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>
/// An empty file of a new name in a data folder: a process that sees it there works in this folder and no other. A path
/// could not show that, as links give a folder several, and a copy of a home holds the same port, password and process
/// number.
/// </summary>
internal sealed class Mark : IDisposable
{
    private readonly string path;

    /// <summary>Makes the file.</summary>
    public Mark(string folder)
    {
        path = Path.Combine(folder, Name);
        File.WriteAllText(path, "");
    }

    /// <summary>The name of the file.</summary>
    public string Name { get; } = $"evaluation.{Guid.NewGuid():n}";

    /// <summary>Takes the file away.</summary>
    public void Dispose() => File.Delete(path);
}
