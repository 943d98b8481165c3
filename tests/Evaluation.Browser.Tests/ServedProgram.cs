using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Evaluation.Server;

namespace Evaluation.Browser.Tests;

/// <summary>The program as an administrator starts it: a process of its own with a database of its own.</summary>
public sealed class ServedProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();

    private ServedProgram(Process process, Uri site) => (this.process, Site) = (process, site);

    // The files of claims of all programs of a run.
    private static readonly string Evidence = Path.Combine(
        Path.GetTempPath(), $"evaluation-browser-evidence-{Environment.ProcessId}");

    /// <summary>Where it serves.</summary>
    public Uri Site { get; }

    /// <summary>Starts it in `Production` and waits until it answers.</summary>
    public static async Task<ServedProgram> StartAsync(string database)
    {
        var site = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", typeof(Application).Assembly.Location, "serve", "--no-demo", "--urls", site.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["EVALUATION_DB"] = database;
        start.Environment["EVALUATION_EVIDENCE"] = Evidence;
        var program = new ServedProgram(Process.Start(start)!, site);
        program.process.OutputDataReceived += program.Hear;
        program.process.ErrorDataReceived += program.Hear;
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        try
        {
            await program.HeardAsync("/welcome/");
            return program;
        }
        catch
        {
            program.process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The link on the console by which somebody becomes the first administrator.</summary>
    public string FirstLink => Regex.Match(string.Join('\n', said), @"/welcome/[\w-]{32}").Value;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync();
        process.Dispose();
        if (Directory.Exists(Evidence))
        {
            Directory.Delete(Evidence, recursive: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Hear(object sender, DataReceivedEventArgs heard)
    {
        if (heard.Data is { } line)
        {
            said.Enqueue(line);
        }
    }

    private async Task HeardAsync(string words)
    {
        while (!said.Any(line => line.Contains(words, StringComparison.Ordinal)))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The server ended: {string.Join('\n', said)}");
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
