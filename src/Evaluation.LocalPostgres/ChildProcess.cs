using System.ComponentModel;
using System.Diagnostics;

namespace Evaluation.LocalPostgres;

/// <summary>How a program that was run ended, and everything it printed.</summary>
internal sealed record ProcessResult(int ExitCode, string Output)
{
    public bool Done => ExitCode == 0;

    /// <summary>The last lines, for a sentence about a failure.</summary>
    public string Tail => string.Join(' ', Output.Split('\n', StringSplitOptions.TrimEntries
        | StringSplitOptions.RemoveEmptyEntries).TakeLast(4));
}

/// <summary>Runs a program to its end, optionally as another user.</summary>
internal static class ChildProcess
{
    /// <summary>Runs and waits. A program that cannot be started ends with exit code 127 and the reason.</summary>
    public static async Task<ProcessResult> RunAsync(
        string file, IReadOnlyList<string> arguments, string folder, string? user, TimeSpan limit, CancellationToken ct)
    {
        using var process = new Process { StartInfo = Describe(file, arguments, folder, user) };
        try
        {
            process.Start();
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or InvalidOperationException)
        {
            return new ProcessResult(127, failure.Message);
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(limit);
        try
        {
            await process.WaitForExitAsync(time.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            return new ProcessResult(124, $"{file} did not end within {limit.TotalSeconds:0} seconds");
        }

        return new ProcessResult(process.ExitCode, await TextAsync(output) + await TextAsync(errors));
    }

    /// <summary>A program with its pipes taken and without the caller's settings of PostgreSQL.</summary>
    internal static ProcessStartInfo Describe(
        string file, IReadOnlyList<string> arguments, string folder, string? user)
    {
        var info = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        if (user is not null)
        {
            info.UserName = user;
        }

        // A developer's PGPORT or PGDATA must not reach this cluster, and messages are matched in English.
        foreach (var name in info.Environment.Keys.Where(n => n.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            info.Environment.Remove(name);
        }

        info.Environment["LC_ALL"] = "C";
        return info;
    }

    // On Windows a server started by pg_ctl keeps the pipe open after pg_ctl has ended: the end of the program
    // counts, not the end of the stream.
    private static async Task<string> TextAsync(Task<string> stream)
    {
        try
        {
            return await stream.WaitAsync(TimeSpan.FromSeconds(2));
        }
        catch (TimeoutException)
        {
            return "";
        }
    }
}
