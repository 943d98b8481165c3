namespace Evaluation.LocalPostgres;

/// <summary>
/// PostgreSQL refuses to run as root. When root calls, its processes run as an ordinary user that owns the cluster's
/// folder; .NET itself changes the user between fork and exec, so no setpriv, runuser or su is needed.
/// </summary>
internal static class RunAs
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Whether the caller is root (never on Windows, where pg_ctl gives up the rights itself).</summary>
    public static bool IsRoot { get; } = !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>
    /// The user to run the server as; null for the caller itself. A cluster made by another user keeps its user.
    /// </summary>
    public static async Task<string?> ChooseAsync(string? recorded, CancellationToken ct)
    {
        if (!IsRoot)
        {
            return null;
        }

        string?[] candidates = [recorded, "postgres", "_postgres", "nobody"];
        foreach (var name in candidates)
        {
            if (name is { Length: > 0 } and not "root" && (await RunAsync("id", ["-u", name], ct)).Done)
            {
                return name;
            }
        }

        throw new PostgresUnavailableException(
            "PostgreSQL does not run as root, and neither the user postgres nor nobody exists: "
            + "run as an ordinary user, or set EVALUATION_DB to a connection string.");
    }

    /// <summary>Gives files and folders to the user; does nothing when the caller is the user.</summary>
    public static async Task GiveAsync(string? user, IReadOnlyList<string> paths, CancellationToken ct)
    {
        if (user is null)
        {
            return;
        }

        var outcome = await RunAsync("chown", ["-h", user, .. paths], ct);
        if (!outcome.Done)
        {
            throw new PostgresUnavailableException($"Cannot give {paths[0]} to the user {user}: {outcome.Tail}");
        }
    }

    /// <summary>Checks that the user may enter the folder, all parents included.</summary>
    /// <exception cref="PostgresUnavailableException">The user may not; the sentence says what to do.</exception>
    public static async Task MustEnterAsync(string? user, string folder, CancellationToken ct)
    {
        if (user is null)
        {
            return;
        }

        var outcome = await ChildProcess.RunAsync(
            "/bin/sh", ["-c", "cd -- \"$1\"", "sh", folder], "/", user, Limit, ct);
        if (!outcome.Done)
        {
            throw new PostgresUnavailableException(
                $"PostgreSQL does not run as root but as the user {user}, who cannot enter {folder}: set "
                + $"{PostgresHome.Variable} to a folder whose parents all users may enter, for example under /var/lib, "
                + $"or run as an ordinary user. ({outcome.Tail})");
        }
    }

    private static Task<ProcessResult> RunAsync(string file, IReadOnlyList<string> arguments, CancellationToken ct) =>
        ChildProcess.RunAsync(file, arguments, "/", null, Limit, ct);
}
