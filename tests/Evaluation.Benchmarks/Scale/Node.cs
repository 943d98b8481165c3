using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Evaluation.LocalPostgres;

namespace Evaluation.Benchmarks.Scale;

/// <summary>`evaluation serve` as a process of its own on a database.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly Process process;

    private Node(Process process) => this.process = process;

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<Node> StartAsync(string connection)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            ["exec", Path.Combine(AppContext.BaseDirectory, "evaluation.dll"), "serve", "--no-demo", "--urls", address])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Database.Variable] = connection;
        var node = new Node(Process.Start(start)!);
        node.process.OutputDataReceived += (_, _) => { };
        node.process.ErrorDataReceived += (_, _) => { };
        node.process.BeginOutputReadLine();
        node.process.BeginErrorReadLine();
        using var client = new HttpClient();
        for (var i = 0; i < 600 && !node.process.HasExited; i++)
        {
            try
            {
                if ((await client.GetAsync(new Uri($"{address}/health"))).IsSuccessStatusCode)
                {
                    return node;
                }
            }
            catch (HttpRequestException)
            {
                // Not there yet.
            }

            await Task.Delay(100);
        }

        await node.DisposeAsync();
        throw new UnequalException("A server did not start.");
    }

    /// <summary>As if its machine lost power.</summary>
    public void Kill() => process.Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
