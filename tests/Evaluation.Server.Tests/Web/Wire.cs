using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Evaluation.Server.Tests.Web;

/// <summary>A wire between a program and its database that can be taken away, or cut at or after a commit.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly string host;
    private readonly int port;
    private readonly ConcurrentDictionary<TcpClient, TcpClient> ends = new();
    private TcpListener listener = new(IPAddress.Loopback, 0);
    private Task accepting;
    private volatile string? marked;
    private volatile bool answers;
    private volatile TaskCompletionSource thawed = new();

    public Wire(string host, int port)
    {
        (this.host, this.port) = (host, port);
        thawed.SetResult();
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync(listener);
    }

    /// <summary>Where the program connects to.</summary>
    public int Port { get; }

    /// <summary>
    /// The next connection over which a text is sent and then a commit is cut when the database has the commit and the
    /// program does not have its answer.
    /// </summary>
    public void CutAtCommitAfter(string text) => (answers, marked) = (false, text);

    /// <summary>The program gets the answer to the commit that follows a text, and then the wire is away.</summary>
    public void TakeAwayAfterCommitOf(string text) => (answers, marked) = (true, text);

    /// <summary>Nothing comes back from the database any more, and nobody notices.</summary>
    public void Freeze() => thawed = new TaskCompletionSource();

    /// <summary>It comes back again.</summary>
    public void Thaw() => thawed.TrySetResult();

    /// <summary>Nobody can connect any more, and whoever is connected is cut off.</summary>
    public async Task TakeAwayAsync()
    {
        listener.Stop();
        await accepting;
        Cut();
    }

    /// <summary>Puts it back.</summary>
    public void PutBack()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync(listener);
    }

    /// <summary>Cuts all connections, or all but one; new ones may be made.</summary>
    public void Cut(TcpClient? except = null)
    {
        foreach (var (near, far) in ends.Where(end => end.Key != except))
        {
            near.Close();
            far.Close();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await TakeAwayAsync();

    private async Task AcceptAsync(TcpListener at)
    {
        try
        {
            while (true)
            {
                var near = await at.AcceptTcpClientAsync();
                var far = new TcpClient();
                await far.ConnectAsync(host, port);
                ends[near] = far;
                _ = PassAsync(near, far);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Taken away.
        }
    }

    private async Task PassAsync(TcpClient near, TcpClient far)
    {
        using (near)
        using (far)
        {
            var cut = new TaskCompletionSource<bool>();
            await Task.WhenAny(ForthAsync(near.GetStream(), far.GetStream(), cut), BackAsync(near, far, cut.Task));
        }

        ends.TryRemove(near, out _);
    }

    private async Task ForthAsync(NetworkStream from, NetworkStream to, TaskCompletionSource<bool> cut)
    {
        var buffer = new byte[1 << 16];
        var seen = false;
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var count)
            {
                seen |= marked is { } text && Has(buffer, count, text);
                if (seen && Has(buffer, count, "COMMIT\0"))
                {
                    marked = null;
                    cut.SetResult(answers);
                    await to.WriteAsync(buffer.AsMemory(0, count));
                    await Task.Delay(300);
                    return;
                }

                await to.WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private async Task BackAsync(TcpClient near, TcpClient far, Task<bool> cut)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (await far.GetStream().ReadAsync(buffer) is > 0 and var count)
            {
                await thawed.Task;
                if (cut.IsCompleted && await cut)
                {
                    listener.Stop();
                    Cut(near);
                    await near.GetStream().WriteAsync(buffer.AsMemory(0, count));
                    return;
                }

                if (!cut.IsCompleted)
                {
                    await near.GetStream().WriteAsync(buffer.AsMemory(0, count));
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }

        await (cut.IsCompleted ? Task.Delay(Timeout.InfiniteTimeSpan) : Task.CompletedTask);
    }

    private static bool Has(byte[] buffer, int count, string text) =>
        buffer.AsSpan(0, count).IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
