using System.Diagnostics;
using System.Globalization;

namespace Evaluation.Mutations;

/// <summary>How a fault came out.</summary>
public enum Verdict
{
    /// <summary>Nothing ever passes it; counted with those that survive.</summary>
    NotReached,

    /// <summary>The second count differed on a random pair.</summary>
    SecondCount,

    /// <summary>A test failed.</summary>
    Test,

    /// <summary>Nobody noticed.</summary>
    Survived,
}

/// <summary>A fault and how it came out.</summary>
/// <param name="Verdict">How.</param>
/// <param name="By">What noticed it.</param>
internal sealed record Outcome(Point Point, Verdict Verdict, string By);

/// <summary>Starts processes with the mutated library and asks them; one that ends or hangs is replaced.</summary>
/// <param name="folder">Where the mutated program is.</param>
internal sealed class Worker(string folder) : IDisposable
{
    private Process? process;

    /// <summary>Runs the program once to its end.</summary>
    public static void Run(string folder, Action<string> print, params string[] arguments)
    {
        using var once = Start(folder, arguments);
        while (once.StandardOutput.ReadLine() is { } line)
        {
            print(line);
        }

        once.WaitForExit();
        if (once.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"The mutated program ended with {once.ExitCode}: {string.Join(' ', arguments)}");
        }
    }

    /// <summary>Tries a fault in the process that is kept.</summary>
    public (Verdict Verdict, string By) Try(int fault)
    {
        if (process is null)
        {
            process = Start(folder, ["judge"]);
            while (process.StandardOutput.ReadLine() is { } line && line != "@ready")
            {
            }
        }

        process.StandardInput.WriteLine(fault.ToString(CultureInfo.InvariantCulture));
        process.StandardInput.Flush();
        var (verdict, by, ended) = Verdict(process);
        if (ended)
        {
            Dispose();
        }

        return (verdict, by);
    }

    /// <summary>Tries a fault in a process of its own, where it is on from the beginning.</summary>
    public static (Verdict Verdict, string By) TryAlone(string folder, int fault, bool byAll)
    {
        using var own = Start(folder, ["alone", fault.ToString(CultureInfo.InvariantCulture), byAll ? "all" : "first"]);
        var (verdict, by, _) = Verdict(own);
        own.WaitForExit();
        return (verdict, by);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            process.StandardInput.Close();
            process.WaitForExit();
        }

        process?.Dispose();
        process = null;
    }

    // A process that ends by itself was brought down by the fault.
    private static (Verdict, string By, bool Ended) Verdict(Process worker)
    {
        var by = "test";
        while (worker.StandardOutput.ReadLine() is { } line)
        {
            if (line == "@silent")
            {
                return (Evaluation.Mutations.Verdict.Survived, "", false);
            }

            if (line == "@noticed")
            {
                return (Noticed(by), by[5..], false);
            }

            by = line.Length > 5 && line[0] == '@' ? line[1..] : by;
        }

        return (Noticed(by), $"{(by.Length > 5 ? by[5..] : by)} (the process ended)", true);
    }

    private static Verdict Noticed(string by) =>
        by.StartsWith("pair", StringComparison.Ordinal) ? Evaluation.Mutations.Verdict.SecondCount
            : Evaluation.Mutations.Verdict.Test;

    private static Process Start(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(folder, "mutate.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x60000000";
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }
}
