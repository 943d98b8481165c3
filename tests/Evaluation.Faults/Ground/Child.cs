using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Evaluation.Faults.Ground;

/// <summary>The program as a process of its own, with what it says.</summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // A folder for what each process says, to look at when an answer was a fault of the program.
    private static readonly string? Logs = Environment.GetEnvironmentVariable("EVALUATION_FAULTS_LOGS");

    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();
    private readonly ConcurrentQueue<string> results = new();
    private readonly Task[] reading;
    private bool disposed;

    /// <summary>Starts it.</summary>
    /// <param name="program">The file of the program.</param>
    /// <param name="arguments">Verb and options.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    public Child(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(program)!,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.StandardInput.Close();
        reading =
        [
            ReadAsync(process.StandardOutput, said, results), ReadAsync(process.StandardError, said),
        ];
        if (Logs is not null)
        {
            _ = KeepAsync(Path.Combine(Directory.CreateDirectory(Logs).FullName, $"{process.Id}.log"));
        }
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => disposed || process.HasExited;

    /// <summary>The last of what it said, for a sentence.</summary>
    public string Tail => string.Join(" / ", said.TakeLast(12).Select(line => line.Trim()).Where(line => line != ""));

    /// <summary>Its results, without what it said of its progress.</summary>
    public IReadOnlyList<string> Results => [.. results];

    /// <summary>Waits for a line that holds some words.</summary>
    /// <exception cref="FaultsException">It ended before, or took too long.</exception>
    public async Task SaysAsync(string words, CancellationToken ct)
    {
        for (var watch = Stopwatch.StartNew(); !said.Any(line => line.Contains(words, StringComparison.Ordinal));
            await Task.Delay(20, ct))
        {
            if (process.HasExited || watch.Elapsed > Patience)
            {
                throw new FaultsException($"'{words}' did not come. It said: {Tail}");
            }
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndsAsync(CancellationToken ct)
    {
        await process.WaitForExitAsync(ct);
        await Task.WhenAll(reading);
        return process.ExitCode;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => process.Kill();

    /// <summary>SIGSTOP: it stays, and does nothing.</summary>
    public void Freeze() => Signal("-STOP");

    /// <summary>SIGCONT: it goes on as if nothing had been.</summary>
    public void Wake() => Signal("-CONT");

    /// <summary>Asks it to stop and waits; kills it when it does not.</summary>
    /// <returns>What was wrong with its end; null when nothing.</returns>
    public async Task<string?> StopAsync()
    {
        if (process.HasExited)
        {
            return $"a server had ended by itself with {process.ExitCode}: {Tail}";
        }

        Signal("-TERM");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            return await EndsAsync(limit.Token) is 0 ? null : $"a server stopped with {process.ExitCode}: {Tail}";
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            return $"a server did not stop within 60 s: {Tail}";
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!HasEnded)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        disposed = true;
        process.Dispose();
    }

    private async Task KeepAsync(string file)
    {
        await Task.WhenAll(reading);
        await File.WriteAllLinesAsync(file, said);
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [name, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static async Task ReadAsync(StreamReader lines, params ConcurrentQueue<string>[] into)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            Array.ForEach(into, queue => queue.Enqueue(line));
        }
    }
}
